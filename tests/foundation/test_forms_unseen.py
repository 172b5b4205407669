"""Words in which nothing can be seen are no words, wherever a form takes them."""

import importlib
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from accounts.forms import AddressForm, PasskeyForm
from foundation.forms import CleanMixin, Form, forms
from partnerships.models import Phase, Program, Role, RoleFlag, Side
from sessions_app import questions
from sessions_app.models import Action, Decision, NotHere, ParkedItem, Question, Session
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

UNSEEN = ["\u200b", "\u202e\u2066", " \u3164\n\u2800"]
Z = "\u200b"
P = Side.PARTNER


class WordsForm(Form):
    words = forms.CharField()
    more = forms.CharField(required=False, strip=False)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_can_see_is_not_an_answer(unseen):
    data = QueryDict(mutable=True)
    data.update({"words": unseen, "more": unseen})
    form = WordsForm(data)

    assert form.errors.keys() == {"words"}
    assert form.cleaned_data["more"] == ""


def _of_the_project():
    for app in apps.get_app_configs():
        where = Path(app.path)
        if where.parent == Path(settings.BASE_DIR):
            for file in where.rglob("forms*.py"):
                name = ".".join(file.relative_to(settings.BASE_DIR).with_suffix("").parts)
                yield importlib.import_module(name)


def test_every_form_of_ours_cleans_at_this_door():
    found = {
        one for module in _of_the_project() for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, BaseForm)
        and one.__module__ == module.__name__
    }  # fmt: skip

    assert len(found) > 50
    theirs = {AddressForm, PasskeyForm}  # allauth cleans what they take
    assert {one for one in found if not issubclass(one, CleanMixin)} == theirs


@pytest.fixture
def room(db, tests_day):
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def session(room):
    made = make_session(room)
    Session.objects.filter(pk=made.pk).update(starts_at=NOW)
    return made


def test_a_role_on_the_roster(room, enter):
    entry = room.people[P, "implementer"]
    given = {"name": "New Body", "email": "n@school.example", "title": Z}

    address = reverse("partnerships:person_replace", args=[room.partnership.pk, entry.pk])
    replaced = enter(room.decider(P)).post(address, given)
    address = reverse("partnerships:person_add", args=[room.partnership.pk, P])
    organization = str(room.organization(P).pk)
    added = enter(room.decider(P)).post(
        address, given | {"part": "implementer", "organization": organization}
    )

    for page in (replaced, added):
        assert page.context["form"].errors.keys() == {"title"}
    assert room.partnership.roster.standing().count() == 4


def test_a_question_and_the_word_that_lets_it_go(room, enter):
    asked = questions.ask(room.partnership, P, "How long?", by=room.decider(P), now=NOW)
    client = enter(room.decider(P))

    new = client.post(reverse("sessions_app:thread", args=[room.partnership.pk]), {"words": Z})
    let_go = client.post(
        reverse("sessions_app:thread_settle", args=[asked.pk]), {"to": "let_go", "word": Z}
    )

    assert (new.status_code, let_go.status_code) == (422, 422)
    assert Question.objects.get().state == "open"


def test_a_promise(room, session, enter):
    given = {"text": Z, "owner": str(room.decider(P).pk), "due_on": "2027-04-01"}

    page = enter(room.decider(P)).post(reverse("sessions_app:promise", args=[session.pk]), given)

    assert page.status_code < 500
    assert not Action.objects.exists()


@pytest.mark.parametrize("kind", ["decision", "action", "parked", "not_here"])
def test_a_line_caught_while_it_is_said(kind, room, session, enter):
    given = {"key": str(uuid.uuid4()), "kind": kind, "words": Z}

    page = enter(room.facilitator).post(
        reverse("sessions_app:live_catch", args=[session.pk]), given
    )

    assert page.status_code < 500
    assert not any(of.objects.exists() for of in (Decision, Action, ParkedItem, NotHere))


def test_who_talked_about_roles(room, enter):
    client = enter(room.facilitator)
    address = reverse("partnerships:role_flag_raise", args=[room.partnership.pk])
    client.post(address, {"kind": "shopping", "seen": "They asked for files only."})
    flag = RoleFlag.objects.get()

    given = {"talked_on": "2027-03-01", "present": Z, "agreed": "x"}
    page = client.post(flag.get_absolute_url(), given)

    assert page.status_code < 500
    assert RoleFlag.objects.get().state == flag.state


def test_the_name_of_a_program(db, tests_day, enter):
    officer = ProgramRoleFactory(role=Role.PROGRAM_OFFICER).user
    given = {
        "program": Z, "name": Z, "opens_on": "2027-04-01", "closes_on": "2027-05-01", "places": 3,
    }  # fmt: skip

    page = enter(officer).post(reverse("partnerships:program_new"), given)

    assert page.context["form"].errors.keys() == {"program", "name"}
    assert not Program.objects.filter(name="").exists()
