"""What a session's page and its "do you come" page show."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships import permissions as room

from . import (
    adapting,
    agenda_services,
    composer_page,
    live,
    permissions,
    permissions_work,
    publish,
    reflection,
    spans,
    timekeeper,
    wrapup,
)
from .forms_schedule import ComingForm
from .models import Attendance, SessionState


def head(session, blocks) -> dict:
    """Return what the page of a session and its pack begin with: when, who keeps the time, how
    the minutes are shared."""
    return {
        "session": session,
        "partnership": session.partnership,
        "span": spans.say_span(session),
        "elsewhere": spans.agreed_elsewhere(session),
        "keeper": timekeeper.said(session),
        "drawn": composer_page.drawn(blocks),
        "starts": timezone.localtime(session.starts_at),
    }


def page(session, user, *, now) -> dict:
    """Return what session.html shows `user`, of rows loaded as `views_session.session` does."""
    blocks = agenda_services.blocks_of(session.agenda) if session.agenda_id else []
    when, mine = spans.say_moment(session.goes_out_at, session.zone), None
    if session.own_answer is not None:
        mine = Attendance(session=session, user=user, answer=session.own_answer)
    return {
        **head(session, blocks),
        "rows": composer_page.with_words(session, blocks, user, now),
        "around": around(session, user, now),
        "mine": mine,
        "answers": mine is not None and permissions.may_answer(mine, now),
        "form": ComingForm(),
        "who_comes": who_comes(session, now),
        "goes": publish.say_out(
            session, sum(block.minutes for block in blocks), when, phase=session.partnership.phase
        ),
        "out": session.state != SessionState.PLANNED or session.starts_at <= now,
        "may_edit": permissions.may_edit_agenda(user, session),
        "may_schedule": permissions.may_schedule(user, session.partnership),
        "may_call_off": session.ahead and permissions.may_call_off(user, session, now),
        "to_come": session.starts_at > now,
        "joins": session.ahead and live.closes_at(session) > now,
        "facilitates": room.may_facilitate(user, session.partnership),
        **_adapting(session, user, now),
        "cancelled": session.state == SessionState.CANCELLED,
    }


def _adapting(session, user, now) -> dict:
    """Return what was thought not to fit and what was adapted, and where to write more down."""
    not_here, adapted = adapting.listed(session, user)
    return {
        "not_here": not_here, "adapted": adapted,
        "may_add_not_here": permissions_work.may_add_not_here(user, session),
        "may_adapt": permissions_work.may_add_adaptation(user, session),
        "at_wrapup": _writes_up(session, user, now),
    }  # fmt: skip


def around(session, user, now) -> list[tuple[str, str]]:
    """Return (address name, words) of what `user` may do before, in and after this session."""
    runs, side = permissions_work.may_run(user, session), room.side_of(user, session.partnership)
    ways = [
        ("live", _("Live page"), _live(session, now)),
        ("ask", _("What you are asked to write"), side and _asks(session, now)),
        ("typed", _("Type answers after a call"), _types(session, runs)),
        ("wrapup", _("Write up the notes"), _writes_up(session, user, now)),
        ("notes", _("Read the notes"), session.notes_sent_at is not None),
        ("ratings", _("How it was for each side"), _reads_ratings(session, user)),
    ]
    return [(name, words) for name, words, offered in ways if offered]


def _asks(session, now) -> bool:
    return reflection.asks_for_words(session) and reflection.still_open(session, now)


def _live(session, now) -> bool:
    soon = session.starts_at - live.OPENS_BEFORE <= now
    return soon and session.ahead and not session.partnership.over


def _types(session, runs) -> bool:
    waits = session.ahead and not session.self_written
    return runs and waits and reflection.asks_for_words(session)


def _writes_up(session, user, now) -> bool:
    return permissions_work.may_wrap_up(user, session) and wrapup.due(session, now)


def _reads_ratings(session, user) -> bool:
    gone = session.notes_sent_at is not None
    return gone and permissions_work.may_read_ratings(user, session.partnership)


def who_comes(session, now) -> str:
    """Return "Five of eight come, one cannot." without names; of a session that was, who came.

    Of one that passed or was called off it says who would have come; nobody is waited for.
    """
    if not session.ahead and session.came:
        words = {"n": session.came, "all": session.invited}
        return _("%(n)d of %(all)d came.") % words
    if not session.ahead or session.starts_at <= now:
        words = {"n": session.coming, "all": session.invited}
        return _("%(n)d of %(all)d said they would come.") % words
    told = [
        ngettext("%(n)d of %(all)d comes.", "%(n)d of %(all)d come.", session.coming)
        % {"n": session.coming, "all": session.invited}
    ]
    if session.not_coming:
        text = ngettext("%(n)d cannot.", "%(n)d cannot.", session.not_coming)
        told.append(text % {"n": session.not_coming})
    silent = session.invited - session.coming - session.not_coming
    if silent:
        text = ngettext("%(n)d has not answered yet.", "%(n)d have not answered yet.", silent)
        told.append(text % {"n": silent})
    return " ".join(told)


def coming(session, mine, *, user, reads: bool, now) -> dict:
    """Return the page that asks whether one comes; what was said shows only to who may read it.

    `user` is who signed in, if anybody: by a link, only what was said by link shows.
    """
    places = Attendance.objects.filter(
        user=mine.user_id, session__in=session.partnership.sessions.to_come(now)
    )
    others = places.exclude(pk=mine.pk).select_related("session").order_by("session__starts_at")
    return {
        "others": [
            (other.session, other.get_answer_display() if reads and _told(other, user) else "")
            for other in others
        ],
        "session": session,
        "span": spans.say_span(session),
        "agreed": spans.say_span(session, session.zone),
        "open": permissions.may_answer(mine, now),
        "said": mine.get_answer_display() if reads and mine.answer != "none" else "",
        "inside": mine.user_id == user.pk,
    }


def _told(place, user) -> bool:
    return place.answer != Attendance.Answer.NONE and (user.is_authenticated or place.by_link)
