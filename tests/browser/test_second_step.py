"""Setting up the second step, from the empty page to spare codes; and an organization's people."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_second_step import digits
from tests.browser import checks
from tests.factories import LONG_AGO, NOW, MembershipFactory, OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENROLLED = (
    "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
    "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list",
)  # fmt: skip


def test_pages_of_a_set_second_step_are_whole(live_server, page):
    cache.clear()
    user = User.objects.invite(email="kim@school.example", name="Kim", now=NOW)
    checks.sign_in(page, live_server, user)
    page.goto(f"{live_server.url}{reverse('mfa_activate_totp')}")
    checks.whole(page)
    secret = page.locator("dd.secret").inner_text()
    page.get_by_label("Six digits").fill(digits(secret))
    page.get_by_role("button", name="Use this app").click()

    page.get_by_role("heading", name="You have 10 spare codes").wait_for()
    for name in ENROLLED:
        page.goto(f"{live_server.url}{reverse(name)}")
        assert "reauthenticate" not in page.url
        checks.whole(page)


def test_the_people_of_an_organization_are_whole(live_server, page):
    organization = OrganizationFactory(name="L" * 120, short_name="مدرسة النور")
    keeper = MembershipFactory(organization=organization, administers=True, since=LONG_AGO)
    row = MembershipFactory(
        organization=organization, title="T" * 80, user__name="מורה " * 20, since=LONG_AGO
    )
    checks.sign_in(page, live_server, keeper.user)
    for name, *more in (("people",), ("member_add",), ("member", row.pk), ("member_gone", row.pk)):
        address = reverse(f"partnerships:{name}", args=[organization.pk, *more])
        page.goto(f"{live_server.url}{address}")
        checks.whole(page)
