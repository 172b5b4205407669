"""What is known of those who could share with one application: loaded in four queries, compared."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import CharField, Count, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from foundation.dates import say_day
from instruments.models import Answer, SheetState, Voice
from partnerships.models import RUNNING, Membership, Organization, PartnershipOrganization, Side

from . import alignment, directory
from .fit import Fit, fit, why_not
from .models import AlignmentReview, Judgment, MatchProposal, Offer, OfferState, Reply

SHOWN = 5
LISTED = 3  # "listed, not enrolled: invite" entries after the enrolled ones
QUOTED = ("O4", "O5", "O9")  # why it works, what it can show, what it would gain


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with where they stand, whose they are and from when."""

    words: str
    said: str


@dataclass
class Candidate:
    """One organization that could share, beside the one that asks."""

    offer: Any  # an offer of `_offers`
    party: alignment.Party
    fit: Fit
    review: AlignmentReview | None
    quotes: dict[str, Quote] = field(default_factory=dict)
    looked_at: bool = False

    @property
    def url(self) -> str:
        """The same page with this candidate looked at."""
        return f"?with={self.offer.pk}"

    @property
    def said(self) -> str:
        return self.party.said

    @property
    def levels(self) -> dict[str, int | None]:
        """The facilitator's judgment where there is one, else what we suggest."""
        return self.review.levels if self.review else self.fit.levels

    @property
    def modes(self) -> list[tuple[str, int | None, str]]:
        """Return (name, level, the level in a word) of the three ways."""
        return [(str(name), self.levels[key], _word(self.levels[key]))
                for key, name in alignment.MODES.items()]  # fmt: skip

    @property
    def evidence(self) -> list[tuple[str, str, tuple[str, ...], str]]:
        """Return (name, level in a word, sentences, what to ask) of what the facts suggest."""
        return [
            (str(name), self.fit.modes[key].word, self.fit.modes[key].evidence,
             self.fit.modes[key].ask)
            for key, name in alignment.MODES.items()
        ]  # fmt: skip

    @property
    def quote(self) -> Quote | None:
        """Its own words on why its work succeeds, else on what it can show."""
        return self.quotes.get("O4") or self.quotes.get("O5")

    @property
    def line(self) -> str:
        return (self.review.in_short if self.review else "") or self.fit.line

    @property
    def first(self) -> bool:
        return bool(self.review and self.review.judgment == Judgment.FIRST)

    @property
    def judged(self) -> str:
        return self.review.get_judgment_display() if self.review else _("Not judged yet")

    @property
    def speaks_for(self) -> list[str]:
        return _lines(self.review, "speaks_for", self.fit.speaks_for)

    @property
    def speaks_against(self) -> list[str]:
        return _lines(self.review, "speaks_against", self.fit.speaks_against)

    @property
    def unknown(self) -> list[str]:
        return _lines(self.review, "unknown", self.fit.unknown)

    @property
    def changes_mind(self) -> list[str]:
        return _lines(self.review, "changes_mind", ())

    @property
    def unmet(self) -> list[str]:
        """Why it cannot be proposed yet; an unjudged pair is judged first."""
        if self.review is None:
            return [_("Write your judgment of the pair first.")]
        review = self.review
        return alignment.unmet(review.levels.values(), review.shareable, review.benefit)

    @property
    def has_place(self) -> bool:
        return self.offer.taken < self.offer.places

    @property
    def willing(self) -> bool:
        return self.offer.state == OfferState.WILLING

    @property
    def order(self) -> tuple:
        places: dict[str, int] = {Judgment.FIRST: 0, Judgment.NOT_NOW: 2}
        judged = places.get(self.review.judgment, 1) if self.review else 1
        return (judged, not self.has_place, self.fit.order, self.offer.organization.name)


@dataclass
class Candidates:
    """The page of one application: who asks, who could share, which of them is looked at."""

    application: object
    asks: alignment.Party
    initiative: alignment.Initiative
    willing: list[Candidate]
    others: list[Candidate]  # asked, but not willing or not yet
    listed: list[Organization]
    chosen: Candidate | None = None
    asked_for: str = ""
    quote: Quote | None = None

    @property
    def shown(self) -> list[Candidate]:
        return self.willing[:SHOWN]

    @property
    def heading(self) -> str:
        if self.chosen is None:
            return _("Nobody is open to share in this round yet")
        said, count = self.chosen.said, len(self.shown)
        if count == 1:
            return _("%(said)s is the only candidate so far") % {"said": said}
        if self.chosen is not self.willing[0]:
            return _("%(said)s, beside the others") % {"said": said}
        if (alignment.best(self.chosen.levels.values()) or 0) < alignment.ENOUGH:
            return _("None of the candidates stands out yet")
        return _("%(said)s is the strongest of %(n)s") % {"said": said, "n": apnumber(count)}

    @property
    def stage(self) -> str:
        """The stage in a word, without its explanation."""
        return self.initiative.stage_word.partition(":")[0]

    @property
    def topics(self) -> list[str]:
        return sorted(topic.label for topic in self.initiative.topics)

    @property
    def why_not(self) -> list[tuple[str, str]]:
        """Return (name, sentence) for the candidates beside the chosen one."""
        rest = [other for other in self.shown if other is not self.chosen]
        return [(other.said, self.reason_against(other)) for other in rest]

    @property
    def why_not_asked(self) -> str:
        """Return the sentence for the organization somebody asked about, or ""."""
        if not self.asked_for:
            return ""
        wanted = self.asked_for.casefold()
        for other in [*self.willing, *self.others]:
            names = {other.said.casefold(), other.offer.organization.name.casefold()}
            if wanted in names:
                return f"{other.said}: {self.reason_against(other)}"
        return _("No organization of this name is asked in this round.")

    def reason_against(self, other: Candidate) -> str:
        """Return why `other` is not proposed instead, as a sentence."""
        if not other.willing:
            return _not_willing(other.offer)
        if not other.has_place:
            return _("Its places in this round are taken.")
        if other.review and other.review.in_short:
            return other.review.in_short
        if self.chosen is None or other is self.chosen:
            return _("Nothing speaks against it that we know of.")
        return why_not(self.chosen.party, self.chosen.fit, other.party, other.fit)


def _word(level):
    return str(alignment.UNKNOWN if level is None else alignment.LEVELS[level])


def _lines(review, name, suggested) -> list[str]:
    written = getattr(review, name).splitlines() if review else []
    return [line.strip() for line in written if line.strip()] or list(suggested)


def _not_willing(offer) -> str:
    return {
        OfferState.ASKED: _("It has not answered yet whether it is open to share."),
        OfferState.ANSWERED: _("It has answered; its reading is not finished."),
        OfferState.BUILD_FIRST: _("It wants to share; something has to be settled before it can."),
        OfferState.TALK: _("A talk with it comes first."),
        OfferState.WITHDRAWN: _("It said not this time."),
    }[OfferState(offer.state)]


# -- loading --------------------------------------------------------------------------------------
def load(application, user, *, now: datetime.datetime, chosen=None, asked_for="") -> Candidates:
    """Compare everybody asked in the round with `application`; four queries, whatever the size.

    Load `application` with `for_matching`. `chosen` is the id of the offer looked at; without it
    the strongest. Organizations `user` belongs to are left out: nobody judges their own.
    """
    offers = list(_offers(application, user, now))
    facts = directory.facts(application, [offer.organization_id for offer in offers])
    quotes = _quotes(offers)
    asks = _asks(application, now)
    mine = facts.asked
    rows = [_candidate(offer, facts, quotes, asks, mine, now) for offer in offers]
    willing = sorted((row for row in rows if row.willing), key=lambda row: row.order)
    page = Candidates(
        application=application,
        asks=asks,
        initiative=mine,
        willing=willing,
        others=[row for row in rows if not row.willing],
        listed=_listed(mine),
        asked_for=asked_for,
        quote=_their_words(application),
    )
    looked_at = (row for row in willing if row.offer.pk == chosen)
    page.chosen = next(looked_at, willing[0] if willing else None)
    if page.chosen:
        page.chosen.looked_at = True
    return page


def evidence(application, offer, now: datetime.datetime) -> tuple[str, ...]:
    """Return what sourced facts say for one pair, in sentences that both sides may read."""
    facts = directory.facts(application, [offer.organization_id])
    organization = offer.organization
    shares = alignment.Party(
        said=organization.said,
        initiatives=facts.initiatives(organization.pk),
        claims=facts.claims(organization.pk),
    )
    asks = alignment.Party(said=application.organization.said)
    modes = fit(asks, facts.asked, shares, today=now.date()).modes.values()
    strong = [found for found in modes if (found.level or 0) >= alignment.ENOUGH]
    return tuple(line for found in strong for line in found.evidence)


def for_matching(applications):
    """Load what the page says of the application itself, in the query that loads it."""
    return applications.with_parties().select_related(
        "organization__type", "initiative", "facts", "submitted_by"
    ).annotate(
        zone=_zone(),
        proposal_id=Subquery(
            MatchProposal.objects.filter(
                application=OuterRef("pk"), state__in=["drafted", "sent", "matched"]
            ).order_by("-created_at").values("pk")[:1]
        ),
    )  # fmt: skip


def _zone():
    """The time zone of the first who decides for the row's organization."""
    leads = Membership.objects.filter(
        organization=OuterRef("organization"), leads=True, until=None, user__is_active=True
    )
    zones = leads.order_by("since", "pk").values("user__time_zone")[:1]
    return Subquery(zones, output_field=CharField())


def _offers(application, user, now):
    replies = Reply.objects.filter(offer=OuterRef("pk")).order_by("-at")
    held = MatchProposal.objects.holding_a_place().filter(offer=OuterRef("pk"))
    shares = PartnershipOrganization.objects.filter(
        organization=OuterRef("organization"),
        side=Side.THOUGHT_PARTNER,
        partnership__phase__in=RUNNING,
    )
    rows: Any = Offer.objects.filter(round=application.round_id)
    rows = rows.exclude(pk__in=Offer.objects.of_organizations_of(user).values("pk"))
    about = Q(reviews__application=application.pk)
    return (
        rows.exclude(organization=application.organization_id)
        .annotate(
            review=FilteredRelation("reviews", condition=about),
            levels=Subquery(replies.values("levels")[:1]),
            agreed=Subquery(replies.values("agreed_note")[:1]),
            taken=_count(held.exclude(application=application.pk), "offer"),
            load=_count(shares, "organization"),
            zone=_zone(),
        )
        .select_related("organization__type", "review")
        .order_by("pk")
    )


def _count(rows, by):
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _quotes(offers):
    """Return offer id -> item key -> Quote of what was signed off."""
    rows = Answer.objects.filter(
        sheet__context_kind="matching.offer",
        sheet__context_id__in=[offer.pk for offer in offers],
        sheet__voice=Voice.WORDS,
        sheet__state=SheetState.SIGNED_OFF,
        item__key__in=QUOTED,
    ).exclude(words="")
    found: dict = defaultdict(dict)
    for key, item, words, who, at in rows.values_list(
        "sheet__context_id", "item__key", "words", "changed_by__name", "changed_at"
    ):
        said = _("Openness answers, %(who)s, %(day)s") % {"who": who, "day": say_day(at)}
        found[key][item] = Quote(words, said)
    return found


def _their_words(application):
    words = application.hoped_for or application.challenge
    if not words:
        return None
    said = {"who": application.submitted_by, "day": say_day(application.submitted_at)}
    return Quote(words, _("Interest form, %(who)s, %(day)s") % said)


def _candidate(offer, facts, quotes, asks, mine, now):
    words = quotes.get(offer.pk, {})
    organization = offer.organization
    party = alignment.Party(
        **_of_organization(organization, offer.zone, now),
        gain=words["O9"].words if "O9" in words else "",
        load=offer.load,
        may_share=(offer.levels or {}).get("O2"),
        agreed=offer.agreed or "",
        initiatives=facts.initiatives(organization.pk),
        claims=facts.claims(organization.pk),
    )
    return Candidate(
        offer,
        party,
        fit(asks, mine, party, today=now.date()),
        getattr(offer, "review", None),
        words,
    )


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
        "state": organization.state,
        "days_to_decide": organization.days_to_decide,
        "zone": offset,
    }


def _listed(mine):
    """Listed organizations with something on the same topics: an entry that says how to go on."""
    slugs = [topic.slug for topic in mine.topics]
    if not slugs:
        return []
    claims = Q(expertise__topic__slug__in=slugs) | Q(grants__topics__slug__in=slugs)
    rows = Organization.objects.listed().filter(claims).values("pk")
    return list(Organization.objects.filter(pk__in=rows).order_by("name", "pk")[:LISTED])
