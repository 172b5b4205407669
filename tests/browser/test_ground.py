"""The browser itself: it starts, meets the live server, and cannot leave the machine."""

import playwright.sync_api
import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_opens(live_server, page):
    answer = page.goto(f"{live_server.url}{reverse('healthz')}")

    assert (answer.status, page.inner_text("body")) == (200, "ok")


def test_no_name_but_localhost_resolves(page):
    with pytest.raises(playwright.sync_api.Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.com/")
