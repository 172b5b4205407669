"""What one side says by itself: leader statements, sealed ratings, two questions after it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.errors import Refused
from foundation.models import Signature, Version
from partnerships import charter_services, leader_services, sealed_services
from partnerships.models import (
    FocusArea,
    FocusRating,
    KickoffCheck,
    LeaderStatement,
    Partnership,
    Phase,
    Side,
)
from tests.factories import NOW, UserFactory
from tests.factories_kickoff import FocusAreaFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LATER = NOW + timedelta(days=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = {"empower": "They may speak.", "clarity": "The list says it.", "commit": "We stay."}


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.KICKOFF)


def url(room, name):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk])


# -- what the leader says (0.33) ------------------------------------------------------------------
def seen(room):
    fresh = room.fresh()
    return leader_services.seen(leader_services.statements(fresh), fresh.shared())


def say(room, *, by=None, now=NOW, **words):
    return leader_services.say(
        room.fresh(), WORDS | words, seen_digest=seen(room), by=by or room.decider(T), now=now
    )


def told(room):
    return [
        (row.key, row.words, row.signature and row.signature.at, row.moved)
        for row in leader_services.statements(room.fresh())
    ]


def test_each_statement_carries_its_own_name_and_date(room):
    assert say(room, commit="") == 2
    assert say(room, commit="We stay to the end.", now=LATER) == 1

    assert told(room) == [
        ("empower", "They may speak.", NOW, False),
        ("clarity", "The list says it.", NOW, False),
        ("commit", "We stay to the end.", LATER, False),
    ]


def test_new_words_end_the_signature_and_the_former_ones_are_kept(room):
    say(room)
    say(room, empower="They may speak of failures.", now=LATER)

    row = LeaderStatement.objects.get(key="empower")
    kept = [v.content["words"] for v in Version.objects.about(row).order_by("number")]
    given = Signature.objects.about(row).order_by("at").values_list("at", "cleared_at")
    assert (kept, list(given)) == (
        ["They may speak.", "They may speak of failures."],
        [(NOW, LATER), (LATER, None)],
    )


def test_a_changed_list_shows_beside_the_statement_about_it_alone(room):
    say(room)
    charter_services.retire_boundary(room.boundary, side=T, by=room.decider(T), now=LATER)

    assert [(row[0], row[3]) for row in told(room)] == [
        ("empower", False), ("clarity", True), ("commit", False),
    ]  # fmt: skip


def test_a_leader_who_read_an_older_list_is_shown_the_new_one(room):
    before = seen(room)
    charter_services.retire_boundary(room.boundary, side=T, by=room.decider(T), now=LATER)

    with pytest.raises(Refused):
        leader_services.say(room.fresh(), WORDS, seen_digest=before, by=room.decider(T), now=LATER)
    assert LeaderStatement.objects.count() == 0


def test_statements_leave_the_charters_signatures_alone(room):
    say(room)

    room.charter.refresh_from_db()
    assert room.charter.signed_at == NOW


def test_the_leader_says_it_in_the_browser_and_both_sides_read_it(enter, room):
    client = enter(room.decider(T))
    page = client.get(url(room, "leader"))
    answer = client.post(url(room, "leader"), WORDS | {"seen": page.context["seen"]})

    assert answer.status_code == 302
    read = enter(room.implementer(P)).get(url(room, "charter")).content.decode()
    assert [words in read for words in WORDS.values()] == [True, True, True]


def test_only_who_decides_for_the_sharing_side_says_it(enter, room):
    people = [room.decider(P), room.implementer(T), room.facilitator, room.lead, room.officer]

    codes = [enter(user).post(url(room, "leader"), WORDS).status_code for user in people]

    assert (codes, LeaderStatement.objects.count()) == ([403, 403, 403, 403, 404], 0)


# -- sealed ratings (0.53) ------------------------------------------------------------------------
@pytest.fixture
def lines(room):
    return [FocusAreaFactory(partnership=room.partnership, need=f"Need {n}") for n in (1, 2)]


def need(lines, *ranks):
    return {row.pk: {"need_rank": rank} for row, rank in zip(lines, ranks, strict=True)}


def offer(lines, *pairs):
    return {
        row.pk: {"ability": able, "sharing": shares}
        for row, (able, shares) in zip(lines, pairs, strict=True)
    }


def rate(room, answers, side, now=NOW):
    sealed_services.rate(room.partnership, answers, side=side, by=room.implementer(side), now=now)


def readable(room, side):
    seal = sealed_services.seal_of(room.partnership, side)
    return {(pk, of) for pk, said in seal.ratings.items() for of in said}


def test_until_both_are_in_each_side_reads_its_own_and_the_facilitator_nothing(room, lines):
    rate(room, need(lines, 1, 2), P)

    own = {(row.pk, P) for row in lines}
    assert [readable(room, side) for side in (P, T, "")] == [own, set(), set()]


def test_when_both_are_in_everybody_inside_reads_both(room, lines):
    rate(room, need(lines, 1, 2), P)
    rate(room, offer(lines, (1, 1), (3, 3)), T)

    both = {(row.pk, side) for row in lines for side in (P, T)}
    assert [readable(room, side) for side in (P, T, "")] == [both, both, both]


def test_the_list_is_ordered_by_the_product_and_the_chosen_stay_first(room, lines):
    third = FocusAreaFactory(partnership=room.partnership, need="Need 3", chosen=True)
    every = [*lines, third]
    rate(room, need(every, 1, 2, 3), P)
    rate(room, offer(every, (3, 0), (1, 3), (3, 3)), T)  # 0, 6, 9

    seal = sealed_services.seal_of(room.partnership, "")
    found = sealed_services.ranked(FocusArea.objects.order_by("need"), seal)
    assert [row.need for row in found] == ["Need 3", "Need 2", "Need 1"]


def test_a_side_answers_anew_until_both_are_in(room, lines):
    rate(room, need(lines, 1, 2), P)
    rate(room, need(lines, 2, 1), P)
    rate(room, offer(lines, (1, 1), (3, 3)), T)

    with pytest.raises(Refused):
        rate(room, need(lines, 1, 2), P)
    ranks = FocusRating.objects.filter(side=P).order_by("area__need")
    assert list(ranks.values_list("need_rank", flat=True)) == [2, 1]


def test_a_line_added_meanwhile_is_seen_first(room, lines):
    FocusAreaFactory(partnership=room.partnership)

    with pytest.raises(Refused):
        rate(room, need(lines, 1, 2), P)
    assert FocusRating.objects.count() == 0


def test_places_are_given_once(enter, room, lines):
    client = enter(room.implementer(P))
    same = {f"need_rank-{row.pk}": 1 for row in lines}

    refused = client.post(url(room, "focus_rate"), same)
    apart = client.post(
        url(room, "focus_rate"), {f"need_rank-{row.pk}": n for n, row in enumerate(lines, 1)}
    )

    assert (refused.status_code, apart.status_code, FocusRating.objects.count()) == (422, 302, 2)


def test_the_page_keeps_the_seal(enter, room, lines):
    rate(room, need(lines, 2, 1), P)

    pages = {
        who: enter(user).get(url(room, "focus")).content.decode()
        for who, user in [
            ("own", room.decider(P)), ("other", room.implementer(T)), ("held", room.facilitator),
        ]
    }  # fmt: skip
    assert {who: "of what is needed" in page for who, page in pages.items()} == {
        "own": True, "other": False, "held": False,
    }  # fmt: skip
    assert all("has answered" in page for page in pages.values())


@pytest.mark.parametrize("many", [1, 8])
def test_the_focus_page_asks_eight_times_at_most(enter, room, many, cost):
    lines = [FocusAreaFactory(partnership=room.partnership) for _n in range(many)]
    rate(room, need(lines, *range(1, many + 1)), P)
    rate(room, offer(lines, *[(2, 2)] * many), T)
    client = enter(room.implementer(P))
    client.get(reverse("partnership_list"))  # the first page of a session writes it

    assert cost(client, url(room, "focus")) <= 8


def test_nobody_rates_once_the_monthly_sessions_run(enter):
    room = make_room(signed=True, phase=Phase.ACTIVE)

    assert enter(room.implementer(P)).get(url(room, "focus_rate")).status_code == 403


# -- two questions after the kickoff (0.51) -------------------------------------------------------
SAID = {"understood": 2, "invested": 4, "words": "CANARY"}


@pytest.fixture
def met():
    return make_room(signed=True, phase=Phase.ACTIVE)


def test_who_reads_an_answer(enter, met):
    enter(met.implementer(P)).post(url(met, "kickoff_check"), SAID)

    people = {
        "writer": met.implementer(P), "facilitator": met.facilitator, "colleague": met.decider(P),
        "other side": met.implementer(T),
    }  # fmt: skip
    found = {
        who: "CANARY" in enter(user).get(url(met, "kickoff_check")).content.decode()
        for who, user in people.items()
    }
    assert found == {
        "writer": True, "facilitator": True, "colleague": False, "other side": False,
    }  # fmt: skip
    codes = [enter(u).get(url(met, "kickoff_check")).status_code for u in (met.lead, met.officer)]
    assert codes == [403, 404]


def test_a_facilitator_from_one_side_reads_nothing_and_the_neutral_person_does(enter):
    neutral = UserFactory()
    room = make_room(
        signed=True, phase=Phase.ACTIVE, neutral_person=neutral,
        facilitator_kind=Partnership.FacilitatorKind.INTERNAL,
    )  # fmt: skip
    enter(room.implementer(P)).post(url(room, "kickoff_check"), SAID)

    page = enter(neutral).get(url(room, "kickoff_check"))
    refused = enter(room.facilitator).get(url(room, "kickoff_check"))

    assert ("CANARY" in page.content.decode(), refused.status_code) == (True, 403)


def test_after_the_weeks_of_asking_each_reads_their_own_alone(enter, met):
    enter(met.implementer(P)).post(url(met, "kickoff_check"), SAID)
    Partnership.objects.filter(pk=met.partnership.pk).update(phase=Phase.MIDPOINT)

    people = [met.implementer(P), met.decider(P), met.implementer(T), met.facilitator]
    found = [
        "CANARY" in enter(user).get(url(met, "kickoff_check")).content.decode() for user in people
    ]
    assert found == [True, False, False, True]


def test_an_answer_is_changed_until_the_midpoint_and_kept_once(enter, met):
    client = enter(met.implementer(P))
    client.post(url(met, "kickoff_check"), SAID)
    client.post(url(met, "kickoff_check"), SAID | {"understood": 4})
    Partnership.objects.filter(pk=met.partnership.pk).update(phase=Phase.MIDPOINT)
    late = client.post(url(met, "kickoff_check"), SAID)

    kept = KickoffCheck.objects.values_list("understood", "side")
    assert (list(kept), late.status_code) == ([(4, P)], 403)


def test_nothing_is_preselected(enter, met):
    refused = enter(met.implementer(P)).post(url(met, "kickoff_check"), {})

    assert (refused.status_code, KickoffCheck.objects.count()) == (422, 0)


@pytest.mark.parametrize("many", [1, 4])
def test_the_check_page_asks_eight_times_at_most(enter, met, many, cost):
    people = [entry.user for entry in met.people.values()][:many]
    for user in people:
        sealed_services.answer_check(met.partnership, SAID, side=P, by=user, now=NOW)

    client = enter(met.facilitator)
    client.get(reverse("partnership_list"))  # the first page of a session writes it

    assert cost(client, url(met, "kickoff_check")) <= 8
