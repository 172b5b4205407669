"""Flags about roles: who reads them, what follows, what Today says (domain 0.21)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition
from notifications.models import Message
from overview import today
from partnerships import role_services
from partnerships.models import FlagState, Phase, RoleFlag, Side
from tests.factories import NOW, MembershipFactory, UserFactory
from tests.factories_partnership import PartnershipOrganizationFactory, make_room
from tests.factories_roles import WEEK, flag_in
from tests.reading import as_, read, settled, words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TALK = {"present": "Their lead and I", "agreed": "One question first, then the file."}
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.ACTIVE)


def inside_out(**more):
    """A room whose facilitator is of a side, with a neutral person."""
    neutral = UserFactory(name="Neutral")
    return make_room(
        signed=True, phase=Phase.ACTIVE, facilitator_kind="internal", neutral_person=neutral, **more
    )


def page(name, row):
    return reverse(f"partnerships:{name}", args=[row.pk])


# -- services -------------------------------------------------------------------------------------
def test_a_flag_belongs_to_the_initiative_and_mails_nobody(room):
    flag = flag_in(room)

    assert (flag.initiative, flag.organization, flag.state) == (
        room.partnership.initiative, room.organization(P), FlagState.RAISED,
    )  # fmt: skip
    assert not Message.objects.exists()


def test_one_of_a_kind_waits_and_another_kind_may(room):
    flag_in(room)
    flag_in(room, kind="solving")

    with pytest.raises(Refused, match="raised already"):
        flag_in(room)


def test_a_talk_is_noted_once_and_a_new_flag_may_follow(room):
    flag = flag_in(room)
    given = {"talked_on": NOW.date(), **TALK, "by": room.facilitator, "now": NOW}
    role_services.note_talk(flag, **given)

    with pytest.raises(AlreadyMoved):
        role_services.note_talk(flag, **given)
    assert flag_in(room).waits
    history = Transition.objects.about(flag).get()
    assert (history.old, history.new, history.by) == ("raised", "talked", room.facilitator)


@pytest.mark.parametrize("left_out", ["present", "agreed"])
def test_a_talk_says_who_and_what(room, left_out):
    flag = flag_in(room)

    with pytest.raises(Refused):
        role_services.note_talk(
            flag, talked_on=NOW.date(), **{**TALK, left_out: " "}, by=room.facilitator, now=NOW
        )
    assert RoleFlag.objects.get().waits


def test_setting_aside_needs_a_reason_and_ends_the_words(room):
    flag = flag_in(room)
    with pytest.raises(Refused):
        role_services.set_aside(flag, why=" ", by=room.facilitator, now=NOW)

    role_services.set_aside(flag, why="A misunderstanding.", by=room.facilitator, now=NOW)

    with pytest.raises(AlreadyMoved):
        role_services.change(flag, ["seen"], expected=1, by=room.facilitator, now=NOW)


def test_a_stale_save_keeps_both_texts(room):
    flag = flag_in(room)
    mine = RoleFlag.objects.get()
    flag.seen, mine.seen = "First.", "Second."
    role_services.change(flag, ["seen"], expected=1, by=room.facilitator, now=NOW)

    with pytest.raises(Stale) as caught:
        role_services.change(mine, ["seen"], expected=1, by=room.facilitator, now=NOW)
    assert caught.value.clashes[0][2:] == ("First.", "Second.")


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"state": "x"}, {"seen": ""}, {"state": "talked", "agreed": ""}]
)
def test_the_database_holds_what_a_flag_is(room, wrong):
    flag = flag_in(room)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleFlag.objects.filter(pk=flag.pk).update(**wrong)


# -- who reads ------------------------------------------------------------------------------------
def readers(flag, *people):
    return [RoleFlag.objects.visible_to(person).filter(pk=flag.pk).exists() for person in people]


def test_facilitator_and_leads_read_it_and_nobody_else(room):
    flag = flag_in(room)
    others = [room.officer, room.decider(P), room.decider(T), room.implementer(P), UserFactory()]

    assert readers(flag, room.facilitator, room.lead) == [True, True]
    assert readers(flag, *others) == [False] * len(others)


def test_from_inside_the_neutral_person_reads_and_raises_it(client):
    room = inside_out()
    neutral = room.partnership.neutral_person
    flag = flag_in(room, by=neutral)

    assert readers(flag, room.facilitator, neutral, room.lead) == [False, True, True]
    client.force_login(room.facilitator)
    found = [client.get(page("role_flags", room.partnership)).status_code]
    found.append(client.get(page("role_flag", flag)).status_code)
    assert found == [403, 404]
    assert "Raise a flag" in read(client, neutral, page("role_flags", room.partnership))
    assert flag.seen in read(client, neutral, page("role_flag", flag))


@pytest.mark.parametrize("side", [P, T])
def test_a_lead_of_one_of_the_organizations_does_not_read_it(room, side):
    flag = flag_in(room)
    MembershipFactory(organization=room.organization(side), user=room.lead)

    assert readers(flag, type(room.lead).objects.get(pk=room.lead.pk)) == [False]


def test_an_organization_that_joined_a_side_counts_too(room):
    flag = flag_in(room)
    joined = PartnershipOrganizationFactory(partnership=room.partnership, side=T, is_lead=False)
    MembershipFactory(organization=joined.organization, user=room.lead)

    assert readers(flag, type(room.lead).objects.get(pk=room.lead.pk)) == [False]


def test_nothing_of_it_is_on_a_page_of_a_side_or_an_officer(client, room):
    flag_in(room, seen="ZQ-CANARY")
    pages = [reverse("partnership", args=[room.partnership.pk]), reverse("home"),
             page("roster", room.partnership)]  # fmt: skip

    for person in (room.decider(P), room.implementer(T)):
        for address in pages:
            text = read(client, person, address)
            assert "ZQ-CANARY" not in text
            assert "Who does what" not in text
    assert "ZQ-CANARY" not in read(client, room.officer, reverse("officer"))


# -- pages ----------------------------------------------------------------------------------------
def test_it_is_raised_read_and_talked_through(client, room):
    as_(room.facilitator, client)
    raised = client.post(
        page("role_flag_raise", room.partnership), {"kind": "solving", "seen": "They wait."}
    )
    flag = RoleFlag.objects.get()
    text = words(client.get(flag.get_absolute_url()).content.decode())
    assert raised.headers["Location"] == flag.get_absolute_url()
    assert "From solving it for you to thinking it through with you" in text
    assert "Agree on" in text

    client.post(flag.get_absolute_url(), {"talked_on": "2026-02-02", **TALK})

    text = words(client.get(flag.get_absolute_url()).content.decode())
    assert "One question first, then the file." in text
    assert "Once you have talked" not in text
    front = read(client, room.facilitator, reverse("partnership", args=[room.partnership.pk]))
    assert "talked through" in front


def test_what_is_wrong_stands_beside_its_field_and_keeps_the_words(client, room):
    flag = flag_in(room)
    as_(room.facilitator, client)

    late = client.post(
        flag.get_absolute_url(), {"talked_on": "2199-01-01", "present": "Two", "agreed": "Kept."}
    )
    twice = client.post(
        page("role_flag_raise", room.partnership), {"kind": "shopping", "seen": "Again."}
    )
    empty = client.post(page("role_flag_raise", room.partnership), {"seen": " "})

    assert "This day is still to come." in late.text
    assert "Kept." in late.text
    assert "raised already" in twice.text
    assert "Again." in twice.text
    assert "This needs an answer." in empty.text


def test_nothing_raised_is_said_in_a_sentence(client, room):
    text = words(read(client, room.facilitator, page("role_flags", room.partnership)))

    assert "Nothing was raised A flag asks you for one talk with Lakeview" in text


def test_why_it_was_set_aside_stays_readable(client, room):
    flag = flag_in(room)
    as_(room.facilitator, client)

    client.post(page("role_flag_aside", flag), {"why": "It was another district."})

    assert "It was another district." in client.get(flag.get_absolute_url()).text


@pytest.mark.parametrize("many", [1, 9])
@pytest.mark.parametrize("name", ["role_flags", "role_flag", "role_flag_raise"])
def test_pages_cost_eight_queries_at_most(client, room, django_assert_max_num_queries, many, name):
    for _number in range(many - 1):
        flag = flag_in(room)
        role_services.set_aside(flag, why="Again.", by=room.facilitator, now=NOW)
    flag = flag_in(room)
    settled(client, room.facilitator)

    with django_assert_max_num_queries(8):
        client.get(page(name, flag if name == "role_flag" else room.partnership))


# -- Today ----------------------------------------------------------------------------------------
def said(user, now):
    asks, _put_off = today.of_facilitator(user, now, today.partnerships_of(user, now))
    return [(ask.sentence, ask.url) for ask in asks if "flag" in ask.sentence]


@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.KICKOFF, Phase.ACTIVE, Phase.PAUSED])
def test_one_row_stands_on_today_after_a_week(phase):
    room = make_room(phase=phase)
    flag = flag_in(room)
    flag_in(room, kind="solving", now=NOW + DAY)

    assert said(room.facilitator, NOW + WEEK - DAY) == []
    rows = said(room.facilitator, NOW + WEEK + 2 * DAY)
    assert [url for _sentence, url in rows] == [flag.get_absolute_url()]
    assert "No talk is noted yet." in rows[0][0]


def test_a_noted_talk_takes_the_row_away(room):
    flag = flag_in(room)
    role_services.note_talk(flag, talked_on=NOW.date(), **TALK, by=room.facilitator, now=NOW)

    assert said(room.facilitator, NOW + 2 * WEEK) == []


def test_the_neutral_person_is_asked_and_not_the_facilitator_from_inside():
    room = inside_out()
    flag = flag_in(room, by=room.partnership.neutral_person)
    later = NOW + 2 * WEEK

    assert said(room.facilitator, later) == []
    rows = today.partnerships_of(room.partnership.neutral_person, later)
    asks = today.held(room.partnership.neutral_person, rows, later)
    assert flag.get_absolute_url() in [ask.url for ask in asks]
