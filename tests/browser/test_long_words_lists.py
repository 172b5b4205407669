"""Words of two hundred letters break: the desk, the roster, the close-out, the pulse, lists."""

import pytest
from django.urls import reverse

from accounts.models import User
from partnerships.models import (
    Benefit,
    CarryOn,
    Grant,
    Initiative,
    Organization,
    Program,
    RosterEntry,
    Round,
)
from tests import factories_matching as make
from tests.browser import checks
from tests.factories_closing import make_closing
from tests.factories_partnerships import GrantFactory, SourcedInitiativeFactory, term
from tests.factories_pulse import answer as answered
from tests.factories_pulse import make_round, make_theme, talks_held

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "W" * 200


def lengthen():
    """Give every name that people write two hundred letters, or as many as it holds."""
    for number, row in enumerate(Organization.objects.order_by("pk")):
        names = {"name": f"{WORD[:-3]}{number:03}", "short_name": WORD[:40], "city": WORD[:80]}
        Organization.objects.filter(pk=row.pk).update(**names)
    Round.objects.update(name=WORD[:80])
    Program.objects.update(name=WORD)
    User.objects.update(name=WORD)
    RosterEntry.objects.update(title=WORD[:80])


def narrow(page, live_server, user, *addresses):
    checks.sign_in(page, live_server, user)
    for address in addresses:
        page.goto(live_server.url + address)
        assert "WWWWWWWW" in page.content(), address
        checks.reflow(page)


def test_the_desk_and_the_lists_of_the_directory(live_server, page):
    form = make.submitted(title=WORD)
    by = make.facilitator(form.round.program)
    make.readings.assign(subject=form, facilitator=by, by=by, now=make.NOW)
    offer = make.offered(round=form.round, by=by)
    for row in (GrantFactory(), SourcedInitiativeFactory()):
        row.topics.add(term("residency"))
    Initiative.objects.update(title=WORD)
    Grant.objects.update(amount_note=WORD, status_source=WORD)
    lengthen()
    lists = [reverse(f"partnerships:{name}") for name in ("organizations", "initiatives", "grants")]

    narrow(page, live_server, by, reverse("matching:desk"), offer.get_absolute_url(),
           form.get_absolute_url(), *lists)  # fmt: skip


def test_the_roster_and_the_close_out(live_server, page):
    room = make_closing(written=True)
    partnership = room.partnership
    lengthen()
    Benefit.objects.update(evidence=WORD)
    CarryOn.objects.update(what=WORD, holder=WORD[:120], first_step=WORD)

    narrow(page, live_server, room.facilitator,
           reverse("partnerships:roster", args=[partnership.pk]),
           reverse("closing", args=[partnership.pk]))  # fmt: skip


def test_the_round_of_the_pulse(live_server, page):
    room, found = make_round()
    person = room.implementer("partner")
    answered(found, person, we_gain="4", how=("", WORD, "named"))
    make_theme(talks_held(found), text=WORD)
    lengthen()

    narrow(page, live_server, room.facilitator, reverse("pulse:round", args=[found.pk]))
