"""A signature stands under words that were seen; an edit clears it and keeps the record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from foundation.errors import Refused
from foundation.models import Signature
from foundation.signatures import clear, digest, sign, standing
from tests.factories import NOW, ProgramFactory, UserFactory
from tests.rivals import together

pytestmark = pytest.mark.django_db
TEXT = {"Goal": "Coaches see every teacher", "Not shared": "The rubric"}
EDITED = TEXT | {"Goal": "Coaches see most teachers"}
LATER = NOW + timedelta(days=1)


def test_the_same_words_have_one_digest_in_any_order():
    assert digest(TEXT) == digest(dict(reversed(TEXT.items())))
    assert len({digest(TEXT), digest(EDITED), digest({}), digest({"Goal": ""})}) == 4


def test_each_side_signs_once():
    document, lead, colleague = ProgramFactory(), UserFactory(), UserFactory()
    seen = digest(TEXT)

    first = sign(document, side="partner", content=TEXT, seen=seen, by=lead, now=NOW)
    again = sign(document, side="partner", content=TEXT, seen=seen, by=colleague, now=LATER)
    other = sign(document, side="thought_partner", content=TEXT, seen=seen, by=lead, now=NOW)

    assert (again, first.by, first.at, first.digest) == (first, lead, NOW, seen)
    assert set(standing(document)) == {first, other}
    assert not standing(ProgramFactory()).exists()


def test_words_that_changed_since_they_were_read_are_not_signed():
    document = ProgramFactory()

    with pytest.raises(Refused, match="changed while you were reading"):
        sign(document, side="partner", content=EDITED, seen=digest(TEXT), by=UserFactory(), now=NOW)

    assert not Signature.objects.exists()


def test_an_edit_clears_the_standing_signatures_and_keeps_them():
    document, other, lead = ProgramFactory(), ProgramFactory(), UserFactory()
    for row in (document, other):
        sign(row, side="partner", content=TEXT, seen=digest(TEXT), by=lead, now=NOW)

    cleared = clear(document, because="The goal changed.", now=LATER)

    kept = Signature.objects.about(document).values_list("by", "cleared_at", "cleared_because")
    assert cleared == 1
    assert list(kept) == [(lead.pk, LATER, "The goal changed.")]
    assert standing(other).count() == 1
    assert clear(document, because="Again.", now=LATER) == 0


def test_one_side_takes_its_own_away_and_no_other():
    document, lead = ProgramFactory(), UserFactory()
    for side in ("partner", "thought_partner"):
        sign(document, side=side, content=TEXT, seen=digest(TEXT), by=lead, now=NOW)

    assert clear(document, side="partner", because="Answered anew.", now=LATER) == 1
    assert [row.side for row in standing(document)] == ["thought_partner"]


def test_after_an_edit_a_side_signs_anew():
    document, lead = ProgramFactory(), UserFactory()
    sign(document, side="partner", content=TEXT, seen=digest(TEXT), by=lead, now=NOW)
    clear(document, because="The goal changed.", now=LATER)

    new = sign(document, side="partner", content=EDITED, seen=digest(EDITED), by=lead, now=LATER)

    assert list(standing(document)) == [new]
    assert Signature.objects.about(document).count() == 2


def test_a_signature_under_older_words_never_passes_for_one_under_these():
    document, lead, colleague = ProgramFactory(), UserFactory(), UserFactory()
    sign(document, side="partner", content=TEXT, seen=digest(TEXT), by=lead, now=NOW)

    new = sign(
        document, side="partner", content=EDITED, seen=digest(EDITED), by=colleague, now=LATER
    )

    assert (new.by, new.digest) == (colleague, digest(EDITED))
    assert list(standing(document)) == [new]


def test_the_database_holds_one_standing_signature_a_side():
    document, lead = ProgramFactory(), UserFactory()
    first = sign(document, side="partner", content=TEXT, seen=digest(TEXT), by=lead, now=NOW)

    with pytest.raises(IntegrityError):
        Signature(
            context_kind=first.context_kind,
            context_id=first.context_id,
            side="partner",
            by=lead,
            at=NOW,
            digest="x",
        ).save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_leave_one_signature():
    document, people = ProgramFactory(), [UserFactory() for _ in range(4)]

    def act(number):
        return sign(
            document,
            side="partner",
            content=TEXT,
            seen=digest(TEXT),
            by=people[number],
            now=NOW,
        ).pk

    assert set(together(4, act)) == {standing(document).get().pk}
