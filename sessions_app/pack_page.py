"""The pack: one printable page for whoever facilitates the next session."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import called
from foundation.gathering import Part, gathered_apart

from . import agenda_services, composer_page, prompts, ratings
from .models import ActionState, Attendance, ContextUpdate
from .session_page import head, who_comes

PROMISES, NEWS = 12, 5


def pack(session, user, *, now) -> dict:
    """Return the agenda, the promises, the news, who was silent; two queries.

    Load the session with both names, `with_note`, `with_answers` and `with_last_thoughts`.
    """
    blocks = agenda_services.blocks_of(session.agenda) if session.agenda_id else []
    people, promises, news, voices, rated, winds = gathered_apart(_parts(session, user))
    told = composer_page.people(session)
    return {
        **head(session, blocks),
        "rows": _prompted(session, blocks, now),
        "people": [
            (told.get(row.user_id) or called(row.user_name), row.get_answer_display())
            for row in sorted(people, key=lambda row: (row.side, row.user_name))
        ],
        "who_comes": who_comes(session, now),
        "promises": [(row.text, called(row.owner_name), row.due_on) for row in promises],
        "news": [row.words for row in reversed(news)],
        "silent": _silent(voices, told),
        "winds": [(row.text, row.looked_after) for row in winds],
        "note": session.own_note,
        "thoughts": [
            (label, said)
            for label, said in (
                (_("View shifted"), session.last_shifted),
                (_("Stuck on"), session.last_stuck),
            )
            if said
        ],
        "last_time": ratings.heard(session.partnership, rated),
        "url": reverse("sessions_app:session", args=[session.pk]),
    }


def _parts(session, user) -> list[Part]:
    """All that stands beside the agenda; what blows, from the day it was to be looked at again."""
    invited = session.attendance.annotate(user_name=F("user__name"))
    promises = session.partnership.actions.filter(state=ActionState.OPEN)
    news = ContextUpdate.objects.filter(session__partnership=session.partnership_id)
    winds = session.partnership.winds.with_owner().to_look_at(session.local_date)
    newest = news.order_by("-created_at", "pk").values("pk")[:NEWS]
    voices = Attendance.objects.filter(
        session__partnership=session.partnership_id, session__starts_at__lt=session.starts_at,
        came=True, spoke__isnull=False,
    )  # fmt: skip
    return [
        Part(invited, "user_name", most=None),
        Part(promises.annotate(owner_name=F("owner__name")), "due_on", most=PROMISES),
        Part(ContextUpdate.objects.filter(pk__in=newest), "created_at", most=None),
        Part(voices.annotate(at=F("session__starts_at")), "at", most=None),
        Part(ratings.of_last_time(session, user), "side", most=None),
        Part(winds, "watch_on"),
    ]


def _prompted(session, blocks, now):
    rows = composer_page.with_words(session, blocks, session.partnership.facilitator, now)
    return [
        {**row, "prompts": prompts.of(block.kind, session.partnership)}
        for row, block in zip(rows, blocks, strict=True)
    ]


def _silent(voices, told: dict) -> list[str]:
    """Return who said nothing in the last two sessions they came to (domain 2.15)."""
    spoke: dict = {}
    for row in voices:
        if row.user_id in told:
            spoke.setdefault(row.user_id, []).append(row.spoke)
    return [told[user] for user, said in spoke.items() if len(said) > 1 and not any(said[-2:])]
