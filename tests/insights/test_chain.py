"""From three answers to a page on a wall: who is asked next, and what a reader learns."""

from datetime import timedelta

import pytest
from django.urls import reverse

from insights import asks, brief_text, briefs, drafting
from insights.models import Brief, Insight, InsightState, Level
from partnerships.models import Side
from sessions_app.models import Reflection
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_sessions import make_session

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
S = InsightState


@pytest.fixture
def drafted(room):
    """The draft that one person's three answers before a session became."""
    author = room.implementer(T)
    session = make_session(room)
    Reflection.objects.create(
        session=session, author=author, did="We held up a card.", happened="She counted to four.",
        transfers="Agree the signal before.", sent_at=NOW,
        created_at=NOW, created_by=author, changed_at=NOW, changed_by=author,
    )  # fmt: skip
    drafting.draft_due(NOW)
    return Insight.objects.get(session=session)


def asked(user, now) -> list:
    found = asks.for_participant(user, now)
    return [(ask.sentence, ask.button, ask.minutes) for ask in found]


def test_who_answered_is_asked_after_the_session_for_what_the_lesson_lacks(room, drafted):
    author, day = room.implementer(T), drafted.session.starts_at
    before = asked(author, day - timedelta(minutes=1))
    setting = asked(author, day)
    Insight.objects.update(setting="A residency, 14 residents")
    look = asked(author, day)
    Insight.objects.update(example="")
    case = asked(author, day)

    assert before == []
    assert setting == [("Say where your lesson comes from", "Add the setting", 2)]
    assert look == [("Read your lesson once and keep it", "Read it", 1)]
    assert case == [("Add the case to your lesson", "Add the case", 4)]
    assert asked(room.decider(T), day) == asked(room.implementer(P), day) == []


def test_a_draft_takes_over_where_the_sides_latest_lesson_came_from(room):
    for side, setting, days in ((T, "Old", 9), (T, "Two buildings", 5), (P, "A district", 1)):
        made = NOW - timedelta(days=days)
        make.InsightFactory(
            partnership=room.partnership, side=side, setting=setting, created_at=made
        )
    author = room.implementer(T)
    Reflection.objects.create(
        session=make_session(room), author=author, did="D", happened="H", transfers="T.",
        sent_at=NOW, created_at=NOW, created_by=author, changed_at=NOW, changed_by=author,
    )  # fmt: skip

    drafting.draft_due(NOW)

    row = Insight.objects.exclude(reflection=None).get()
    assert (row.setting, row.state) == ("Two buildings", S.DRAFT)


def test_keeping_a_draft_as_it_is_completes_it(room, enter, drafted):
    Insight.objects.update(setting="Two buildings")
    client = enter(room.implementer(T))
    page = client.get(drafted.get_absolute_url())
    form = client.get(reverse("insights:edit", args=[drafted.pk])).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    client.post(reverse("insights:edit", args=[drafted.pk]), sent)

    assert ("Complete", False) in page.context["steps"]
    assert Insight.objects.get().state == S.COMPLETE
    assert asked(room.implementer(T), drafted.session.starts_at) == []


def test_the_form_shows_six_questions_and_keeps_the_others_closed(room, enter, drafted):
    page = enter(room.implementer(T)).get(reverse("insights:edit", args=[drafted.pk]))
    first, *folds = page.text.split('<details class="deeper')
    closed = "".join(folds)

    for name in ("strategy", "example", "setting", "failed_where", "level", "boundary", "version"):
        assert f'name="{name}"' in first
    for name in ("must_hold", "may_vary", "kind", "objective", "confidence", "evidence", "buy_in"):
        assert (f'name="{name}"' in first, f'name="{name}"' in closed) == (False, True)


def test_a_section_begins_with_the_case_its_setting_and_its_limits(room):
    row = make.InsightFactory.build(
        partnership=room.partnership, example="She counted to four.", setting="A residency",
        must_hold="A signal\nOne change", failed_where="",
    )  # fmt: skip

    assert brief_text.told(row) == (
        "She counted to four.\n\nWhere it comes from: A residency\n\n"
        "What must hold: A signal; One change"
    )


def test_a_public_page_says_whose_lesson_it_is_and_where_to_find_it(room, client, lesson):
    brief = Brief(partnership=room.partnership, title="What hosts need")
    briefs.assemble(brief, [lesson], by=room.facilitator, now=NOW)
    Brief.objects.update(state="published", published_at=NOW, slug="what-hosts-need", number=1)

    text = client.get("/shelf/what-hosts-need/").text

    assert "A lesson of Beacon" in text
    assert f"<p>Where it comes from: {lesson.setting}</p>" in text
    assert "/shelf/what-hosts-need/</bdi>" in text


@pytest.mark.parametrize(("level", "said"), [(2, True), (5, False)])
def test_leaders_read_how_far_a_lesson_went_before_they_make_it_public(room, enter, level, said):
    near = make.shared(room.partnership, approver=room.decider(T), level=level)
    brief = Brief(partnership=room.partnership, title="What hosts need")
    briefs.assemble(brief, [near], by=room.facilitator, now=NOW)

    text = enter(room.decider(T)).get(brief.get_absolute_url()).text

    told = "So far: Show in a session, no copy. Both signatures make this section public."
    assert (told in text) is said
    assert ("So far:" in text) is said


def test_the_owners_leader_is_told_of_a_lesson_that_stays_between_the_sides(room):
    row = make.shared(room.partnership, level=1, side=T)
    Insight.objects.filter(pk=row.pk).update(
        approved_at=None, approved_by=None, approved_level=None
    )

    told = {
        who: [one for one in asked(user, NOW) if "stays between" in one[0]]
        for who, user in [
            ("T decider", room.decider(T)), ("T implementer", room.implementer(T)),
            ("P decider", room.decider(P)),
        ]
    }  # fmt: skip

    row.refresh_from_db()
    expected = (
        "A lesson stays between the two sides unless you let it travel",
        "Read and decide",
        1,
    )
    assert told == {"T decider": [expected], "T implementer": [], "P decider": []}
    assert row.reach == Level.L1


@pytest.mark.parametrize("level", [Level.L1, Level.L4])
def test_who_decides_how_far_reads_who_has_the_lesson_by_now(room, level):
    row = make.InsightFactory(partnership=room.partnership, side=T, level=level)

    def readers():
        (ask,) = asks.for_participant(room.decider(T), NOW)
        return ask.who_sees

    before = readers()
    row.state, row.shared_at = "shared", NOW
    row.save()

    assert before.startswith("Your side and the facilitator, until it is put before")
    assert readers().startswith("Both sides and the facilitator read it")
