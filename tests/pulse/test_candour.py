"""What was said reaches its author and the holder: no other page, mail, audit row or log."""

import ast
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from foundation.models import AuditEvent, FormKey, Transition
from notifications import planner
from notifications.models import Message
from partnerships.models import Role
from pulse import rounds, statement, themes
from pulse.models import PulseRound
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_issues import acting, make_issue, shared_back
from tests.factories_pulse import P, T, answer, make_round, make_theme
from tests.squeezed import AsSent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.timeout(400),
    pytest.mark.usefixtures("tests_day"),
]
CANDOUR = ("pulse_pulseform", "pulse_pulseanswer", "pulse_pulsenote", "pulse_pulsetheme",
           "pulse_pulsevoice", "pulse_pulseissue")  # fmt: skip
MARK = "ZQ-candour"  # longer than chance: tokens are made of letters too


def filled(**also):
    """Return (room, round) in which everything that is sealed holds a mark."""
    room, made = make_round(**also)
    for side in (P, T):
        person = room.implementer(side)
        answer(made, person, side=side, we_gain="4", how=("", f"{MARK}-how", "named"))
        note = rounds.note_of(made, side, now=NOW)
        note.words, note.said_no = f"{MARK}-note", f"{MARK}-no"
        note.save()
        make_theme(made, side=side, text=f"{MARK}-drafted", sent=False)
        theme = make_theme(made, side=side, text=f"{MARK}-asked")
        themes.ask_for_other_words(theme=theme, words=f"{MARK}-words", now=NOW)
        make_theme(made, side=side, text=f"{MARK}-with-side")
        make_issue(made, source=theme, change=f"{MARK}-change", severity=3)
    return room, made


def patterns(resolver=None, spaces=(), wanted=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        ids = (*wanted, *pattern.pattern.regex.groupindex)
        if hasattr(pattern, "url_patterns"):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from patterns(pattern, inner, ids)
        elif pattern.name:
            yield ":".join([*spaces, pattern.name]), ids


PAGES = ("pulse:", "partnership", "home", "notifications:desk", "demo:mailbox")
ABOUT_IT = ("/pulse/", "/partnerships/", "/mail")


def addresses(room, made):
    """Return every address of these rooms for the check, its forms and themes."""
    form = made.forms.get(side=P).pk
    theme = [made.themes.get(side=P, text=f"{MARK}-{name}").pk for name in ("drafted", "with-side")]
    theme.append(made.issues.first().pk)
    found = set()
    for name, wanted in patterns():
        if not name.startswith(PAGES):
            continue
        ids = [made.pk, form, *theme] if name.startswith("pulse:") else [room.partnership.pk]
        if name in ("pulse:of", "pulse:open"):
            ids = [room.partnership.pk]
        if "side" in wanted:
            ids = ids[:1]
        for pk in ids if "pk" in wanted else [None]:
            for side in (P, T) if "side" in wanted else [None]:
                values = {"pk": pk, "side": side}
                try:
                    found.add(reverse(name, kwargs={k: values[k] for k in wanted if k in values}))
                except NoReverseMatch:
                    continue
    return sorted(url for url in found if url == "/" or url.startswith(ABOUT_IT))


def leaks(user, urls):
    client = AsSent(raise_request_exception=False)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answers = ((url, client.get(url)) for url in urls)
    return [
        url for url, answer in answers
        if answer.status_code == 500 or MARK in f"{answer.headers}{answer.content.decode()}"
    ]  # fmt: skip


def outsiders(room):
    program = room.partnership.round.program
    roles = (Role.ADMINISTRATOR, Role.EVALUATOR, Role.FACILITATOR)
    staff = [ProgramRoleFactory(program=program, role=role).user for role in roles]
    sides = [room.decider(P), room.decider(T)]
    return [room.officer, room.lead, UserFactory(), *staff, *sides]


@pytest.mark.matrix
def test_nobody_but_author_and_holder_meets_a_word(caplog):
    caplog.set_level(logging.DEBUG)
    room, made = filled()
    urls = addresses(room, made)
    assert leaks(room.facilitator, urls), "the crawl must be able to find something"

    assert len(urls) > 40
    for who in outsiders(room):
        assert leaks(who, urls) == [], who
    assert MARK not in caplog.text


@pytest.mark.matrix
def test_an_author_meets_only_their_own_sides_words_and_no_notes():
    room, made = filled()
    urls = addresses(room, made)
    client = Client()
    client.force_login(
        room.implementer(P), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    seen = "".join(client.get(url).content.decode() for url in urls)

    assert f"{MARK}-how" in seen
    assert f"{MARK}-with-side" in seen
    assert not any(
        f"{MARK}-{name}" in seen for name in ("note", "no", "drafted", "words", "asked", "change")
    )


@pytest.mark.matrix
def test_a_facilitator_from_one_side_reads_nothing_and_the_neutral_person_all():
    room, made = filled(internal=True)
    urls = addresses(room, made)

    assert leaks(room.facilitator, urls) == []
    assert leaks(room.holder, urls) != []
    facilitator = Client()
    facilitator.force_login(
        room.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert facilitator.get(made.get_absolute_url()).status_code == 200
    assert facilitator.get(reverse("pulse:guide", args=[made.pk, P])).status_code == 403
    assert facilitator.get(made.forms.first().get_absolute_url()).status_code == 404


def test_mail_history_and_audit_hold_no_word():
    room, made = filled()
    talk = made.conversations.get(side=P)
    when = NOW + (NOW - NOW.replace(hour=1))
    rounds.book(
        talk=talk, starts_at=when, place="A room", people=[room.implementer(P)],
        by=room.facilitator, now=NOW,
    )  # fmt: skip
    acting(made, change=f"{MARK}-acting")
    shared_back(made, change=f"{MARK}-shared")
    rounds.close(round=made, by=room.facilitator, now=NOW)
    planner.plan(NOW)

    kept = [*Message.objects.values(), *AuditEvent.objects.values(), *Transition.objects.values(),
            *FormKey.objects.values()]  # fmt: skip
    assert len(kept) > 5
    assert MARK not in str(kept)


@pytest.mark.matrix
def test_no_flag_opens_the_room_and_no_admin_knows_it():
    room, made = filled()
    superuser = UserFactory()
    superuser.is_staff = superuser.is_superuser = True

    assert leaks(superuser, addresses(room, made)) == []
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_no_address_gives_a_file():
    names = [name for name, _ids in patterns() if name.startswith("pulse:")]

    assert len(names) == 25
    assert not [n for n in names if any(word in n for word in ("export", "csv", "download"))]


def test_other_rooms_import_what_was_released_and_what_waits_and_nothing_else():
    found = set()
    for path in Path(settings.BASE_DIR).glob("*/**/*.py"):
        room = path.relative_to(settings.BASE_DIR).parts[0]
        if room not in settings.ROOMS or room == "pulse":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pulse":
                found |= {f"{node.module}.{name.name}" for name in node.names}
            if isinstance(node, ast.Import):
                found |= {n.name for n in node.names if n.name.split(".")[0] == "pulse"}

    allowed = ("pulse.asks", "pulse.released")
    assert {name for name in found if not name.startswith(allowed)} == set()


def test_every_sealed_row_is_read_as_somebody():
    """On PostgreSQL the database knows the person in each statement that names a sealed table."""
    room, made = filled()
    unnamed = []

    def watch(execute, sql, params, many, context):
        if connection.vendor == "postgresql" and any(table in sql for table in CANDOUR):
            with connection.cursor().cursor as bare:
                bare.execute("SELECT coalesce(current_setting('app.user', true), '')")
                if not bare.fetchone()[0]:
                    unnamed.append(sql[:200])
        return execute(sql, params, many, context)

    for who in (room.facilitator, room.implementer(P), room.lead):
        client = AsSent(raise_request_exception=False)
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        for url in addresses(room, made):
            with connection.execute_wrapper(watch):
                client.get(url)
        with connection.execute_wrapper(watch):
            client.post(reverse("pulse:answer", args=[made.pk]), {"r_we_gain": "3"})
    assert unnamed == []
    assert PulseRound.objects.count() == 1


def test_each_sentence_of_who_reads_what_begins_as_one():
    assert [line for line in statement.lines() if not line[0].isupper()] == []
