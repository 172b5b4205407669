"""Pages of lessons: who meets what by level, and what a press does."""

import pytest
from django.urls import reverse

from insights import asks
from insights.models import Insight, InsightState, Verdict
from partnerships.models import Partnership, Phase, Role, Side, WorkbookSection
from tests import factories_insights as make
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
PEOPLE = ("own side", "other side", "facilitator", "lead", "officer", "stranger", "other officer")


def person(room, name):
    strangers = {"stranger": UserFactory, "other officer": _other_officer}
    if name in strangers:
        return strangers[name]()
    sides = {"own side": room.implementer(T), "other side": room.implementer(P)}
    return sides.get(name) or getattr(room, name)


def _other_officer():
    return ProgramRoleFactory(role=Role.PROGRAM_OFFICER).user


def readers(room):
    return {name for name in PEOPLE if Insight.objects.visible_to(person(room, name)).exists()}


def url(name, row):
    return reverse(f"insights:{name}", args=[row.pk])


READS = [  # state, level, approved up to, who reads it
    ("draft", 0, None, {"own side"}),
    ("draft", 1, None, {"own side", "facilitator"}),
    ("complete", 5, 5, {"own side", "facilitator"}),
    ("shared", 1, None, {"own side", "other side", "facilitator", "lead"}),
    ("shared", 3, 3, {"own side", "other side", "facilitator", "lead"}),
    ("shared", 4, None, {"own side", "other side", "facilitator", "lead"}),
    ("shared", 4, 3, {"own side", "other side", "facilitator", "lead"}),
    ("shared", 4, 4, {"own side", "other side", "facilitator", "lead", "officer"}),
    ("used", 5, 5, {"own side", "other side", "facilitator", "lead", "officer"}),
    ("superseded", 4, 4, {"own side", "other side", "facilitator", "lead"}),
]


@pytest.mark.parametrize(("state", "level", "approved", "expected"), READS)
def test_who_reads_a_lesson_follows_from_its_level(room, state, level, approved, expected):
    row = make.shared(room.partnership, approver=room.decider(T), level=max(level, 1), state=state)
    values = {"level": level, "approved_level": approved}
    if approved is None:
        values |= {"approved_at": None, "approved_by": None}
    if state in ("draft", "complete"):
        values["shared_at"] = None
    Insight.objects.filter(pk=row.pk).update(**values)

    assert readers(room) == expected


@pytest.mark.parametrize("name", PEOPLE)
def test_the_page_is_there_for_those_who_read_it_and_for_nobody_else(room, enter, lesson, name):
    answer = enter(person(room, name)).get(lesson.get_absolute_url())

    assert answer.status_code == (404 if name in ("stranger", "other officer") else 200)


def test_an_officer_reads_the_lesson_and_not_what_the_other_side_made_of_it(room, enter, lesson):
    make.VerdictFactory(insight=lesson, why="ZQ-why", here_changed="ZQ-changed")

    text = enter(room.officer).get(lesson.get_absolute_url()).text

    assert lesson.strategy in text
    assert "ZQ-" not in text
    assert reverse("partnership", args=[room.partnership.pk]) not in text


def test_a_draft_is_in_no_page_of_the_other_side(room, enter):
    make.InsightFactory(partnership=room.partnership, strategy="ZQ-draft")
    client = enter(room.decider(P))

    pages = [reverse("insights:lessons", args=[room.partnership.pk]), reverse("insights:shelf"),
             reverse("partnership", args=[room.partnership.pk]), "/"]  # fmt: skip

    assert [page for page in pages if "ZQ-draft" in client.get(page).text] == []


def test_a_side_writes_a_lesson_and_may_leave_it_unfinished(room, enter):
    sent = {"strategy": "Agree the signal before", "kind": "practice", "level": "1"}

    enter(room.implementer(P)).post(url("new", room.partnership), sent)

    row = Insight.objects.get()
    assert (row.side, row.state, row.created_by) == (P, "draft", room.implementer(P))


def test_a_lesson_without_a_word_is_not_kept(room, enter):
    client, sent = enter(room.implementer(P)), {"kind": "practice", "level": "1"}

    answer = client.post(url("new", room.partnership), sent | {"setting": " \n"})

    assert (answer.status_code, Insight.objects.count()) == (422, 0)
    assert "Write a line first; the rest can wait." in answer.text
    client.post(url("new", room.partnership), sent | {"for_them": "Start in May."})
    assert Insight.objects.get().for_them == "Start in May."


def test_the_other_sides_strengths_and_limits_stand_beside_the_form(room, enter):
    partner = room.organization(P)
    type(partner).objects.filter(pk=partner.pk).update(
        strengths="ZQ-strong", limitations="ZQ-limit"
    )

    text = enter(room.implementer(T)).get(url("new", room.partnership)).text

    assert "ZQ-strong" in text
    assert "ZQ-limit" in text


def test_where_this_happens_stands_there_too_and_folds_on_a_phone(room, enter):
    section = {"partnership": room.partnership, "key": "context", "words": "ZQ-context"}
    WorkbookSection.objects.create(created_at=NOW, changed_at=NOW, **section)

    shares = enter(room.implementer(T)).get(url("new", room.partnership)).text
    applies = enter(room.implementer(P)).get(url("new", room.partnership)).text

    folded = shares.partition('<details class="deeper only-narrow">')[2].partition("</details>")[0]
    assert "ZQ-context" in folded
    assert shares.count("ZQ-context") == 2
    assert "ZQ-context" not in applies  # its own words need no reading back


def test_who_was_won_over_how_and_what_to_change_are_asked_folded(room, enter):
    name = room.organization(P).said
    client = enter(room.implementer(T))
    page = client.get(url("new", room.partnership)).text
    sent = {"strategy": "Agree the signal", "kind": "practice", "level": "1",
            "buy_in": "The principals, over lunch", "for_them": "Fewer steps"}  # fmt: skip
    client.post(url("new", room.partnership), sent)

    row = Insight.objects.get()
    folded = page.partition('<details class="deeper mt3">')[2]
    assert "Who had to be won over, and how did you win them?" in folded
    assert f"What would you change for {name}?" in folded
    assert (row.buy_in, row.for_them) == ("The principals, over lunch", "Fewer steps")
    shown = client.get(row.get_absolute_url()).text
    assert f"What to change for {name}" in shown


def test_what_to_change_for_the_other_side_is_not_for_an_officer(room, enter, lesson):
    Insight.objects.filter(pk=lesson.pk).update(for_them="ZQ-change")

    assert "ZQ-change" not in enter(room.officer).get(lesson.get_absolute_url()).text
    assert "ZQ-change" in enter(room.implementer(P)).get(lesson.get_absolute_url()).text


def test_a_sketch_of_how_to_do_it_here_is_one_line_and_reason_enough(room, enter, lesson):
    client = enter(room.implementer(P))
    page = client.get(url("verdict", lesson)).text
    client.post(url("verdict", lesson), {"choice": "adapt", "sketch": "In pairs, first period"})

    assert "Go deeper: how you would do it here" in page
    assert Verdict.objects.get().sketch == "In pairs, first period"
    assert "In pairs, first period" in client.get(lesson.get_absolute_url()).text


def test_a_sketch_that_is_too_long_opens_its_fold_and_stays(room, enter, lesson):
    sent = {"choice": "adapt", "sketch": "x" * 301}

    text = enter(room.implementer(P)).post(url("verdict", lesson), sent).text

    assert '<details class="deeper mt3" open>' in text
    assert "x" * 301 in text


def test_amount_and_concreteness_are_for_whoever_steers(room, enter):
    for kind, failed in (("practice", "In large schools"), ("pitfall", "")):
        row = make.shared(room.partnership, kind=kind, failed_where=failed)
    make.InsightFactory(partnership=room.partnership)  # not shared: not counted
    make.VerdictFactory(insight=row)
    page = reverse("insights:lessons", args=[room.partnership.pk])

    for who in (room.facilitator, room.lead):
        text = enter(who).get(page).text
        assert "One of two says where it did not work." in text
        assert "Adopted or adapted: one." in text
        assert "A pitfall: 1" in text
    assert "how concrete" not in enter(room.decider(T)).get(page).text


def test_a_lesson_beyond_its_boundary_stays_in_the_form_with_the_reason(room, enter):
    row = make.InsightFactory(partnership=room.partnership)
    sent = {
        "strategy": row.strategy, "example": row.example, "setting": row.setting, "level": "3",
        "kind": "practice", "boundary": room.boundary.pk, "version": 1,
    }  # fmt: skip

    answer = enter(room.implementer(T)).post(url("edit", row), sent)

    assert "goes only as far as this: Talk about it only" in answer.text
    assert Insight.objects.get().level == 1


@pytest.mark.parametrize("name", ["own side", "facilitator"])
def test_who_marks_a_lesson_as_not_shareable_reads_who_reads_it_now(room, enter, name):
    row = make.InsightFactory(partnership=room.partnership)
    sent = {"strategy": row.strategy, "example": row.example, "setting": row.setting,
            "kind": "practice", "level": "0", "version": 1}  # fmt: skip

    page = enter(person(room, name)).post(url("edit", row), sent, follow=True)

    lessons = reverse("insights:lessons", args=[room.partnership.pk])
    expected = row.get_absolute_url() if name == "own side" else lessons
    assert (page.status_code, page.redirect_chain) == (200, [(expected, 302)])
    assert "Kept as not shareable. Only Beacon reads it now" in page.text
    assert (row.strategy in page.text) is (name == "own side")


def test_a_stale_save_shows_both_texts(room, enter):
    row = make.InsightFactory(partnership=room.partnership, strategy="Theirs", version=2)
    sent = {"strategy": "Mine", "example": row.example, "setting": row.setting, "level": "1",
            "kind": "practice", "version": 1}  # fmt: skip

    answer = enter(room.implementer(T)).post(url("edit", row), sent)

    assert (answer.status_code, "Theirs" in answer.text, "Mine" in answer.text) == (409, True, True)


MAY = [  # page, who may press it
    ("approve", {"T decider"}),
    ("share", {"T decider", "T implementer", "facilitator"}),
]


@pytest.mark.parametrize(("page", "allowed"), MAY)
def test_who_may_decide_about_a_complete_lesson(room, enter, page, allowed):
    people = {
        "T decider": room.decider(T), "T implementer": room.implementer(T),
        "facilitator": room.facilitator,
    }  # fmt: skip
    found = set()
    for name, user in people.items():
        row = make.InsightFactory(partnership=room.partnership)
        answer = enter(user).post(url(page, row), {"version": 1})
        found |= {name} if answer.status_code == 302 else set()
        assert answer.status_code in (302, 403)

    assert found == allowed


def test_the_other_side_gives_its_verdict_and_the_lesson_is_in_use(room, enter, lesson):
    sent = {"choice": "adapt", "here_changed": "Both languages", "first_used_on": "2026-01-18"}

    answer = enter(room.implementer(P)).post(url("verdict", lesson), sent)

    assert answer.status_code == 302
    assert Insight.objects.get().state == InsightState.USED
    assert Verdict.objects.get().here_changed == "Both languages"


def test_two_verdicts_at_once_are_told_in_words_and_only_words_share_a_box(room, enter, lesson):
    page = url("verdict", lesson)
    enter(room.implementer(P)).post(page, {"choice": "adapt", "here_changed": "Theirs."})

    rival = enter(room.decider(P)).post(page, {"choice": "adopt", "here_changed": "Mine."})

    assert rival.status_code == 409
    assert "We adapt it" in rival.text
    assert "We adopt it as it is" in rival.text
    assert 'id="both-here_changed"' in rival.text
    assert 'id="both-choice"' not in rival.text
    assert 'name="mine-choice" value="adopt"' in rival.text
    assert 'name="theirs-choice" value="adapt"' in rival.text


@pytest.mark.parametrize("name", ["own side", "facilitator", "lead"])
def test_nobody_gives_a_verdict_for_the_other_side(room, enter, lesson, name):
    answer = enter(person(room, name)).post(url("verdict", lesson), {"choice": "adopt"})

    assert (answer.status_code, Verdict.objects.count()) == (403, 0)


def test_nothing_is_chosen_beforehand_and_a_no_says_why(room, enter, lesson):
    client = enter(room.implementer(P))

    page = client.get(url("verdict", lesson)).text
    answer = client.post(url("verdict", lesson), {"choice": "reject"})

    assert "checked" not in page
    assert "the other side learns most from it" in answer.text


def test_a_colleague_who_was_first_is_not_overwritten(room, enter, lesson):
    make.VerdictFactory(insight=lesson, here_changed="Theirs")

    answer = enter(room.decider(P)).post(url("verdict", lesson), {"choice": "adopt", "version": 0})

    assert answer.status_code in (409, 422)
    assert Verdict.objects.get().here_changed == "Theirs"


@pytest.mark.parametrize("many", [1, 20])
def test_what_each_page_costs(room, enter, many, cost, statements):
    client = enter(room.decider(T))
    for _n in range(many):
        row = make.shared(room.partnership, approver=room.decider(T), level=4)
        make.VerdictFactory(insight=row)
        brief = make.BriefFactory(partnership=room.partnership, state="published", slug=f"b{_n}",
                                  published_at=row.shared_at, number=_n + 1)  # fmt: skip
        make.BriefLineFactory(brief=brief, insight=row)
    pages = {
        "lessons": reverse("insights:lessons", args=[room.partnership.pk]),
        "insight": row.get_absolute_url(), "edit": url("edit", row),
        "assemble": reverse("insights:assemble", args=[room.partnership.pk]),
        "brief": brief.get_absolute_url(), "shelf": reverse("insights:shelf"),
        "on_shelf": brief.get_public_url(),
    }  # fmt: skip
    client.get("/")  # the session is written once
    costs = {}
    for name, address in pages.items():
        with statements() as asked:
            answer = client.get(address)
        assert (answer.status_code, len(answer.content) < 60 * 1024) == (200, True), name
        costs[name] = len(asked)
    client = enter(room.facilitator)
    client.get("/")
    costs["lessons of the facilitator"] = cost(client, pages["lessons"])

    assert {name: n for name, n in costs.items() if n > 8} == {}, costs


def test_a_closed_partnership_is_read_and_not_written(enter):
    room = make_room(phase=Phase.CLOSED)
    row = make.shared(room.partnership)
    client = enter(room.implementer(P))

    assert client.get(row.get_absolute_url()).status_code == 200
    assert client.get(url("verdict", row)).status_code == 403
    assert client.get(url("new", room.partnership)).status_code == 403


def test_strangers_find_no_list(room, enter):
    make_room()
    for user in (UserFactory(), room.officer):
        page = reverse("insights:lessons", args=[room.partnership.pk])
        assert enter(user).get(page).status_code == 404
    assert Partnership.objects.count() == 2


@pytest.mark.parametrize(("approved", "stays"), [(1, "Talk about it only"), (3, "This partner")])
def test_a_lesson_may_be_let_farther_than_it_was_approved_for(room, enter, approved, stays):
    row = make.shared(room.partnership, approver=room.decider(T), level=approved)
    sent = {"strategy": row.strategy, "example": row.example, "setting": row.setting,
            "kind": "practice", "level": "4", "version": row.version}  # fmt: skip
    enter(room.implementer(T)).post(url("edit", row), sent)
    client = enter(room.decider(T))

    waits = client.get(row.get_absolute_url()).text
    asked = [ask.sentence for ask in asks.for_participant(room.decider(T), NOW)]
    client.post(url("approve", row), {"version": Insight.objects.get().version})
    done = client.get(row.get_absolute_url()).text

    assert url("approve", row) in waits
    assert "Proposed, and waiting for a yes of its own side" in waits
    assert f"Without your yes it stays as it is: {stays}" in waits
    assert asked == ["Decide how far a lesson may travel"]
    assert (url("approve", row) in done, Insight.objects.get().reach) == (False, 4)
    assert asks.for_participant(room.decider(T), NOW) == []


def test_a_lesson_that_goes_less_far_than_approved_waits_for_nobody(room, enter, lesson):
    Insight.objects.filter(pk=lesson.pk).update(level=2)

    text = enter(room.decider(T)).get(lesson.get_absolute_url()).text

    assert url("approve", lesson) not in text
    assert "waiting for a yes" not in text
    assert asks.for_participant(room.decider(T), NOW) == []


def test_why_a_lesson_no_longer_holds_is_read_by_both_sides(room, enter):
    row = make.shared(room.partnership, level=4, approver=room.decider(T))
    newer = make.InsightFactory(partnership=room.partnership, strategy="ZQ-not shared yet")
    press = {"why": "ZQ-the cards changed in May.", "newer": newer.pk}

    assert enter(room.implementer(T)).post(url("retire", row), press).status_code == 302

    for name in ("own side", "other side", "facilitator"):
        page = enter(person(room, name)).get(url("insight", row)).text
        assert "ZQ-the cards changed in May." in page, name
        assert ("ZQ-not shared yet" in page) is (name != "other side"), name


def test_nobody_is_offered_a_lesson_they_do_not_read_in_its_place(room, enter):
    row = make.shared(room.partnership)
    make.InsightFactory(
        partnership=room.partnership, state="draft", strategy="ZQ-for us alone", level=0
    )

    assert "ZQ-for us alone" in enter(room.implementer(T)).get(url("retire", row)).text
    assert "ZQ-for us alone" not in enter(room.facilitator).get(url("retire", row)).text


@pytest.mark.parametrize("state", ["shared", "used"])
def test_the_officer_is_not_told_whether_the_other_side_uses_it(room, enter, state):
    row = make.shared(room.partnership, level=4, approver=room.decider(T), state=state)

    assert "In use at" in enter(room.implementer(T)).get(url("insight", row)).text
    assert "In use at" not in enter(room.officer).get(url("insight", row)).text
