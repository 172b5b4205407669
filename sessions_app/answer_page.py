"""What the pages before a session show; the view has seen who stands before them."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import dates
from foundation.errors import Refused, Stale
from partnerships.models import GOES_ON, Side
from partnerships.permissions import place_of, side_of

from . import reflection, reminders
from .models import PutOff, Session
from .reflection import Question


@dataclass(frozen=True)
class Asked:
    """One question as this person is asked it."""

    ask: str
    question: Question
    number: int
    of: int


def names(session: Session, side: str) -> dict:
    """Return what the reader's own organization and the other are called."""
    across = Side.PARTNER if side == Side.THOUGHT_PARTNER else Side.THOUGHT_PARTNER
    return {"ours": session.partnership.lead(side).said,
            "theirs": session.partnership.lead(across).said}  # fmt: skip


def ask(session: Session, who, *, now: datetime.datetime) -> dict:
    """Return the page that a Before mail opens: one thing asked, what it costs, three ways out."""
    side = side_of(who.person, session.partnership)
    asks = reflection.ASKED_OF[side]
    row = reflection.row_of(session, who.person, asks)
    written = reflection.has_words(row)
    parts = [(q, getattr(row, q.field)) for q in reflection.of_ask(asks)]
    passed, opens = _passed_and_opens(session, who.person, asks)
    still = reflection.still_open(session, now)
    return {
        **names(session, side), "session": session, "asks": asks, "passed": passed,
        "minutes": reflection.MINUTES[asks], "last_day": reflection.last_day(session),
        "open": still, "written": written, "who": who, "begun": written and not row.sent_at,
        "parts": parts if written and who.reads else [], "first": reflection.FIRST[asks],
        "opens": opens, "who_sees": who_sees(session, side),
        "go_on": next((q for q, words in parts if still and who.reads and not words.strip()), None),
    }  # fmt: skip


def _passed_and_opens(session, person, asks):
    """Return whether `person` passed it to a colleague, and (number, minutes) of the block that the
    words open or None; one query.
    """
    passed = session.put_off.filter(user=person, ask=asks, way=PutOff.Way.COLLEAGUE)
    blocks = Session.objects.filter(pk=session.pk).order_by("agenda__blocks__order")
    named = ("agenda__blocks__kind", "agenda__blocks__minutes")
    rows = list(blocks.values_list(*named, Exists(passed)))
    numbered = enumerate(rows, 1)
    opens = ((n, length) for n, (kind, length, _off) in numbered if kind == reflection.OPENS[asks])
    return any(off for _kind, _length, off in rows), next(opens, None)


def who_sees(session: Session, side: str) -> str:
    """Say who reads the words and when."""
    return _(
        "The facilitator and %(ours)s see it now, both sides in the agenda on %(day)s, "
        "the sponsor never."
    ) % {
        "ours": session.partnership.lead(side).said,
        "day": dates.say_day(reflection.opens_on(session)),
    }


def question(session: Session, who, name: str) -> Asked:
    """Return the question of that name as this person is asked it. Raises Http404 for another's."""
    asks = reflection.ask_of(who.person, session)
    for number, one in enumerate(reflection.of_ask(asks), 1):
        if one.name == name:
            return Asked(asks, one, number, len(reflection.of_ask(asks)))
    raise Http404


def unseen(session: Session, who) -> bool:
    """Say whether words stand there that this browser did not write; one query."""
    row = reflection.row_of(session, who.person, reflection.ask_of(who.person, session))
    return reflection.has_words(row) and not who.reads


def require_own_words(row, who) -> None:
    """Raise Refused where words stand that this browser did not write and nobody signed in for."""
    if reflection.has_words(row) and not who.reads:
        raise Refused(
            _(
                "Something is written already, in another browser. "
                "To read it and go on with it, sign in with a code."
            )
        )


def initial(row, asked: Asked, who) -> dict:
    """Return what the question shows when it opens: the own words, or nothing."""
    if not who.reads or row._state.adding:
        return {}
    return {"words": getattr(row, asked.question.field), "version": row.version}


def writing(session, who, asked: Asked, row, form, *, now) -> dict:
    """Return the page of one question."""
    side = side_of(who.person, session.partnership)
    following = reflection.BY_NAME.get(asked.question.next)
    return {
        "session": session, "form": form, "asked": asked, "next": following,
        "last_day": reflection.last_day(session), "who_sees": who_sees(session, side),
        "open": reflection.still_open(session, now), "path": path(session, asked.question.name),
        "at": row.changed_at if who.reads and not row._state.adding else None,
    }  # fmt: skip


def as_asked(stale: Stale, question: Question) -> Stale:
    """Return the stale save of an answer under the one name that its page sends: both can stand."""
    texts = [texts for _label, name, *texts in stale.clashes if name == question.field]
    clashes = [(str(question.words), "words", theirs, mine) for theirs, mine in texts]
    return Stale(stale.current, clashes, ["words"])


def path(session, name) -> str:
    """Return the address of a question."""
    return reverse("sessions_app:question", args=[session.pk, name])


def onward(session, asked: Asked, *, stop: bool) -> str:
    """Return where to go after a question: the next one, or back to what was asked."""
    if stop or not asked.question.next:
        return reverse("sessions_app:ask", args=[session.pk])
    return path(session, asked.question.next)


def mates(session: Session, person) -> list:
    """Return the roster entries of one's side but one's own; by link only their roles show."""
    entries = session.partnership.people(side_of(person, session.partnership))
    return [entry for entry in entries if entry.user_id != person.pk]


def put_off(session, who, given: dict, colleagues, *, now) -> None:
    """Save one of the three ways; a colleague gets the same ask at once.

    Raises Refused for a colleague whom no mail reaches in time, and in a pause: none would go.
    """
    colleague = next((m.user for m in colleagues if str(m.user_id) == given["colleague"]), None)
    zone = (colleague or who.person).time_zone
    goes_on = session.partnership.phase in GOES_ON and reflection.mail_in_time(session, now, zone)
    if given["way"] == PutOff.Way.COLLEAGUE and not goes_on:
        raise Refused(_("No mail goes to them now. Ask them yourself."))
    asks = reflection.ask_of(who.person, session)
    row = reflection.put_off(session, who.person, asks, given["way"], colleague=colleague, now=now)
    if row.way == PutOff.Way.COLLEAGUE:
        reminders.ask_person(session, colleague, now=now, key="colleague")


def later(session: Session, person, *, now) -> tuple[str, str]:
    """Return what "not now" means to `person`, as a choice and as what is said of it.

    The one reminder goes to who is asked for the three answers; all others see it on their home.
    """
    if now >= session.starts_at - reflection.AGAIN:
        return _("Not now: nobody reminds me"), _("Thank you. Nobody reminds you.")
    others = [row for row in session.put_off.all() if row.user_id != person.pk]
    if reflection.asked(session, Side.THOUGHT_PARTNER, others) == person:
        return _("Not now: remind me once"), _("Thank you. We remind you once before the session.")
    return (
        _("Not now: show it again three days before"),
        _("Thank you. It is shown to you again three days before."),
    )


def thanks(way: str, later: str) -> str:
    """Say what happens next; `later` is what is said of "not now"."""
    return {
        PutOff.Way.NOT_ME: _("Thank you. The facilitator calls somebody instead."),
        PutOff.Way.NOT_NOW: later,
        PutOff.Way.COLLEAGUE: _("Thank you. Your colleague gets the same mail."),
    }[PutOff.Way(way)]


def spoken_with(session: Session):
    """Return (person, row) of the answers that the facilitator may type.

    Raises Refused where that person wrote themselves, nobody is there, or nothing is asked.
    """
    if not reflection.asks_for_words(session):
        raise Refused(_("Before the kickoff each side writes its sections, on the kickoff’s page."))
    person = reflection.asked(session, Side.THOUGHT_PARTNER)
    if person is None:
        raise Refused(_("Nobody of the side that shares is in this partnership yet."))
    row = reflection.row_of(session, person, reflection.REFLECTION)
    if reflection.has_words(row) and not row.typed_by_facilitator:
        raise Refused(_("They have written it themselves. It stands in the agenda."))
    return person, row


def words_of(session: Session, user, side: str, *, now) -> dict:
    """Return the page of what one side wrote. Raises Http404 for whoever may not read it yet."""
    place = place_of(user, session.partnership)
    if side not in Side.values or not reflection.may_read(place, side, session, now):
        raise Http404
    every = reflection.openings(session, user, now=now)
    rows = [row for row in every.get(reflection.OPENS[reflection.ASKED_OF[side]], [])
            if row.side == side]  # fmt: skip
    return {"session": session, "openings": rows, **names(session, side)}


def label(session: Session, person) -> str:
    """Return "Beacon program lead"."""
    entries = session.partnership.people()
    return next((entry.label for entry in entries if entry.user_id == person.pk), str(person))
