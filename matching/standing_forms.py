"""Where the forms of a person's organization stand: a line for their home, with a day and a link.

The rows join the query of asks.py: ("stands:<kind>:<state>", id, organization, title, day).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.dates import say_day
from foundation.models import Transition

from .models import (
    Application,
    ApplicationState,
    Arrival,
    ArrivalState,
    MatchProposal,
    Offer,
    OfferState,
    ProposalState,
    Reply,
)
from .models.applications import SHAPES as APPLICATION_SHAPES
from .models.offers import SHAPES as OFFER_SHAPES
from .workdays import hear_on

A, O = ApplicationState, OfferState  # noqa: E741 - two life cycles side by side
MARK = "stands:"
SENT = (A.SUBMITTED, A.ASSESSING, A.READY, A.PREPARING, A.TALK, A.NOT_NOW, A.INELIGIBLE,
        A.PROPOSED, A.WAITLISTED)  # fmt: skip
ANSWERED = (O.ANSWERED, O.WILLING, O.BUILD_FIRST, O.TALK)
DECLINED_STANDS = timedelta(days=30)  # how long a no to a wish stands on its person's home
MOVED = (A.PROPOSED, A.WAITLISTED)  # told with the day on which it came to be so
PROMISED = (A.SUBMITTED, A.ASSESSING)  # an answer, by a day that their pages name
REPLIED = {A.READY, A.PREPARING, A.TALK, A.NOT_NOW, A.INELIGIBLE, O.WILLING, O.BUILD_FIRST}


@dataclass(frozen=True)
class Line:
    """`what` in the words of its people, `state` with its `shape`, `when` a day said in words."""

    what: str
    state: str
    shape: str
    when: str
    url: str


def rows(user, said, asked, read, now):
    """Return three querysets for the union; `asked` holds where nine questions still wait.

    `read` are the sheets of a form that were signed off.
    """
    forms = Application.objects.of_organizations_of(user).of_current_rounds()
    forms = forms.filter(state__in=SENT).exclude(Q(state=A.ASSESSING) & Q(asked))
    offers = Offer.objects.of_organizations_of(user).of_current_rounds()
    offers = offers.filter(state__in=ANSWERED)
    matched = MatchProposal.objects.filter(offer=OuterRef("pk"), state=ProposalState.MATCHED)
    offers = offers.exclude(Exists(matched))  # its partnership stands on the same page
    promised = When(state=A.SUBMITTED, then=Cast("answer_by", DateTimeField()))
    signed = Cast(Subquery(read.values("signed_off_at")[:1]), DateTimeField())
    heard = When(state=A.ASSESSING, then=Coalesce(signed, "screened_at"))
    moved = When(state__in=MOVED, then=Coalesce(_moved(), "screened_at", "changed_at"))
    settled = Q(state=ArrivalState.DECLINED, settled_at__gt=now - DECLINED_STANDS)
    wishes = Arrival.objects.filter(Q(state=ArrivalState.WAITING) | settled, user=user)
    return [
        wishes.values_list(
            _kind("arrival"), "pk", said, Value("", CharField()), Coalesce("settled_at", "at")
        ),
        forms.values_list(
            _kind("form"), "pk", said, "title",
            Case(
                promised, heard, moved, *_steps("application"),
                default=Coalesce("screened_at", "changed_at"),
            ),
        ),
        offers.values_list(
            _kind("offer"), "pk", said, Value("", CharField()),
            Case(*_steps("offer"), default=Coalesce("answered_at", "changed_at")),
        ),
    ]  # fmt: skip


def listed(user) -> Q:
    """Say in SQL whether the list of forms of `user`'s organizations holds anything."""
    forms = Application.objects.of_organizations_of(user)
    offers = Offer.objects.of_organizations_of(user)
    wishes = Arrival.objects.filter(user=user, state=ArrivalState.WAITING)
    return Q(Exists(forms)) | Q(Exists(offers)) | Q(Exists(wishes))


def _moved():
    """Return when a form came into the state it is in."""
    rows = Transition.objects.filter(
        context_kind=Application._meta.label_lower, context_id=OuterRef("pk"), field="state",
        new=OuterRef("state"),
    )  # fmt: skip
    return Subquery(rows.order_by("-at").values("at")[:1])


def line(row, today: date) -> Line:
    """Return the Line of one of these rows; a day before `today` is told as one that went by."""
    kind, pk, said, title, day = row
    _mark, what, state = kind.split(":")
    if what == "arrival":
        label, page = str(ArrivalState(state).label), f"{reverse('matching:go_on')}?wish={pk}"
        return Line(said, label, "", _("Since %(day)s") % {"day": say_day(day)}, page)
    if what == "offer":
        label, shape = str(O(state).label), OFFER_SHAPES.get(O(state), "")
        name = _("%(said)s, sharing what you learned") % {"said": said}
    else:
        read = _("Your nine answers are with the facilitator")
        label = read if state == A.ASSESSING else str(A(state).label)
        shape = APPLICATION_SHAPES.get(A(state), "")
        name = f"{said}, {title}"
    page = reverse(f"matching:{'offer' if what == 'offer' else 'application'}", args=[pk])
    return Line(name, label, shape, _when(state, day, today), page)


def _when(state: str, moment: datetime, today: date) -> str:
    """Say a promised day, which stands as midnight in UTC, or the reader's day of what happened.

    Of nine answers `moment` is when they were signed off, from which their day counts.
    """
    day = moment.date()
    if state in PROMISED:
        day = hear_on(moment) if state == A.ASSESSING else day
        told = {"day": say_day(day)}
        if day < today:
            return _("We promised an answer by %(day)s and are late") % told
        return _("You hear from us by %(day)s") % told
    told = {"day": say_day(day)}
    if state in REPLIED:
        if day < today:
            return _("The next step was planned for %(day)s") % told
        return _("Next step: %(day)s") % told
    return _("Since %(day)s") % {"day": say_day(moment)}


def _kind(what):
    return Concat(Value(f"{MARK}{what}:"), F("state"), output_field=CharField())


def _steps(about):
    """The day of the next step that the newest reply names, in the states a reply brings."""
    newest = Reply.objects.filter(**{about: OuterRef("pk")}).order_by("-at")
    day = Subquery(newest.values("next_on")[:1])
    moment = Coalesce(Cast(day, DateTimeField()), "changed_at")
    return [When(state__in=[*REPLIED], then=moment)]
