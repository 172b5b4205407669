"""People as administrators find them, in a browser at both widths."""

import pytest
from django.urls import reverse

from partnerships.models import Role
from tests.browser import checks
from tests.factories import (
    LONG_AGO,
    NOW,
    MembershipFactory,
    ProgramRoleFactory,
    UserFactory,
)
from tests.factories_partnership import make_room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verylongword" * 6


def somebody(name):
    """Return the person whose page `name` shows."""
    if name == "gone":
        return UserFactory(is_active=False, left_at=NOW, name="Gone")
    if name == "needed":
        return make_room().facilitator
    return MembershipFactory(since=LONG_AGO, user__name=f"مريم {LONG}", title=LONG).user


@pytest.mark.parametrize("name", ["everybody", "somebody", "has_left", "needed", "gone"])
def test_every_page_is_whole(live_server, page, name):
    person = somebody(name)
    reader = ProgramRoleFactory(role=Role.ADMINISTRATOR, since=LONG_AGO).user
    UserFactory(is_active=False, left_at=NOW)
    view = name if name in ("everybody", "has_left") else "somebody"
    args = [] if name == "everybody" else [person.pk]
    checks.sign_in(page, live_server, reader)
    page.goto(live_server.url + reverse(f"partnerships:{view}", args=args))

    for width in (1280, 360):
        checks.picture(page, f"people-{name}", width)
    checks.whole(page)


def test_two_presses_say_that_somebody_has_left(live_server, page):
    person = UserFactory(name="Ana Ruiz")
    reader = ProgramRoleFactory(role=Role.ADMINISTRATOR, since=LONG_AGO).user
    checks.sign_in(page, live_server, reader)
    page.goto(live_server.url + reverse("home"))

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Name or e-mail").fill("ruiz")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ana Ruiz").click()
    page.get_by_role("link", name="This person has left").click()
    page.get_by_role("button", name="Yes, this person has left").click()

    page.get_by_text("Recorded: Ana Ruiz has left and is signed out everywhere.").wait_for()
    person.refresh_from_db()
    assert not person.is_active
