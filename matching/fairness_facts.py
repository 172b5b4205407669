"""The cases of the fairness view, read from a program's applications in three queries."""

import datetime
from collections import defaultdict

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from foundation.models import Transition
from partnerships.models import Term

from .fairness import Case
from .models import Application, ApplicationState, MatchFacts, MatchProposal
from .second_round import first_ready

A = ApplicationState
READY_OR_BEYOND = {A.READY, A.WAITLISTED, A.PROPOSED, A.MATCHED}


def cases(user, program, now: datetime.datetime) -> list[Case]:
    """Return one case for each application sent in `program` that `user` may look after."""
    settings = _settings(program)
    rows = Application.objects.in_care_of(user).filter(round__program=program)
    rows = rows.exclude(submitted_at=None).annotate(
        ready_at=first_ready(),
        sector=Coalesce("organization__type__sector__label", "organization__sector__label"),
        matched_at=Subquery(_moved(A.MATCHED).values("at")[:1]),
        was_proposed=Exists(
            MatchProposal.objects.filter(application=OuterRef("pk")).exclude(sent_at=None)
        ),
    )
    values = rows.values_list(
        "pk", "organization__state", F("organization__type__label"), "sector", "ready_at",
        "was_proposed", "matched_at", "state",
    )  # fmt: skip
    return [_case(row, settings, now) for row in values.iterator(chunk_size=2000)]


def _moved(state):
    moves = Transition.objects.filter(
        context_kind="matching.application", context_id=OuterRef("pk"), new=state
    )
    return moves.order_by("at")


def _settings(program):
    """Return {application: its settings}, from what its facilitator said it is about."""
    found: dict = defaultdict(list)
    rows = MatchFacts.objects.filter(
        application__round__program=program,
        contexts__vocabulary=Term.Vocabulary.CONTEXT,
    )
    for key, label in rows.values_list("application", "contexts__label"):
        found[key].append(label)
    return found


def _case(row, settings, now):
    key, place, kind, sector, ready_at, proposed, matched_at, state = row
    unknown = _("not said yet")
    return Case(
        settings=tuple(settings.get(key, ())) or (unknown,),
        state=place or unknown,
        kind=kind or unknown,
        sector=sector or unknown,
        ready=ready_at is not None or state in READY_OR_BEYOND,
        proposed=proposed,
        matched=state == A.MATCHED,
        waited=_waited(ready_at, matched_at, state, now),
    )


def _waited(ready_at, matched_at, state, now):
    """Whole days from ready to matched or, while it waits, to now; None for all others."""
    until = matched_at or (now if state in READY_OR_BEYOND else None)
    return max(0, (until - ready_at).days) if ready_at and until else None
