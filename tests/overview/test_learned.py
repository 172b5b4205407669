"""What a program learns from its judgments: what is told, what is not, to whom, at what price."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from insights.models import Verdict
from matching.models import Application, MatchProposal, Offer, Reply, RoundWish
from matching.services import reviews
from overview import learned
from overview.learned import Case
from partnerships.models import Benefit, Organization, Partnership, Phase, Role
from pulse.models import PulseRound, PulseSnapshot, PulseTally
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, MembershipFactory, OrganizationFactory
from tests.factories_insights import InsightFactory
from tests.factories_partnership import PartnershipFactory
from tests.factories_partnerships import term
from tests.reading import settled, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
SECTORS = "By the sectors of the two sides, as the directory has them today"
JUDGED = {**make.JUDGED, "evidence_b": "x", "evidence_c": "x"}


def founded(round, number, *, way="a", phase=Phase.ACTIVE, suggested=None, **more):
    """Make one partnership as a match leaves it: form, offer, judgment, proposal."""
    by = more.get("by") or forms.facilitator(round.program)
    application = make.ready(
        round=round, facilitator=by, organization=OrganizationFactory(short_name=f"Asks {number}")
    )
    offer = make.willing(round, said=f"Shares {number}")
    levels = {f"level_{key}": 3 if key == way else 1 for key in "abc"}
    review = reviews.judge(
        application=application, offer=offer, values={**JUDGED, **levels}, expected=0, by=by,
        suggested=suggested, now=NOW,
    )  # fmt: skip
    ended = {"ended_at": NOW} if phase == Phase.CLOSED else {}
    row = PartnershipFactory(round=round, phase=phase, **ended)
    MatchProposal.objects.create(
        application=application, offer=offer, review=review, facilitator=by, partnership=row,
        state="matched", purpose="x", brief_partner="x", brief_thought_partner="x", created_at=NOW,
        starts_on=row.starts_on, ends_on=row.ends_on, sent_at=NOW, asked_at=NOW, partner_until=NOW,
        thought_partner_until=NOW, override_reason=more.get("reason", ""), changed_at=NOW,
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(state="matched")
    return row


def verdicts(partnership, *choices):
    for choice in choices:
        insight = InsightFactory(partnership=partnership)
        Verdict.objects.create(
            insight=insight, choice=choice, why="x", created_at=NOW, changed_at=NOW
        )


def gained(partnership, *sides):
    for side in sides:
        Benefit.objects.create(
            partnership=partnership, side=side, evidence="A card.", created_at=NOW, changed_at=NOW
        )


def lead(round):
    return forms.facilitator(round.program, Role.FACILITATION_LEAD)


def page(client, round, user=None):
    settled(client, user or lead(round))
    return client.get(reverse("learned", args=[round.program_id]))


def table(said, heading):
    return words(said.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0])


# -- what is told ----------------------------------------------------------------------------------
def test_before_any_match_it_says_what_will_be_here(client):
    answer = page(client, forms.OpenRoundFactory())

    assert "No partnership was founded from a proposal yet." in answer.text
    assert "<table" not in answer.text


def test_four_partnerships_are_a_sentence_and_no_figure(client):
    round = forms.OpenRoundFactory()
    for number in range(4):
        founded(round, number)

    answer = page(client, round)

    assert "4 partnerships were founded from a proposal so far. From five on" in answer.text
    assert "<table" not in answer.text


def test_each_reason_stands_beside_what_came_of_it(client):
    round = forms.OpenRoundFactory()
    rows = [founded(round, n, way="a" if n < 5 else "c", phase=Phase.CLOSED) for n in range(7)]
    verdicts(rows[0], "adopt", "adapt", "park")
    verdicts(rows[1], "reject")
    gained(rows[0], make.P, make.T)
    gained(rows[1], make.P)

    told = table(page(client, round).text, "By the strongest reason")

    assert "Same initiative 5 2 of 4 1 of 5 Not told: somebody could be picked out." in told
    assert "Deep on the topic 2 partnerships: too few to say anything of." in told
    assert "in a hundred" not in told


def test_readiness_overrides_and_suggestions_are_looked_at_too(client):
    round = forms.OpenRoundFactory()
    made = {"method": "1", "suggested": {"a": 3, "b": None, "c": 0}, "suggested_from": {}}
    rows = [founded(round, n, suggested=made) for n in range(6)]
    first, second = MatchProposal.objects.order_by("pk")[:2]
    for n, result in enumerate(("preparing", "ready")):
        Reply.objects.create(
            application=first.application, result=result, words="x", next_step="x", by=lead(round),
            next_on=NOW.date(), at=NOW + datetime.timedelta(days=n),
        )  # fmt: skip
    RoundWish.objects.create(
        application=second.application, offer=second.offer, kind="pin", because="known", words="x",
        instead_of=first.offer, by=lead(round), at=NOW,
    )  # fmt: skip
    assert len(rows) == 6

    said = page(client, round).text

    assert "Asked to prepare first 1 partnership" in table(said, "By the first answer on readiness")
    told = table(said, "By the rules, or against one of them")
    assert "As the rules and the board proposed 5 " in told
    assert "Against one of them, with a reason 1 partnership" in told
    assert "The reason that was suggested 6 " in table(said, "By what the facts suggested")


def test_a_reason_in_the_proposal_or_the_reply_counts_as_against_a_rule(client):
    round = forms.OpenRoundFactory()
    founded(round, 0, reason="Both asked for it.")
    for number in range(1, 6):
        founded(round, number)
    offer = Offer.objects.get(organization__short_name="Shares 3")
    Reply.objects.create(
        offer=offer, result="willing", by_rule="talk", override_reason="x", words="x", at=NOW,
        next_step="x", next_on=NOW.date(), by=lead(round),
    )  # fmt: skip

    told = table(page(client, round).text, "By the rules, or against one of them")

    assert "As the rules and the board proposed 4 partnerships: too few" in told
    assert "Against one of them, with a reason 2 partnerships: too few" in told


def in_sectors(number, stated):
    """Let a district ask in pair `number`; who shares is of no kind that says its sector."""
    Organization.objects.filter(short_name=f"Asks {number}").update(type=term("district"))
    Organization.objects.filter(short_name=f"Shares {number}").update(type=None, sector=stated)


def test_what_came_of_it_is_told_by_the_sectors_of_both_sides(client):
    round = forms.OpenRoundFactory()
    public, nonprofit = term("public"), term("nonprofit")
    for number in range(12):
        row = founded(round, number, phase=Phase.CLOSED)
        in_sectors(number, public if number < 5 else nonprofit if number < 11 else None)
        if number < 2:
            gained(row, make.P, make.T)

    told = table(page(client, round).text, SECTORS)

    assert "Both of one sector 5 No lesson has a verdict yet. 2 of 5" in told
    assert "Of two sectors 6 No lesson has a verdict yet. 0 of 6" in told
    assert "The sector of a side is not said 1 partnership: too few" in told


def cases(count, **more):
    return [
        Case(f"p{n}", "a", "ready", False, "same", "two", True, verdicts=1, used=n % 2, **more)
        for n in range(count)
    ]


def test_below_thirty_there_are_counts_and_no_rates():
    (_heading, (few,)), *_rest = learned.tables(cases(29), [])
    (_heading, (many,)), *_rest = learned.tables(cases(30), [])

    assert (few.used, few.gains) == ("14 of 29", "0 of 29")
    assert (many.used, many.gains) == ("15 of 30 (50 in a hundred)", "0 of 30 (0 in a hundred)")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([30, 29], "The groups are too small to say that one reason came with more than another."),
        ([30, 30], "No reason came with more lessons taken up than another."),
        (
            [60, 31],
            "“Same initiative” came with most lessons taken up, 30 of 60 (50 in a hundred); "
            "“Deep on the topic” with fewest.",
        ),
    ],
)
def test_it_opens_with_a_comparison_of_groups_large_enough_only(counts, said):
    all_cases = [
        replace(case, way=way) for way, n in zip("ac", counts, strict=True) for case in cases(n)
    ]

    assert learned.finding(learned.tables(all_cases, [])) == said
    assert learned.finding([]) == ""


@pytest.mark.parametrize(
    ("levels", "way"),
    [
        ({"a": 2, "b": 2, "c": 2}, "b"), ({"a": 2, "b": 1, "c": 2}, "a"),
        ({"a": None, "b": None, "c": 1}, "c"), ({"a": 0, "b": None, "c": None}, "none"),
    ],
)  # fmt: skip
def test_of_equally_good_reasons_the_same_setting_comes_first(levels, way):
    assert learned.strongest(levels) == way


# -- the pulse -------------------------------------------------------------------------------------
def closed_check(partnership, people, gaining):
    made = PulseRound.objects.create(
        partnership=partnership, number=1, midpoint=NOW.date(), opens_on=NOW.date(),
        closes_on=NOW.date() + datetime.timedelta(days=10), state="closed", statement="x",
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    PulseTally.objects.create(round=made, people=people, gaining=gaining)
    return made


def frozen(program, rounds):
    PulseSnapshot.objects.create(
        program=program, number=PulseSnapshot.objects.count() + 1, on=NOW.date(), people=99,
        rounds=sorted(str(one.pk) for one in rounds), partnerships=9, share="most",
    )  # fmt: skip


def test_what_people_say_is_told_in_words_for_groups_that_are_enough(client):
    round = forms.OpenRoundFactory()
    rows = [founded(round, n, way="ac"[n % 2]) for n in range(10)]
    frozen(round.program, [closed_check(row, 2, 2 * (n % 2)) for n, row in enumerate(rows)])

    told = table(page(client, round).text, "By the strongest reason")

    assert "Same initiative 5 No lesson has a verdict yet. None is closed yet. Few of 10" in told
    assert "Most of 10 people say they gain from it." in told


def test_what_people_say_is_not_told_by_what_may_be_corrected_between_two_readings(client):
    """Else whoever reads before and after a corrected sector subtracts one partnership."""
    round = forms.OpenRoundFactory()
    rows = [founded(round, n) for n in range(10)]
    for number in range(10):
        in_sectors(number, term("public") if number < 5 else term("nonprofit"))
    frozen(round.program, [closed_check(row, 2, 2) for row in rows])

    said = page(client, round).text

    assert "Most of 20 people say they gain" in table(said, "By the strongest reason")
    told = table(said, SECTORS)
    assert "Both of one sector 5 No lesson" in told
    assert "people say they gain" not in told


def test_a_check_that_is_not_frozen_yet_is_in_no_figure(client):
    round = forms.OpenRoundFactory()
    rows = [founded(round, n) for n in range(6)]
    checks = [closed_check(row, 2, 2) for row in rows]
    frozen(round.program, checks[:3])

    said = page(client, round).text

    assert "Most of 6 people say they gain from it." in said
    PulseSnapshot.objects.all().delete()
    assert "people say they gain" not in page(client, round).text


def test_one_small_group_keeps_its_whole_table_silent(client):
    round = forms.OpenRoundFactory()
    rows = [founded(round, n, way="a" if n < 5 else "c") for n in range(10)]
    frozen(round.program, [closed_check(r, 2 if n < 5 else n == 9, 0) for n, r in enumerate(rows)])

    assert "people say they gain" not in page(client, round).text


def test_who_reads_it_does_not_change_what_people_say(client):
    """Else two leads could subtract: each leaves the partnerships of an own organization out."""
    round = forms.OpenRoundFactory()
    rows = [founded(round, n) for n in range(6)]
    frozen(round.program, [closed_check(row, 1, 1) for row in rows])
    own = lead(round)
    MembershipFactory(organization=Offer.objects.all()[0].organization, user=own)

    theirs, mine = page(client, round).text, page(client, round, own).text

    assert "Same initiative 6 " in table(theirs, "By the strongest reason")
    assert "Same initiative 5 " in table(mine, "By the strongest reason")
    assert all("Most of 6 people say they gain from it." in said for said in (theirs, mine))


# -- who, and at what price ------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.PROGRAM_OFFICER, Role.FACILITATOR, Role.EVALUATOR])
def test_others_of_the_program_are_refused(client, role):
    round = forms.OpenRoundFactory()

    assert page(client, round, forms.facilitator(round.program, role)).status_code == 403


def test_the_matching_desk_leads_there_and_only_for_leads(client):
    round = forms.OpenRoundFactory()
    url = reverse("learned", args=[round.program_id])

    assert url in settled(client, lead(round)).get(reverse("matching:desk")).text
    other = forms.facilitator(round.program)
    assert url not in settled(client, other).get(reverse("matching:desk")).text


@pytest.mark.parametrize("count", [5, 40])
def test_it_takes_seven_queries_at_any_size(client, django_assert_num_queries, count):
    round = forms.OpenRoundFactory()
    rows = [founded(round, n, phase=Phase.CLOSED) for n in range(count)]
    for row in rows:
        verdicts(row, "adopt", "park")
        gained(row, make.P, make.T)
    frozen(round.program, [closed_check(row, 2, 2) for row in rows])
    settled(client, lead(round))
    assert Partnership.objects.count() == count

    with django_assert_num_queries(7):
        answer = client.get(reverse("learned", args=[round.program_id]))

    assert answer.status_code == 200
    assert len(answer.content) < 30_000
