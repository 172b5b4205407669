"""Does an agenda hold, and what happens to its blocks when people change them."""

import pytest

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Version
from partnerships.models import Phase, Side
from sessions_app import agenda as rules
from sessions_app import agenda_services as services
from sessions_app import forms_schedule, patterns
from sessions_app.agenda import Around, Row
from sessions_app.models import AgendaBlock, AgendaTemplate, BlockKind, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import AgendaBlockFactory, make_session

K = BlockKind
NINETY = Around(90, "Lakeview", "Beacon")
GOOD = [
    Row(K.WELCOME, 5, "facilitation"), Row(K.UPDATE, 10, "partner"),
    Row(K.MAIN, 45, "thought_partner", serves=True), Row(K.CLOSE, 30, "facilitation"),
]  # fmt: skip


def said(rows, around=NINETY):
    return [(check.sentence, check.holds) for check in rules.checks(rows, around)]


def test_an_agenda_that_holds_says_so_in_four_sentences():
    assert said(GOOD) == [
        ("The minutes add up to 90.", True),
        ("Lakeview’s update comes right after the welcome.", True),
        ("Both sides lead a block.", True),
        ("45 minutes serve an objective; we ask for 45.", True),
    ]
    assert rules.missing(GOOD, NINETY) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (GOOD[:-1], "The minutes add up to 60 of 90; 30 are free."),
        ([*GOOD, Row(K.OTHER, 5, "partner")], "The minutes add up to 95 of 90; 5 are too many."),
        ([GOOD[0], *GOOD[2:], Row(K.OTHER, 10, "partner")], "Lakeview’s update is missing."),
        ([GOOD[0], GOOD[2], GOOD[1], GOOD[3]],
         "Lakeview’s update does not come right after the welcome."),
    ],
)  # fmt: skip
def test_what_keeps_it_from_going_out(rows, sentence):
    assert rules.missing(rows, NINETY) == [sentence]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([GOOD[0], GOOD[1], Row(K.MAIN, 75, "facilitation", True)], "Beacon leads no block."),
        ([Row(K.WELCOME, 5, "facilitation"), Row(K.UPDATE, 85, "facilitation", True)],
         "Neither side leads a block."),
        ([*GOOD[:2], Row(K.MAIN, 44, "thought_partner", True), Row(K.CLOSE, 31, "partner")],
         "44 minutes serve an objective; we ask for 45."),
        ([*GOOD[:3], Row(K.CLOSE, 30)], "1 block has nobody who leads it."),
    ],
)  # fmt: skip
def test_what_only_waits_does_not_keep_it(rows, sentence):
    assert (sentence, False) in said(rows)
    assert rules.missing(rows, NINETY) == []


def test_both_leads_count_for_both_sides():
    rows = [*GOOD[:2], Row(K.MAIN, 75, rules.BOTH, True)]

    assert ("Both sides lead a block.", True) in said(rows)


def test_a_kickoff_takes_its_time():
    kickoff = Around(360, "Lakeview", "Beacon", kickoff=True)

    assert rules.missing(GOOD, kickoff) == []
    assert said(GOOD, kickoff)[0] == ("A kickoff may take the time it needs: 90 minutes.", True)
    assert said(GOOD, kickoff)[1] == (
        "What Lakeview shows of its place and work comes right after the welcome.", True,
    )  # fmt: skip


@pytest.mark.parametrize("total", [forms_schedule.SHORTEST, forms_schedule.LONGEST])
@pytest.mark.parametrize("kind", ["monthly", "extra", "close"])
@pytest.mark.django_db
def test_what_a_series_may_last_the_agenda_it_begins_with_fits(kind, total):
    blocks = patterns.get(patterns.for_kind(kind)).blocks
    fixed = [block["kind"] in services.FIXED for block in blocks]

    assert sum(rules.fit([block["minutes"] for block in blocks], fixed, total)) == total


@pytest.mark.parametrize("total", [60, 75, 90, 100, 120, 180])
@pytest.mark.parametrize("key", ["standard", "consultancy", "tuning", "pdsa", "root_cause", "last"])
@pytest.mark.django_db
def test_each_pattern_sums_to_its_length_and_keeps_what_is_fixed(key, total):
    blocks = patterns.get(key).blocks
    fixed = [block["kind"] in services.FIXED for block in blocks]

    minutes = rules.fit([block["minutes"] for block in blocks], fixed, total)

    assert sum(minutes) == total
    assert minutes[:2] == [5, 10]
    assert min(minutes) > 0


@pytest.mark.django_db
def test_a_row_overrules_the_pattern_of_the_file():
    AgendaTemplate.objects.create(
        key="standard", title="Ours", blocks=patterns.get("standard").blocks, order=9
    )

    assert patterns.get("standard").title == "Ours"
    assert [p.title for p in patterns.choices()][-1] == "Ours"
    with pytest.raises(KeyError):
        patterns.get("nowhere")


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def session(room):
    return make_session(room)


def titles(session):
    return [block.title for block in services.blocks_of(session.agenda)]


def numbers(session):
    return [block.order for block in services.blocks_of(session.agenda)]


@pytest.mark.django_db
def test_a_block_moves_one_place_and_the_fixed_ones_stay(session, room):
    blocks = services.blocks_of(session.agenda)
    who = {"by": room.facilitator, "now": NOW}
    before = titles(session)

    services.move_block(session, blocks[3].pk, -1, **who)

    assert titles(session) == [*before[:2], before[3], before[2], *before[4:]]
    assert numbers(session) == list(range(1, 9))
    for pk, step in [(blocks[3].pk, -1), (blocks[1].pk, 1), (blocks[7].pk, 1), (blocks[0].pk, 1)]:
        with pytest.raises(Refused):
            services.move_block(session, pk, step, **who)


@pytest.mark.django_db
def test_two_changes_of_one_block_lose_no_words(session, room):
    block = services.blocks_of(session.agenda)[4]
    mine = AgendaBlock.objects.get(pk=block.pk)
    block.text, mine.text = "Three tables.", "Two tables."
    lead, coach = room.implementer(Side.THOUGHT_PARTNER), room.implementer(Side.PARTNER)

    services.change_block(session, block, ["text"], expected=1, by=lead, now=NOW)
    with pytest.raises(Stale) as stale:
        services.change_block(session, mine, ["text"], expected=1, by=coach, now=NOW)

    assert stale.value.clashes == [("What happens", "text", "Three tables.", "Two tables.")]
    assert stale.value.current.changed_by == lead
    newest = Version.objects.about(session.agenda).order_by("-number").first()
    assert (newest.by, "Three tables." in newest.content[block.title]) == (lead, True)


@pytest.mark.django_db
def test_minutes_of_several_blocks_are_saved_and_only_rivals_clash(session, room):
    blocks = services.blocks_of(session.agenda)
    who = {"by": room.facilitator, "now": NOW}
    given = {b.pk: (b.minutes, b.version) for b in blocks}
    services.change_block(session, blocks[2], ["text"], expected=1, **who)

    changed = services.set_minutes(session, {**given, blocks[3].pk: (25, 1)}, **who)

    assert changed == 1
    with pytest.raises(Stale):
        services.set_minutes(session, {**given, blocks[2].pk: (99, 1)}, **who)


@pytest.mark.django_db
def test_a_block_comes_before_the_close_and_goes_again(session, room):
    who = {"by": room.implementer(Side.PARTNER), "now": NOW}
    before = titles(session)

    block = services.add_block(
        session, AgendaBlock(title="A walk", minutes=5, purpose="learn"), **who
    )

    assert titles(session) == [*before[:-1], "A walk", before[-1]]
    services.remove_block(session, block, **who)
    assert titles(session) == before
    assert numbers(session) == list(range(1, 9))


@pytest.mark.django_db
@pytest.mark.parametrize("place", [0, 1])
def test_the_welcome_and_the_update_cannot_be_taken_out(session, room, place):
    block = services.blocks_of(session.agenda)[place]

    with pytest.raises(Refused):
        services.remove_block(session, block, by=room.facilitator, now=NOW)

    assert len(titles(session)) == 8


@pytest.mark.django_db
def test_another_pattern_replaces_the_blocks_and_keeps_the_old_words(session, room):
    services.use_pattern(session, "consultancy", by=room.facilitator, now=NOW)

    blocks = services.blocks_of(session.agenda)
    assert (len(blocks), sum(b.minutes for b in blocks)) == (9, 90)
    assert blocks[1].title == "Lakeview’s update"
    assert session.agenda.template == "consultancy"
    for wrong in ("", "kickoff", "nowhere"):
        with pytest.raises(Refused):
            services.use_pattern(session, wrong, by=room.facilitator, now=NOW)


@pytest.mark.django_db
def test_nothing_changes_once_it_is_held(room):
    session = make_session(room, state=SessionState.HELD)
    block = services.blocks_of(session.agenda)[4]
    who = {"by": room.facilitator, "now": NOW}

    for act in (
        lambda: services.change_block(session, block, ["text"], expected=1, **who),
        lambda: services.move_block(session, block.pk, -1, **who),
        lambda: services.remove_block(session, block, **who),
        lambda: services.use_pattern(session, "last", **who),
        lambda: services.add_block(session, AgendaBlockFactory.build(), **who),
    ):
        with pytest.raises(AlreadyMoved):
            act()
