"""The board of one round, as its facilitators and leads see it: rows, figures, what to change."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from foundation.paging import keyset
from partnerships.asks_names import said_of
from partnerships.models import Organization, Role, Round, RoundState
from partnerships.models.standing import standing

from . import people, permissions, round_weights, round_words
from .models import (
    AlignmentReview,
    Application,
    AskedRun,
    AskedState,
    Judgment,
    MatchFacts,
    MatchProposal,
    MatchRun,
    Offer,
    OfferState,
    ProposalState,
    RoundWish,
    RunRow,
    WishKind,
)
from .round_facts import OPEN
from .round_forms import SolveForm

RUNS = 10  # the newest, on the board
LISTED = 5
BY_PLACE = ("place",)


@dataclass
class Board:
    """One round with the run that is looked at, a page of its rows, and the form below."""

    round: Any
    runs: list
    run: Any  # None before the first
    form: SolveForm
    may_solve: bool
    page: Any = None
    listed: list = field(default_factory=list)
    sees_all: bool = True

    @property
    def latest(self) -> bool:
        """True on the newest run, the only one that is acted on."""
        return self.run is not None and self.run is self.runs[0]

    @property
    def heading(self) -> str:
        """The finding, in a sentence."""
        if self.run:
            return round_words.heading(self.run.report)
        over = self.round.state == RoundState.MATCHED
        return _("This round is matched") if over else _("Not solved yet")

    @property
    def shortage(self) -> list[str]:
        return round_words.shortage(self.run.report)

    @property
    def ways(self) -> list:
        return round_words.ways(self.run.report)

    @property
    def firmness(self) -> list:
        return round_words.firmness(self.run.report, self.run.weights)

    @property
    def waits(self) -> bool:
        """True while a large round is being solved behind the page."""
        return self.round.asked_state == AskedState.WAITING

    @property
    def refused(self) -> str:
        """Why the large round that was asked for last cannot be solved so, or ""."""
        return self.round.asked_said if self.round.asked_state == AskedState.REFUSED else ""

    @property
    def changed(self) -> str:
        """What has changed since the newest run was solved, or ""."""
        if not self.latest:
            return ""
        if self.round.came or self.round.went:
            return round_words.moved(self.round.came, self.round.went)
        if self.round.wished_at and self.round.wished_at > self.run.at:
            return _("A pair was kept together or apart since this was solved.")
        return ""


def rounds_of(user) -> Any:
    """Return the rounds `user` may know of, with what the board says before any run."""
    mine = list(standing(user).organizations)
    forms = Application.objects.filter(round=OuterRef("pk"))
    offers = Offer.objects.filter(round=OuterRef("pk"), organization__in=mine)
    wishes = RoundWish.objects.filter(application__round=OuterRef("pk"))
    asked = AskedRun.objects.filter(round=OuterRef("pk")).order_by("-at", "-pk")
    newest = RunRow.objects.filter(run=_newest_of_its_round())
    solved = newest.filter(application=OuterRef("pk"), run__round=OuterRef("round"))
    gone = newest.filter(run__round=OuterRef("pk"))
    gone = gone.exclude(application__state__in=OPEN, application__round=OuterRef("pk"))
    moments = Coalesce(F("lifted_at"), F("at"))
    return Round.objects.visible_to(user).select_related("program").annotate(
        own=Exists(forms.filter(organization__in=mine)) | Exists(offers),
        open_now=_counted(forms.filter(state__in=OPEN), "round"),
        came=_counted(forms.filter(~Exists(solved), state__in=OPEN), "round"),
        went=_counted(gone, "run__round"),
        willing_now=_counted(
            Offer.objects.filter(round=OuterRef("pk"), state=OfferState.WILLING), "round"
        ),
        wished_at=Subquery(
            wishes.annotate(moment=moments).order_by("-moment").values("moment")[:1]
        ),
        asked_state=Subquery(asked.values("state")[:1]),
        asked_said=Subquery(asked.values("said")[:1]),
    )  # fmt: skip


def load(round, user, *, now: datetime, number: str = "", after: str = "", form=None,
         may_solve: bool = False) -> Board:  # fmt: skip
    """Return the board of `round`: five queries, whatever its size.

    `number` names an earlier run; without it the newest is shown.
    """
    runs = list(newest(round, user))
    run = next((run for run in runs if str(run.number) == number), runs[0] if runs else None)
    board = Board(round, runs, run, form or solve_form(round, runs, now), may_solve)
    if run is None:
        return board
    board.page = keyset(rows(run, user), after, by=BY_PLACE)
    for row in board.page.items:
        row.may_say_about = permissions.may_match(user, row.application)
    board.listed = _listed(run)
    leads = standing(user).programs(Role.FACILITATION_LEAD)
    board.sees_all = round.program_id in leads
    return board


def newest(round, user):
    """Return the newest runs of `round`, without what went in."""
    found = MatchRun.objects.visible_to(user).filter(round=round).without_inputs()
    return found.select_related("by").order_by("-number")[:RUNS]


def solve_form(round, runs, now, data=None) -> SolveForm:
    """Return the form that solves again, filled in as the newest run was solved."""
    last = runs[0] if runs else None
    given = dict(last.weights if last else round_weights.USUAL)
    if last:
        given["most_of_a_state"] = last.most_of_a_state
        given |= {f"load_{key}": most for key, most in last.loads.items()}
    carriers = list(people.facilitators(round.program, now.date()))
    return SolveForm(data, initial=given, carriers=carriers)


def rows(run, user):
    """Return the rows of `run` that `user` looks after, with where each pair stands by now.

    Nothing is said of a pair of an organization of theirs: not a wish, not a judgment, not a no.
    """
    own = Offer.objects.of_organizations_of(user).values("pk")
    pair = {"application": OuterRef("application"), "offer": OuterRef("offer")}
    wishes = RoundWish.objects.standing().filter(application=OuterRef("application"))
    wishes = wishes.exclude(offer__in=own)
    judged = AlignmentReview.objects.filter(
        application=OuterRef("application"), judgment=Judgment.FIRST
    ).exclude(offer=OuterRef("offer"))
    proposed = MatchProposal.objects.filter(application=OuterRef("application"))
    proposed = proposed.exclude(offer__in=own)
    said_no = proposed.refused()
    judged = judged.exclude(offer__in=own)
    judged = judged.exclude(Exists(MatchProposal.objects.refused().filter(review=OuterRef("pk"))))
    standing_now = proposed.filter(
        state__in=[ProposalState.DRAFTED, ProposalState.SENT, ProposalState.MATCHED]
    ).order_by("-created_at")
    return RunRow.objects.visible_to(user).filter(run=run).annotate(
        review_id=Subquery(AlignmentReview.objects.filter(**pair).values("pk")[:1]),
        first_choice=Subquery(judged.values(said=said_of("offer__organization"))[:1]),
        proposal_id=Subquery(standing_now.values("pk")[:1]),
        proposal_state=Subquery(standing_now.values("state")[:1]),
        proposal_with=Subquery(standing_now.values(said=said_of("offer__organization"))[:1]),
        refused_with=Subquery(
            said_no.order_by("-answered_at").values(said=said_of("offer__organization"))[:1]
        ),
        kept_with=Subquery(
            wishes.filter(kind=WishKind.PIN).values(said=said_of("offer__organization"))[:1]
        ),
        vetoed=_counted(wishes.filter(kind=WishKind.VETO), "application"),
    ).select_related(
        "application__organization", "application__initiative", "application__facilitator",
        "application__round", "offer__organization", "stable__organization",
    )  # fmt: skip


def _newest_of_its_round():
    """The id of the newest run of the round that the outer row of a run is of."""
    runs = MatchRun.objects.filter(round=OuterRef("run__round")).order_by("-number")
    return Subquery(runs.values("pk")[:1])


def _counted(found, by):
    counted = found.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _listed(run):
    """Listed organizations on the topics of those for whom nobody was found."""
    alone = RunRow.objects.filter(run=run, offer=None).values("application")
    topics = MatchFacts.topics.through.objects.filter(matchfacts__application__in=alone)
    slugs = topics.values("term")
    known = Q(expertise__topic__in=slugs) | Q(grants__topics__in=slugs)
    keys = Organization.objects.listed().filter(known).values("pk")
    return list(Organization.objects.filter(pk__in=keys).order_by("name", "pk")[:LISTED])
