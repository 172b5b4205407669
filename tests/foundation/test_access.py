"""Rows that hang on another room's object: what nobody answers for, nobody sees."""

import uuid

import pytest

from foundation import access, audit
from foundation.models import AuditEvent
from partnerships.models import Program
from tests.factories import NOW, ProgramFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_kinds(monkeypatch):
    monkeypatch.setattr(access, "_kinds", {})


def ids_named(name):
    return lambda user, action: Program.objects.filter(name=f"{name} {action}").values("pk")


def test_a_kind_nobody_registered_is_denied():
    person = UserFactory()
    row = audit.record("seen", ProgramFactory(), by=None, now=NOW)

    assert not AuditEvent.objects.filter(access.visible(person)).exists()
    assert access.may(person, "read", row) is False


def test_a_registered_kind_shows_its_own_rows_and_no_others():
    person, mine, other = UserFactory(), ProgramFactory(name="mine read"), ProgramFactory()
    shown = audit.record("seen", mine, by=None, now=NOW)
    audit.record("seen", other, by=None, now=NOW)
    audit.record("seen", RoundFactory(), by=None, now=NOW)
    access.register(
        "partnerships.program",
        visible=ids_named("mine"),
        may=lambda user, action, key: action == "read" and key == mine.pk,
    )

    assert list(AuditEvent.objects.filter(access.visible(person))) == [shown]
    assert not AuditEvent.objects.filter(access.visible(person, "fill")).exists()
    assert [access.may(person, action, shown) for action in ("read", "fill")] == [True, False]


def test_rows_about_some_kinds_alone_ask_no_other_room():
    person, program = UserFactory(), ProgramFactory(name="mine read")
    shown = audit.record("seen", program, by=None, now=NOW)
    access.register("partnerships.program", visible=ids_named("mine"), may=lambda *asked: True)
    access.register("pulse.round", visible=lambda *asked: pytest.fail("asked"), may=None)

    about_it = access.visible(person, about={"partnerships.program"})

    assert list(AuditEvent.objects.filter(about_it)) == [shown]
    assert not AuditEvent.objects.filter(access.visible(person, about=())).exists()


def test_the_same_id_under_another_kind_is_another_row():
    person, program = UserFactory(), ProgramFactory(name="mine read")
    AuditEvent.objects.create(
        verb="seen", context_kind="pulse.round", context_id=program.pk, at=NOW
    )
    access.register(
        "partnerships.program", visible=ids_named("mine"), may=lambda user, action, key: True
    )

    assert not AuditEvent.objects.filter(access.visible(person)).exists()


def test_a_kind_has_one_owner():
    access.register("pulse.round", visible=ids_named("a"), may=lambda *asked: True)

    with pytest.raises(ValueError, match="pulse.round is registered twice"):
        access.register("pulse.round", visible=ids_named("b"), may=lambda *asked: True)
    assert list(access.kinds()) == ["pulse.round"]


def test_what_is_handed_out_is_a_copy():
    access.kinds()["pulse.round"] = access.Kind(ids_named("a"), lambda *asked: True)

    assert access.may(None, "read", AuditEvent(context_kind="pulse.round")) is False


def test_audit_keeps_names_of_fields_and_never_what_they_hold():
    person, program = UserFactory(), ProgramFactory(name="ZQ-program-name")

    audit.record("edited", program, by=person, now=NOW, fields={"sponsor", "name"})

    assert list(AuditEvent.objects.values()) == [
        {
            "id": AuditEvent.objects.get().pk,
            "context_kind": "partnerships.program",
            "context_id": program.pk,
            "verb": "edited",
            "by_id": person.pk,
            "at": NOW,
            "fields": ["name", "sponsor"],
        }
    ]
    assert "ZQ-" not in str(AuditEvent.objects.values())


def test_history_prints_ids_and_never_content():
    row = audit.record("seen", ProgramFactory(name="ZQ-name"), by=None, now=NOW)

    assert str(row) == f"seen at 2027-03-08 15:00 ({row.pk})"
    assert isinstance(row.pk, uuid.UUID)
