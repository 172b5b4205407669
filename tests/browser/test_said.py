"""What one side says by itself, in a browser: whole at both widths, and a charter on one page."""

import re

import pytest
from django.urls import reverse

from partnerships import leader_services
from partnerships.models import Charter, Phase
from tests.browser import checks
from tests.factories import NOW
from tests.factories_kickoff import FocusAreaFactory
from tests.factories_partnership import SharingBoundaryFactory, make_room, sign_both

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RTL = "كل متدرب يحصل على ملاحظات في الدرس"
PAGES = [
    ("leader", Phase.FORMING, "thought_partner"),
    ("focus_rate", Phase.KICKOFF, "thought_partner"),
    ("focus_rate", Phase.KICKOFF, "partner"),
    ("focus", Phase.KICKOFF, "partner"),
    ("kickoff_check", Phase.ACTIVE, "partner"),
    ("focus_change", Phase.ACTIVE, "partner"),
]


@pytest.mark.parametrize(("name", "phase", "side"), PAGES)
def test_every_page_is_whole(live_server, page, name, phase, side):
    room = make_room(signed=True, phase=phase)
    FocusAreaFactory(partnership=room.partnership, need=RTL, can_show="Verylongword" * 12)
    area = FocusAreaFactory(partnership=room.partnership, chosen=True)
    more = [area.pk] if name == "focus_change" else []
    checks.sign_in(page, live_server, room.decider(side))
    address = reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])
    page.goto(f"{live_server.url}{address}")

    checks.whole(page)


def test_who_came_is_whole(live_server, page):
    room = make_room(signed=True, phase=Phase.ACTIVE)
    checks.sign_in(page, live_server, room.facilitator)
    address = reverse("sessions_app:presence", args=[room.partnership.pk])
    page.goto(f"{live_server.url}{address}")

    checks.whole(page)


def test_a_charter_with_its_list_and_three_statements_prints_on_one_page(live_server, page):
    room = make_room()
    for number in range(6):
        SharingBoundaryFactory(
            partnership=room.partnership, organization=room.organization("thought_partner"),
            material=f"Kind of material {number}", decided_at=NOW,
            decided_by=room.decider("thought_partner"),
        )  # fmt: skip
    fresh = room.fresh()
    said = leader_services.statements(fresh)
    leader_services.say(
        fresh, leader_services.starting_words(fresh), by=room.decider("thought_partner"), now=NOW,
        seen_digest=leader_services.seen(said, fresh.shared()),
    )  # fmt: skip
    two_lines = "We say it plainly.\n" * 2
    Charter.objects.update(
        could_not_alone="One sentence of ordinary length that says what neither could do alone.",
        out_of_scope=two_lines, norms=two_lines, if_people_leave=two_lines,
    )  # fmt: skip
    sign_both(room)
    checks.sign_in(page, live_server, room.decider("partner"))
    page.goto(f"{live_server.url}{reverse('partnerships:charter', args=[room.partnership.pk])}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
