"""The charter: written by both, cleared by an edit, signed by one named person a side."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from foundation import signatures
from foundation.errors import Refused, Stale
from foundation.models import AuditEvent, Signature, Version
from partnerships import charter_services as services
from partnerships import charter_text
from partnerships.charter_page import charter_page
from partnerships.models import (
    BoundaryLevel,
    Charter,
    Organization,
    Partnership,
    Phase,
    SharingBoundary,
    Side,
)
from tests.factories import NOW
from tests.factories_partnership import SharingBoundaryFactory, make_room, sign_both

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LATER = NOW + timedelta(days=2)


@pytest.fixture
def room():
    made = make_room()
    sign_both(made)
    return made


def standing(room):
    return set(signatures.standing(room.charter).values_list("side", flat=True))


def write(room, words="Two questions a month.", *, side=P, now=LATER, **also):
    charter = Charter.objects.get(pk=room.charter.pk)
    charter.in_scope = words
    by = room.decider(side) if side else room.facilitator
    expected = also.pop("expected", charter.version)
    return services.edit(
        charter, ["in_scope"], expected=expected, side=side, by=by, now=now, **also
    )


def sign(room, side, now=LATER, seen=None):
    charter = Charter.objects.get(pk=room.charter.pk)
    seen = signatures.digest(services.text(charter)) if seen is None else seen
    return services.sign(charter, side=side, seen=seen, by=room.decider(side), now=now)


def left(room):
    """Return what signing left under the charter of `room`, with sides in the place of people."""
    charter = Charter.objects.get(pk=room.charter.pk)
    told = {room.decider(side).pk: side for side in Side}
    rows = [
        {**row, "by_id": told[row["by_id"]], **dict.fromkeys(OWN)}
        for model in (Signature, Version, AuditEvent)
        for row in model.objects.about(charter).values()
    ]
    under = signatures.standing(charter).values_list("digest", flat=True)
    text = services.text(charter)
    assert set(under) == {signatures.digest(text)}
    assert [one.content for one in Version.objects.about(charter)] == [text]
    return sorted(map(str, rows)), {
        name: getattr(charter, name) for name in ("signed_at", "reworded_at", "version")
    }


OWN = ("id", "context_id", "digest", "content")


def test_a_room_made_signed_is_as_both_deciders_leave_it(room):
    made = make_room(signed=True)

    assert left(made) == left(room)
    assert (made.charter.signed_at, made.charter.version) == (NOW, 1)


def test_both_signatures_settle_the_charter(room):
    assert standing(room) == {P, T}
    assert Charter.objects.get().signed_at == NOW


def test_one_signature_does_not():
    room = make_room()

    sign(room, T)

    assert (standing(room), Charter.objects.get().signed_at) == ({T}, None)


def test_an_edit_clears_both_signatures_and_keeps_their_record(room):
    cleared = write(room)

    assert (cleared, standing(room), Charter.objects.get().signed_at) == (2, set(), None)
    assert set(Signature.objects.values_list("cleared_at", "cleared_because")) == {
        (LATER, "The text changed.")
    }


def test_an_edit_that_changes_no_word_clears_nothing(room):
    cleared = write(room, "One question a month.")

    assert (cleared, standing(room)) == (0, {P, T})


def test_the_other_side_sees_the_difference_since_it_signed(room):
    write(room)

    page = charter_page(room.fresh(), room.decider(T))

    assert page.changed == [
        ("What this is", "-", "One question a month."),
        ("What this is", "+", "Two questions a month."),
    ]
    assert page.cleared.cleared_because == "The text changed."
    assert page.may_sign
    assert page.heading == "This charter can be signed"


def test_wording_keeps_the_signatures_and_the_other_side_can_reopen(room):
    cleared = write(room, "One narrow question a month.", wording_only=True)

    theirs = charter_page(room.fresh(), room.decider(T))
    ours = charter_page(room.fresh(), room.decider(P))
    assert (cleared, standing(room)) == (0, {P, T})
    assert (theirs.may_reopen, ours.may_reopen) == (True, False)
    assert ("What this is", "+", "One narrow question a month.") in theirs.changed
    assert Version.objects.order_by("-number").first().wording_only

    services.reopen(Charter.objects.get(), by=room.decider(T), now=LATER)
    assert (standing(room), Charter.objects.get().signed_at) == (set(), None)


def test_both_sides_look_at_the_facilitators_wording(room):
    write(room, "One narrow question a month.", side="", wording_only=True)

    pages = [charter_page(room.fresh(), room.decider(side)) for side in (P, T)]
    assert [page.may_reopen for page in pages] == [True, True]
    assert not charter_page(room.fresh(), room.facilitator).may_reopen


def test_wording_counts_as_wording_only_once_both_signed():
    room = make_room()
    sign(room, T)

    cleared = write(room, "Everything is different.", wording_only=True)

    assert (cleared, standing(room)) == (1, set())


def test_nothing_reworded_is_nothing_to_reopen(room):
    with pytest.raises(Refused, match="Nothing was reworded"):
        services.reopen(Charter.objects.get(), by=room.decider(T), now=LATER)
    assert standing(room) == {P, T}


def test_signing_again_ends_the_note_about_wording(room):
    write(room, "One narrow question a month.", wording_only=True)

    for side in (P, T):
        sign(room, side)

    charter = Charter.objects.get()
    assert (charter.reworded_at, charter.signed_at) == (None, LATER)


def test_words_that_changed_meanwhile_are_not_signed(room):
    seen = signatures.digest(services.text(room.charter))
    write(room)

    with pytest.raises(Refused, match="changed while you were reading"):
        sign(room, T, seen=seen)
    assert standing(room) == set()


def test_a_second_decider_of_a_side_adds_nothing(room):
    again = sign(room, P)

    assert (again.at, standing(room)) == (NOW, {P, T})


def test_nobody_signs_before_both_wrote_what_they_hope_to_gain():
    room = make_room()
    Charter.objects.update(benefit_partner=" ")

    with pytest.raises(Refused, match="hopes to gain"):
        sign(room, T)
    assert charter_page(room.fresh(), room.decider(T)).missing == [
        "Lakeview has not written yet what it hopes to gain."
    ]


def test_nobody_signs_before_the_sharing_side_looked_over_its_list():
    room = make_room(decided=False)

    with pytest.raises(Refused, match="what may travel"):
        sign(room, P)
    page = charter_page(room.fresh(), room.decider(P))
    assert (page.may_sign, page.missing) == (
        False,
        ["Beacon has not looked over what may be shared."],
    )


def test_a_stale_save_overwrites_nothing_and_shows_both_texts(room):
    write(room, "Theirs.", now=NOW)

    with pytest.raises(Stale) as caught:
        write(room, "Mine.", side=T, expected=1)

    assert caught.value.clashes == [("What this is", "in_scope", "Theirs.", "Mine.")]
    assert Charter.objects.get().in_scope == "Theirs."


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.ENDED_EARLY])
def test_after_the_end_nothing_changes(room, phase):
    Partnership.objects.update(phase=phase, ended_at=NOW)

    for attempt in (lambda: write(room), lambda: sign(room, P)):
        with pytest.raises(Refused, match="over"):
            attempt()
    assert standing(room) == {P, T}


def test_a_boundary_belongs_to_the_text_that_is_signed(room):
    boundary = SharingBoundary.objects.get()
    boundary.level = BoundaryLevel.L0
    by = room.decider(T)

    cleared = services.save_boundary(boundary, ["level"], expected=1, side=T, by=by, now=LATER)

    page = charter_page(room.fresh(), room.decider(P))
    assert (cleared, standing(room)) == (2, set())
    assert page.changed == [
        ("What Beacon may share", "-", "Coaching guide (the steps): Talk about it only"),
        ("What Beacon may share", "+", "Coaching guide (the steps): Not shareable, do not ask"),
    ]


def test_a_new_boundary_and_one_taken_off_clear_signatures_too(room):
    new = SharingBoundary(
        partnership=room.partnership, organization=room.organization(T), material="Videos", level=2
    )
    by = room.decider(T)

    added = services.save_boundary(new, [], expected=0, side=T, by=by, now=LATER)
    sign_both(room, now=LATER)
    removed = services.retire_boundary(new, side=T, by=by, now=LATER)

    assert (added, removed) == (2, 2)
    assert [b.material for b in room.fresh().shared()] == ["Coaching guide"]
    with pytest.raises(Refused, match="already"):
        services.retire_boundary(new, side=T, by=by, now=LATER)


def test_one_material_stands_on_the_list_once(room):
    twice = SharingBoundary(
        partnership=room.partnership, organization=room.organization(T), material="Coaching guide"
    )

    with pytest.raises(ValidationError, match="already on the list"):
        services.save_boundary(twice, [], expected=0, side=T, by=room.decider(T), now=LATER)
    assert standing(room) == {P, T}


def test_keeping_what_the_template_proposed_decides_it_and_keeps_signatures(room):
    SharingBoundary.objects.update(decided_at=None, decided_by=None)
    ours = Organization.objects.filter(pk=room.organization(T).pk)
    theirs = SharingBoundaryFactory(
        partnership=room.partnership, organization=room.organization(P), material="Data"
    )

    decided = services.keep_proposed(room.fresh(), ours, by=room.decider(T), now=LATER)

    theirs.refresh_from_db()
    assert (decided, theirs.decided_at) == (1, None)
    assert room.fresh().shared(T)[0].decided_by == room.decider(T)


def test_the_digest_is_of_words_and_codes_not_of_names(room):
    before = services.text(room.charter)
    Organization.objects.update(short_name="Renamed")

    assert services.text(Charter.objects.get()) == before


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"material": "A", "level": 2}, "A (the steps): Show in a session, no copy"),
        (
            {"material": "A", "level": 0, "commercial": True, "terms": "Ask in June"},
            "A (the steps): Not shareable, do not ask. usually sold. Ask in June",
        ),
    ],
)
def test_a_boundary_is_told_in_a_sentence(row, told):
    boundary = SharingBoundary(**row)
    kept = charter_text.content(Charter(), [boundary])

    assert charter_text.boundary_line(list(kept.values())[-1]) == told
    assert charter_text.boundary_line("") == ""


def test_levels_are_counted_in_words(room):
    SharingBoundaryFactory(partnership=room.partnership, organization=room.organization(T))

    assert services.levels_in_words(room.fresh().shared()) == [("Talk about it only", 2)]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"level": 6}, "boundary_level_0_to_5"),
        ({"detail": "all"}, "boundary_detail_known"),
        ({"decided_by": None}, "boundary_decided_by_somebody"),
    ],
)
def test_the_database_refuses_a_boundary_that_cannot_be(room, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        SharingBoundary.objects.update(**values)


def test_the_database_keeps_a_material_once(room):
    with pytest.raises(IntegrityError):
        SharingBoundaryFactory(
            partnership=room.partnership,
            organization=room.organization(T),
            material="Coaching guide",
        )


def test_the_database_knows_the_sides_of_rewording(room):
    with pytest.raises(IntegrityError, match="charter_reworded_side_known"):
        Charter.objects.update(reworded_side="officer")
