"""Loads what is known of those who could share with one application, and compares them.

Four queries, whatever the size: the offers of the round, whom else to ask, the facts of all of
them, and the words of the pair looked at.
"""

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    CharField,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext as _

from foundation.dates import say_day

from . import alignment, authority, directory, offered, suggestions, unknowns
from .criteria import Quote
from .fit import fit
from .models import MatchProposal, Offer, OfferState, RoundWish, WishKind
from .pairs import Candidate, Candidates

MOST = 200  # of a round are compared one by one, the nearest by their facts
FORM = ("doing", "challenge", "hoped_for", "why_now", "people_and_time")
TRIED = 8  # settings tried as answers to "in which setting is it?"


# -- loading --------------------------------------------------------------------------------------
def load(application, user, *, now: datetime.datetime, chosen=None, asked_for="") -> Candidates:
    """Compare the nearest `MOST` asked in the round with `application`; four queries.

    Load `application` with `for_matching`. `chosen` is the id of the offer looked at; without it
    the strongest. Organizations `user` belongs to are left out: nobody judges their own.
    """
    offers = list(_offers(application, user, now, chosen, asked_for))
    others = suggestions.nearest(application, user, asked_for)
    keys = [offer.organization_id for offer in offers]
    facts = directory.facts(application, [*keys, *(row.pk for row in others)],
                            texts_of=[row.pk for row in others])  # fmt: skip
    asks = _asks(application, now)
    mine, today = facts.asked, now.date()
    rows = [_candidate(offer, facts, asks, mine, now) for offer in offers]
    willing = sorted((row for row in rows if row.willing), key=lambda row: row.order)
    page = Candidates(
        application=application,
        asks=asks,
        initiative=mine,
        willing=willing,
        others=[row for row in rows if not row.willing],
        suggested=suggestions.ranked(
            others, asks, mine, facts, text=_text(application), today=today
        ),
        asked_for=asked_for,
        quote=_their_words(application),
    )
    looked_at = (row for row in willing if row.offer.pk == chosen)
    page.chosen = next(looked_at, willing[0] if willing else None)
    if page.chosen:
        page.chosen.looked_at = True
        page.chosen.quotes = _quotes(application, page.chosen)
    _could_change(page, today)
    return page


def _could_change(page, today):
    """Add what the unknown could still change: places, and the one question to ask."""
    standings = [one.standing for one in page.willing]
    places = unknowns.places(standings)
    for one in page.willing:
        one.could_stand = places[one.offer.pk]
    page.turn = unknowns.one_question(standings, list(_about_all(page, today)))


def _about_all(page, today):
    """Yield (question, whom, answers tried) for what is not known of the initiative itself."""
    ours = {q.about: q for one in page.willing for q in one.fit.questions if not q.of_offers}
    tries = {
        "contexts": lambda word: {"contexts": frozenset([word])},
        "topics": lambda word: {"topics": frozenset([word])},
    }
    for about, change in tries.items():
        if about in ours:
            words = _told(page.willing, about)
            answers = [(_if(word), _then(page, change(word), today)) for word in words]
            yield ours[about], _decides(page.application), answers


def _told(willing, about):
    """Return the topics or settings that the candidates work in, the commonest first."""
    runs = [run for one in willing for run in one.party.initiatives]
    met: dict = {}
    for word in (word for run in runs for word in getattr(run, about)):
        met[word] = met.get(word, 0) + 1
    return sorted(met, key=lambda word: (-met[word], _label(word)))[:TRIED]


def _label(word) -> str:
    return word.label if isinstance(word, alignment.Topic) else word[1]


def _if(word) -> str:
    return _("If it is “%(word)s”") % {"word": _label(word)}


def _then(page, known, today):
    mine = replace(page.initiative, **known)
    found = []
    for one in page.willing[: unknowns.LOOKED_AT * 2]:
        then = fit(page.asks, mine, one.party, today=today)
        levels = {**then.levels, **{k: v for k, v in _judged(one).items() if v is not None}}
        found.append(replace(one.standing, levels=levels))
    return found


def _judged(one) -> dict:
    return one.review.levels if one.review else {}


def _decides(application) -> str:
    said, who = application.organization.said, application.decider
    return _("%(said)s (%(who)s)") % {"said": said, "who": who} if who else said


def _text(application) -> str:
    return " ".join([application.title, *(getattr(application, name) for name in FORM[:3])])


def evidence(application, offer, now: datetime.datetime) -> tuple[str, ...]:
    """Return what sourced facts say for one pair, a line a way of fitting; both sides may read."""
    facts = directory.facts(application, [offer.organization_id])
    organization = offer.organization
    shares = alignment.Party(
        said=organization.said,
        **facts.known(organization.pk),
    )
    asks = alignment.Party(said=application.organization.said)
    modes = fit(asks, facts.asked, shares, today=now.date()).modes.values()
    strong = [found for found in modes if (found.level or 0) >= alignment.ENOUGH]
    return tuple(" ".join(found.evidence) for found in strong)


def for_matching(applications, user, day):
    """Load what the page says of the application itself on `day`, in the query that loads it.

    `proposal_id` is the proposal that stands, `own_proposal` the same where `user` may open it.
    """
    standing = MatchProposal.objects.filter(
        application=OuterRef("pk"), state__in=["drafted", "sent", "matched"]
    ).order_by("-created_at")
    mine = standing.filter(pk__in=MatchProposal.objects.in_care_of(user).values("pk"))
    return applications.with_parties().select_related(
        "organization__type__sector", "organization__sector", "initiative", "facts", "submitted_by"
    ).annotate(
        zone=_of_decider("user__time_zone", day),
        decider=_of_decider("title", day),
        proposal_id=Subquery(standing.values("pk")[:1]),
        own_proposal=Subquery(mine.values("pk")[:1]),
    )  # fmt: skip


def _of_decider(field, day):
    """Something of the first who decides for the row's organization on `day`."""
    longest = authority.all_deciders(day).filter(organization=OuterRef("organization"))
    return Subquery(longest.values(field)[:1], output_field=CharField())


def _offers(application, user, now, chosen, named):
    about = Q(reviews__application=application.pk)
    pair = {"application": application.pk, "offer": OuterRef("pk")}
    refused = MatchProposal.objects.refused().filter(**pair).order_by("-answered_at")
    apart = RoundWish.objects.standing().filter(**pair, kind=WishKind.VETO)
    rows: Any = Offer.objects.filter(round=application.round_id)
    rows = (
        offered.with_facts(rows, apart_from=application.pk)
        .exclude(pk__in=Offer.objects.of_organizations_of(user).values("pk"))
        .exclude(organization=application.organization_id)
        .annotate(
            review=FilteredRelation("reviews", condition=about),
            refused_at=Subquery(refused.values("answered_at")[:1]),
            kept_apart=Subquery(apart.values("words")[:1]),
            gain=Subquery(
                offered.gains().filter(sheet__context_id=OuterRef("pk")).values("words")[:1]
            ),
            zone=_of_decider("user__time_zone", now.date()),
            decider=_of_decider("title", now.date()),
        )
        .select_related("organization__type__sector", "organization__sector", "review")
    )  # fmt: skip
    return _nearest(rows, application, chosen, named)[:MOST]


def _nearest(rows, application, chosen, named):
    """Order so that whoever is looked at, judged or willing is among the first, then by facts."""
    firsts = [Q(review__isnull=False), Q(state=OfferState.WILLING)]
    if named:
        firsts.insert(0, suggestions.called(named, "organization__"))
    if chosen:
        firsts.insert(0, Q(pk=chosen))
    ordered = suggestions.About(application).nearest_first(rows, "organization")
    flags = [Case(When(one, then=Value(1)), default=Value(0)).desc() for one in firsts]
    return ordered.order_by(*flags, *ordered.query.order_by)


def _quotes(application, one):
    """Return (of the one that shares, key) -> Quote: its answers, theirs, and their form."""
    offer = one.offer
    rows = offered.answers().filter(
        Q(sheet__context_kind="matching.offer", sheet__context_id=offer.pk)
        | Q(sheet__context_kind="matching.application", sheet__context_id=application.pk)
    )
    where = {True: _("Openness answers"), False: _("Readiness answers")}
    found = {
        (kind == "matching.offer", item): _quote(words, where[kind == "matching.offer"], who, at)
        for kind, item, words, who, at in rows.values_list(
            "sheet__context_kind", "item__key", "words", "changed_by__name", "changed_at"
        )
    }
    if offer.agreed:
        who = _("%(said)s and the facilitator") % {"said": one.said}
        found[True, "agreed"] = _quote(offer.agreed, _("Agreed note"), who, offer.agreed_at)
    form = (_("Interest form"), application.submitted_by, application.submitted_at)
    for name in FORM:
        if words := getattr(application, name):
            found[False, name] = _quote(words, *form)
    return found


def _quote(words, where, who, at):
    return Quote(words, f"{where}, {who}, {say_day(at)}")


def _their_words(application):
    words = application.hoped_for or application.challenge
    if not words:
        return None
    return _quote(
        words, _("Interest form"), application.submitted_by, application.submitted_at
    )  # fmt: skip


def _candidate(offer, facts, asks, mine, now):
    organization = offer.organization
    party = alignment.Party(
        **_of_organization(organization, offer.zone, now),
        gain=offer.gain or "",
        load=offer.load,
        may_share=(offer.levels or {}).get("O2"),
        agreed=offer.agreed or "",
        **facts.known(organization.pk),
    )
    found = fit(asks, mine, party, today=now.date())
    return Candidate(offer, party, found, getattr(offer, "review", None), asks, mine)


def _asks(application, now):
    return alignment.Party(
        **_of_organization(application.organization, application.zone, now),
        gain=application.hoped_for,
    )


def _of_organization(organization, zone, now):
    offset = ZoneInfo(str(zone)).utcoffset(now) if zone else None
    return {
        "said": organization.said,
        "kind": organization.type.label if organization.type else "",
        "sector": organization.in_sector.label if organization.in_sector else "",
        "state": organization.state,
        "days_to_decide": organization.days_to_decide,
        "zone": offset,
    }
