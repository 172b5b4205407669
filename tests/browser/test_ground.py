"""The browser itself: it starts, meets the live server, and cannot leave the machine."""

import playwright.sync_api
import pytest
from django.urls import reverse

from tests.browser import checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_opens(live_server, page):
    answer = page.goto(f"{live_server.url}{reverse('healthz')}")

    assert (answer.status, page.inner_text("body")) == (200, "ok")


def test_no_name_but_localhost_resolves(page):
    with pytest.raises(playwright.sync_api.Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.com/")


PAGE = """<!doctype html><html lang="en"><title>Page</title>
<body style="background: {behind}"><main><h1>One</h1>
<p style="color: {colour}">Words</p></main>"""


def test_words_that_cannot_be_read_are_found_whatever_was_judged_before(page):
    page.set_content(PAGE.format(colour="#111", behind="#fff"))
    checks.whole(page)

    for colour, behind in (("#aaa", "#fff"), ("#111", "#333")):
        for _once_more in range(2):
            page.set_content(PAGE.format(colour=colour, behind=behind))
            with pytest.raises(AssertionError, match="color-contrast"):
                checks.whole(page)
