"""What the page of those without a partner shows: why, what would help, how long they have waited.

The longest waiting stands first. People take that order where two fit equally well, and every
organization reads so on its own page; the solver knows nothing of waiting.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.models import Transition
from foundation.numbers import spelled_first
from foundation.paging import keyset

from .models import Application, ApplicationState, MatchProposal, Offer, OfferState, Reply
from .services.second_round import FOUND_READY, UNMATCHED, later_rounds

A = ApplicationState
BY_WAIT = ("waits_from", "pk")


@dataclass(frozen=True)
class Row:
    """One application without a partner, in words."""

    application: Application
    since: datetime.datetime
    waited: str
    why: str
    helps: str
    url: str
    link: str
    steps: tuple[tuple[str, str], ...] = ()  # (address, words) of what the lead may do


def first_ready():
    """Return a subquery: when the application of the outer row was first found ready, or null."""
    moved = Transition.objects.filter(
        context_kind="matching.application", context_id=OuterRef("pk"), new=A.READY
    )
    return Subquery(moved.order_by("at").values("at")[:1])


def waits_from(application) -> datetime.datetime | None:
    """Return since when an application waits for a partner; None if it was never ready."""
    rows = Application.objects.filter(pk=application.pk).values_list(first_ready(), flat=True)
    return rows.first()


def days_waited(since: datetime.datetime, now: datetime.datetime) -> str:
    """Return "24 days", counted in whole days; "less than a day" before the first is over."""
    days = (now - since).days
    if days < 1:
        return _("less than a day")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def unmatched(user, round):
    """Return the applications of `round` without a partner that `user` looks after."""
    ended = MatchProposal.objects.filter(
        application=OuterRef("pk"), state__in=["not_proceeding", "expired", "withdrawn"]
    )
    words = Reply.objects.filter(application=OuterRef("pk"), result=OuterRef("state"))
    words = words.order_by("-at")
    rows = Application.objects.in_care_of(user).filter(round=round, state__in=UNMATCHED)
    return rows.select_related("organization", "facilitator").annotate(
        waits_from=Coalesce(first_ready(), "submitted_at"),
        was_proposed=Exists(ended.exclude(sent_at=None)),
        next_step=Subquery(words.values("next_step")[:1]),
    )


def page(user, round, after: str, now: datetime.datetime):
    """Return (a page of rows, the longest waiting first; how many places are left; the rounds).

    `rounds` are those into which they may be carried. Four queries, however many wait.
    """
    left = _places_left(round)
    rounds = list(later_rounds(round))
    found = keyset(unmatched(user, round), after, by=BY_WAIT)
    found.items[:] = [_row(one, left, bool(rounds), now) for one in found.items]
    return found, left, rounds


def heading(found) -> str:
    """Return how many are without a partner, where one page holds them all."""
    if found.after or not found.first or not found.items:
        return _("Without a partner")
    n = len(found.items)
    text = ngettext("%(n)s is without a partner", "%(n)s are without a partner", n)
    return text % {"n": spelled_first(n)}


def _places_left(round) -> int:
    taken = Count("proposals", filter=Q(proposals__state__in=["sent", "matched"]))
    rows = Offer.objects.filter(round=round, state=OfferState.WILLING).annotate(taken=taken)
    return sum(max(0, places - held) for places, held in rows.values_list("places", "taken"))


def _row(application, left, may_go_on, now):
    why, helps, url, link = _told(application, left)
    return Row(
        application=application,
        since=application.waits_from,
        waited=days_waited(application.waits_from, now),
        why=why,
        helps=helps,
        url=url,
        link=link,
        steps=tuple(_steps(application, may_go_on)),
    )


def _told(application, left) -> tuple[str, str, str, str]:
    """Return why it has no partner, what would help, and where that is done."""
    candidates = reverse("matching:candidates", args=[application.pk])
    own = application.get_absolute_url()
    if application.state not in FOUND_READY:
        step = application.next_step or _("A word from its facilitator.")
        if application.state == A.PREPARING:
            why = _("What lies behind it is being found out first.")
            work = reverse("matching:workup", args=[application.pk])
            return why, step, work, _("Open the preparation")
        return f"{A(application.state).label}.", step, own, _("Open the form")
    if not left:
        invite = reverse("matching:invite", args=[application.round_id])
        why = _("Nobody who is open to share has a free place.")
        return why, _("Ask more organizations that have done this work."), invite, _("Ask one")
    if application.was_proposed:
        why = _("A proposal did not go ahead.")
        return (
            why,
            _("Another candidate, or a talk about what would have to be different."),
            (candidates),
            _("Look at the candidates"),
        )
    why = _("Nobody has been proposed to it yet.")
    return why, _("A look at who has a free place."), candidates, _("Look at the candidates")


def _steps(application, may_go_on):
    if may_go_on:
        yield reverse("matching:carry", args=[application.pk]), _("Carry into the next round")
    if application.state == A.READY:
        yield reverse("matching:wait", args=[application.pk]), _("Put on the waiting list")
    yield reverse("matching:release", args=[application.pk]), _("Let go, with a kind word")
