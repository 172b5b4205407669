"""What the pages after a session show."""

import datetime
import json
from operator import itemgetter

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.links import OPENED
from accounts.models import PersonalLink, Purpose, User
from foundation import dates, versions
from foundation.models import Version
from partnerships.models import Partnership, Side
from partnerships.permissions import SIDES, may_write_plan

from . import after, after_parts, rivals, seats, tempo, visitors, wrapup
from . import permissions_work as may
from .forms_work import PromiseForm
from .forms_wrapup import WrapUpForm, first_values
from .live import in_words, may_resume, runs
from .models import FACILITATION, Attendance, ExitRating, ParkedItem, Session

RATED = ("applied", "shared", "line")
INTERNAL = Partnership.FacilitatorKind.INTERNAL


def people(session: Session) -> dict:
    """Return id to label of everybody who can promise something."""
    found = {str(e.user_id): e.label for e in session.partnership.people()}
    return {**found, str(session.partnership.facilitator_id): _("Facilitator")}


def users(session: Session) -> dict:
    """Return id to person of the same."""
    found = {str(e.user_id): e.user for e in session.partnership.people()}
    return {**found, str(session.partnership.facilitator_id): session.partnership.facilitator}


def form(session: Session, rows, data) -> WrapUpForm:
    """Return the page's form, prefilled with all that was caught."""
    objectives = [(str(o.pk), o.short) for o in session.objectives.all()]
    not_here = list(session.notheres.all()) if rows.of("not_here") else []
    initial = first_values(session, rows, notes=wrapup.first_words(session), not_here=not_here)
    return WrapUpForm(
        data, of=session.pk, initial=initial, rows=rows, people=list(people(session).items()),
        objectives=objectives, sides=named_sides(session), blanks=wrapup.BLANKS,
    )  # fmt: skip


def named_sides(session: Session) -> list[tuple[str, str]]:
    """Return (side, what its organization is called), the one that applies first."""
    return sides_of(session.partnership)


def sides_of(partnership) -> list[tuple[str, str]]:
    """Return the same of a partnership."""
    return [(side, partnership.lead(side).said) for side in SIDES]


def page(session: Session, rows, filled: WrapUpForm, *, now: datetime.datetime) -> dict:
    """Return the facilitator's page."""
    labels = people(session)
    places = {str(row.person): row for row in rows.of("attendance")}
    seats = [
        (label, filled[f"came-{places[person].pk}"], filled[f"spoke-{places[person].pk}"])
        for person, label in sorted(labels.items(), key=itemgetter(1))
        if person in places
    ]
    waiting = sum(1 for row in rows.of("attendance") if row.word != FACILITATION)
    running = runs(session)
    return {
        "session": session, "rows": rows, "form": filled, "seats": seats, "waiting": waiting,
        "waiting_said": in_words(waiting), "ticked": _ticked(seats),
        "open": wrapup.due(session, now), "sent": session.notes_sent_at is not None,
        "runs": running, "unstarted": session.ahead and not running,
        "empty": wrapup.stood_empty(session, rows),
        "may_call_off": not session.partnership.over or session.starts_at <= now,
        "may_resume": may_resume(session, now) and not session.partnership.over,
        "tempo": tempo.around(session, now=now),
        "actions": [_with_tempo(session, line, now) for line in filled.actions],
    }  # fmt: skip


def _ticked(seats) -> str:
    """Return "3 of 8": how many are ticked as having come as the page opens."""
    count = sum(1 for _label, came, _spoke in seats if came.value())
    return _("%(n)d of %(of)d") % {"n": count, "of": len(seats)}


def renewed(session: Session, given: dict, rows, by) -> str:
    """Return how the page that saved itself stands by now: hidden versions and digests, by name.

    Of what stands as this tab sent it (`given`, kept for `by`). Where another tab wrote something
    else, this one goes on from what it shows, or its next save would put the old back.
    """
    not_here = list(session.notheres.all()) if rows.of("not_here") else []
    now = first_values(session, rows, notes=session.notes, not_here=not_here)
    notes = rivals.Seen(was=given["notes_were"]).after(rivals.read("", now["was-notes"]), given)
    found = {"was-notes": notes.carried}
    found |= _renewed(now, "own", "own", given["own_seen"], wrapup.own_values(given))
    for _model, lines, _new in wrapup.lines_of(session, given, by):
        for line in lines:
            name = line["at"].removeprefix("at-")
            kind = name.partition("-")[0]
            found |= _renewed(now, f"{kind}-{line['pk']}", name, line["seen"], line)
    found["was-seats"] = seats.sent(given["seats_were"], given["came"], given["spoke"])
    return json.dumps(found)


def _renewed(now, stands, name, seen, sent) -> dict:
    """Return the two hidden fields called `name` of a row that `stands` among `now`, if it does."""
    if f"at-{stands}" not in now:
        return {}
    shown = seen.after(rivals.read(str(now[f"at-{stands}"]), now[f"was-{stands}"]), sent)
    return {f"at-{name}": shown.version, f"was-{name}": shown.carried}


def version_shown(session: Session, given: dict, expected: int) -> int:
    """Return the version of the notes that this tab shows by now, as `renewed` has it."""
    stands = rivals.read(str(session.version), rivals.told({"notes": session.notes}))
    return rivals.Seen(expected).after(stands, given).version


def _with_tempo(session, line: dict, now) -> dict:
    """Return a line of promises with what to say of its date, or ""."""
    owner, due = line["owner"].value(), line["due"].value()
    return {**line, "sooner": tempo.sentence(session, owner, due, now=now)}


def changes_plan(session: Session) -> bool:
    """Say whether news of this session was ticked as changing a plan that still goes on."""
    if session.partnership.over:
        return False
    return session.contextupdates.filter(changes_plan=True).exists()


def sent(session: Session, count: int, *, changes: bool) -> str:
    """Say what became of the press, and what is next where news `changes` the plan."""
    text = ngettext(
        "Sent. %(n)s person gets one mail; the notes stand on %(day)s unless somebody changes "
        "them.",
        "Sent. %(n)s people get one mail each; the notes stand on %(day)s unless somebody changes "
        "them.",
        count,
    )
    said = text % {
        "n": in_words(count),
        "day": dates.say_day(session.notes_stand_on or session.local_date),
    }
    if changes:
        said += " " + _("News changes the plan: choose the month it changes.")
    return said


def notes(session: Session, rows, user, *, now: datetime.datetime) -> dict:
    """Return the notes as both sides read them; before they went, that they are being written."""
    labels, gone = people(session), session.notes_sent_at is not None
    shown = rows if gone else wrapup.Gathered()
    names = labels | _who_left(shown, labels)
    promises = gone and may.may_promise(user, session)
    return {
        "session": session, "gone": gone, "rows": shown,
        "actions": [(row, names.get(str(row.person), "")) for row in shown.of("action")],
        "decided": shown.of("decision"), "news": shown.of("update"),
        "partner": session.partnership.lead(Side.PARTNER).said,
        "may_plan": gone and may_write_plan(user, session.partnership),
        "not_here": shown.of("not_here"),
        "parked": [(r, ParkedItem.Destination(r.word).label) for r in shown.of("parked")],
        "came": [names.get(str(r.person), "") for r in shown.of("attendance") if r.yes],
        "changes": _changes(session) if gone else [],
        "may_change": may.may_change_notes(user, session) and wrapup.may_still_change(session, now),
        "promise": PromiseForm(people=list(labels.items())) if promises else None,
        "tempo": tempo.around(session, now=now) if promises else {},
        "runs": may.may_wrap_up(user, session) and wrapup.due(session, now),
    }  # fmt: skip


def _who_left(rows, labels) -> dict:
    """Return id to name of who is in the notes and not in the partnership any more."""
    ids = {row.person for row in rows.of("attendance", "action")} - {None}
    gone = [pk for pk in ids if str(pk) not in labels]
    return {str(user.pk): str(user) for user in User.objects.filter(pk__in=gone)} if gone else {}


def _changes(session):
    """Return (version, what differs from the one before) of the notes, the newest last."""
    kept = list(Version.objects.about(session).select_related("by").order_by("number"))
    pairs = zip(kept, kept[1:], strict=False)
    return [(new, versions.difference(old.content, new.content)) for old, new in pairs]


def rater(request, session: Session):
    """Return who may rate: signed in and on a side, or by the After mail's link; else None."""
    user = request.user
    if user.is_authenticated:
        found = visitors.visitor(request, Purpose.ANSWER, session, session)
        if found and not found.by_link:
            return found
    for seat in _opened_seats(request, session):
        return visitors.visitor(request, Purpose.ANSWER, seat, session)
    return None


def _opened_seats(request, session):
    keys = request.session.get(OPENED, [])
    rows = PersonalLink.objects.standing(request.now).filter(
        pk__in=keys, context_kind=Attendance._meta.label_lower
    )
    return list(Attendance.objects.filter(session=session, pk__in=rows.values("context_id")))


def after_page(session: Session, who, form, *, now: datetime.datetime) -> dict:
    """Return the page that an After mail opens. By link, what else is asked is told without words.

    What each part asks about is read after signing in.
    """
    more = after_parts.parts(session, who.person, now)
    return {
        "session": session, "form": form, "minutes": after.MINUTES,
        "internal": session.partnership.facilitator_kind == INTERNAL,
        "open": after.may_rate(session, now), "reads": who.reads,
        "more": [(part, part.link.label if who.by_link else part.sentence) for part in more],
        "more_told": after_parts.say(more) if more else "",
    }  # fmt: skip


def seat_of(session: Session, person) -> Attendance:
    """Return the place of `person` with what they said before. Raises Http404 without a place."""
    said = ExitRating.objects.filter(session=OuterRef("session"), user=OuterRef("user"))
    own = {f"own_{name}": Subquery(said.values(name)[:1]) for name in RATED}
    return get_object_or_404(Attendance.objects.annotate(**own), session=session, user=person)


def unseen(seat: Attendance, who) -> bool:
    """Say whether an answer stands there that this browser did not give; as `rated`."""
    return not who.reads and any(getattr(seat, f"own_{name}") not in {None, ""} for name in RATED)


def rated(seat: Attendance, who) -> dict:
    """Return what was said before, only to who said it; load the place with `seat_of`."""
    if not who.reads:
        return {}
    return {name: getattr(seat, f"own_{name}") for name in RATED}
