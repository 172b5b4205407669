"""What a pair and its proposal ask: of the facilitator, and of who decides for a side.

The rows join the queries of asks.py: (kind, id, organization, words, moment, mark).
"""

from datetime import timedelta

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
from django.db.models.functions import Cast, Least
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask
from partnerships.asks_names import said_of

from . import authority, deadlines
from .models import (
    AlignmentReview,
    Application,
    ApplicationState,
    Consent,
    MatchProposal,
    Offer,
    OfferState,
    ProposalState,
)

S = ProposalState
PAGES = {"ready": "candidates", "judged": "propose"}  # the others lead to the proposal
AGAIN = "again"  # words of a leader's row: both answer once more
NAMED = {"ready", "judged", "drafted", "settle", "expiring"}


def rows_for_facilitator(user, now):
    """Return a union of what waits for the one who matches; each branch a condition of a state."""
    held = MatchProposal.objects.filter(application__in=_held(user))
    one_open = held.filter(state=S.SENT, answered_at=None)
    both_in = held.filter(state=S.SENT, answered_at__isnull=False)
    soon = Q(partner_until__lte=now + deadlines.SOON) | Q(
        thought_partner_until__lte=now + deadlines.SOON
    )
    return [
        _ready(user, judged=False),
        _ready(user, judged=True),
        _proposals("drafted", held.filter(state=S.DRAFTED), F("changed_at")),
        _proposals("settle", both_in, F("answered_at")),
        _proposals(
            "expiring", one_open.filter(soon), Least("partner_until", "thought_partner_until")
        ),
    ]


def _held(user):
    return Application.objects.held_by(user).values("pk")


def _ready(user, *, judged):
    first = AlignmentReview.objects.filter(
        application=OuterRef("pk"), judgment="first", offer__round=OuterRef("round")
    )
    first = first.exclude(Exists(MatchProposal.objects.refused().filter(review=OuterRef("pk"))))
    willing = Offer.objects.filter(round=OuterRef("round"), state=OfferState.WILLING)
    standing = MatchProposal.objects.filter(
        application=OuterRef("pk"), state__in=[S.DRAFTED, S.SENT]
    )
    rows = Application.objects.filter(pk__in=_held(user), state=ApplicationState.READY)
    rows = rows.filter(Exists(willing), ~Exists(standing))
    rows = rows.filter(Exists(first) if judged else ~Exists(first))
    key = Subquery(first.values("pk")[:1]) if judged else F("pk")
    return rows.values_list(
        _text("judged" if judged else "ready"), key, said_of("organization"), "title",
        _moment("changed_at"), Exists(first),
    )  # fmt: skip


def _proposals(kind, rows, moment):
    return rows.values_list(
        _text(kind), "pk", said_of("application__organization"), said_of("offer__organization"),
        Cast(moment, DateTimeField()), Exists(Consent.objects.none()),
    )  # fmt: skip


def of_facilitator(row) -> Ask:
    """Return the Ask of one of these rows."""
    kind, pk, said, words, at, _mark = row
    alone = kind in {"ready", "judged"}
    where = f"{said}, {words}" if alone else _("%(one)s and %(two)s") % {"one": said, "two": words}
    page = reverse(f"matching:{PAGES.get(kind, 'proposal')}", args=[pk])
    rank, minutes = {
        "ready": (3, 15),
        "judged": (3, 10),
        "drafted": (2, 5),
        "settle": (1, 15),
        "expiring": (1, 5),
    }[kind]
    sentence, why, button = _words(kind)
    return Ask(rank, at, where, sentence, why, button, page, minutes=minutes)


def _words(kind) -> tuple[str, str, str]:
    """Return what waits, why, and the button."""
    return {
        "ready": (
            _("They are ready for a partner."),
            _("Who is open to share is compared with what they are doing."),
            _("Look at the candidates"),
        ),
        "judged": (
            _("Your first choice can be proposed."),
            _("They wait for a word about a partner."),
            _("Write the proposal"),
        ),
        "drafted": (
            _("The proposal is written and not sent."),
            _("Nobody has read it yet."),
            _("Look it over and send it"),
        ),
        "settle": (
            _("Both have answered, and something is left to do."),
            _("Neither of them knows how the other answered."),
            _("Read it and settle it"),
        ),
        "expiring": (
            _("A proposal ends soon, and an answer is missing."),
            _("A call helps more than a mail."),
            _("See who has not answered"),
        ),
    }[kind]


def rows_for_leaders(user, now):
    """Return what waits for who decides: proposals their side has not answered in time yet."""
    led = authority.led_by(user)
    return [
        _unanswered("partner", "application__organization", led, now),
        _unanswered("thought_partner", "offer__organization", led, now),
    ]


def _unanswered(side, organization, led, now):
    given = Consent.objects.filter(proposal=OuterRef("pk"), side=side, turn=OuterRef("turn"))
    rows = MatchProposal.objects.filter(
        **{f"{organization}__in": led, f"{side}_until__gt": now},
        state=S.SENT, answered_at=None,
    )  # fmt: skip
    turn = Case(When(turn__gt=1, then=_text(AGAIN)), default=_text(""))
    return rows.exclude(Exists(given)).values_list(
        _text("proposal"), "pk", said_of(organization), turn, f"{side}_until"
    )


def of_leader(row) -> Ask:
    """Return the Ask of one of these rows. The other organization is named on the page only.

    Another button makes it another row: who put off the first question meets the second.
    """
    _kind, pk, said, turn, until = row
    sentence, button = _("A partner is proposed. Read one page and answer."), _("Read and answer")
    if turn == AGAIN:
        sentence = _("Something was settled with both. Read it, and answer once more.")
        button = _("Read and answer once more")
    return Ask(
        1,
        until - timedelta(seconds=1),
        said,
        sentence,
        _("The other side does not see whether or how you answered until both have."),
        button,
        reverse("matching:proposal", args=[pk]),
        minutes=5,
        who_sees=_("Those who decide with you, and the facilitator."),
        skipped=_("After fourteen days the proposal ends, and nothing is lost."),
    )


def _text(value):
    return Value(value, output_field=CharField())


def _moment(name):
    return Cast(F(name), DateTimeField())
