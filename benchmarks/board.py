"""Prints, as JSON, what the board of a large round costs: solving it, and each page around it.

SEEDBED_MODE=test .venv/bin/python benchmarks/board.py [10000 2000 400]   (nothing is kept)

A directory of so many listed organizations; a round in which so many ask and so many could share,
each on one topic, so that one pair in twenty is near.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import benchmarks.bench  # noqa: E402, F401, I001 - sets Django up for what follows

# isort: split
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.bench import (  # noqa: E402
    analyzed,
    database,
    lead,
    opened,
    signed_in,
    timed,
)
from benchmarks.directory import fill  # noqa: E402
from foundation import clock  # noqa: E402
from matching.models import Application, MatchFacts, MatchRun, Offer  # noqa: E402
from matching.round_facts import read  # noqa: E402
from matching.round_weights import USUAL  # noqa: E402
from partnerships.models import (  # noqa: E402
    Expertise,
    Initiative,
    Organization,
    Round,
    Term,
)

TOPICS = 20  # so that one pair in twenty shares one
WORDS = "Half of our new teachers leave before their third year, and nobody knows quite why. "


def filled(round, by, asking: int, sharing: int, now) -> None:
    """Fill `round` with ready applications and willing offers, each on one of TOPICS topics."""
    stamp = {"created_at": now, "changed_at": now}
    topics = [
        Term.objects.create(
            vocabulary="topic", slug=f"invented_{n}", label=f"Invented {n}", order=n
        )
        for n in range(TOPICS)
    ]
    names = [f"Asks {n:05} Schools" for n in range(asking)]
    names += [f"Shares {n:05} University" for n in range(sharing)]
    made = [
        Organization(name=name, state=("TX", "OH", "MI", "NM")[n % 4], enrolled_at=now, **stamp)
        for n, name in enumerate(names)
    ]
    Organization.objects.bulk_create(made, 500)
    askers, givers = made[:asking], made[asking:]
    plans = [Initiative(organization=row, title=f"Plan {n}", stage="designing", **stamp)
             for n, row in enumerate(askers)]  # fmt: skip
    Initiative.objects.bulk_create(plans, 500)
    forms = [
        Application(organization=row, round=round, initiative=plan, facilitator=by, state="ready",
                    title=plan.title, challenge=WORDS, hoped_for=WORDS, doing=WORDS, kind_fits=True,
                    submitted_at=now, submitted_by=by, answer_by=now.date(), screened_at=now,
                    screened_by=by, work_is_active=True, stage="designing", **stamp)
        for row, plan in zip(askers, plans, strict=True)
    ]  # fmt: skip
    Application.objects.bulk_create(forms, 500)
    facts = [MatchFacts(application=row, **stamp) for row in forms]
    MatchFacts.objects.bulk_create(facts, 500)
    bind = MatchFacts.topics.through
    bind.objects.bulk_create(
        [bind(matchfacts=row, term=topics[n % len(topics)]) for n, row in enumerate(facts)], 500
    )
    Offer.objects.bulk_create(
        [Offer(organization=row, round=round, facilitator=by, state="willing",
               places=5, **stamp) for row in givers], 500,
    )  # fmt: skip
    Expertise.objects.bulk_create(
        [Expertise(organization=row, topic=topics[n % len(topics)], claim=f"Claim {n}", **stamp,
                   depth=3 + n % 2, state="confirmed", confirmed_on=now.date())
         for n, row in enumerate(givers)], 500,
    )  # fmt: skip


def measured(client, round) -> dict:
    """Solve `round` three times as a facilitator does, and open each page around it."""
    told: dict = {"near_pairs": sum(1 for _pair in read(round, clock.now()).near())}
    url, weights = (
        reverse("matching:solve_round", args=[round.pk]),
        {**USUAL, "most_of_a_state": ""},
    )
    for name, changed in (
        ("first", {}),
        ("one weight changed", {"deep": 5}),
        ("again", {"share": 7}),
    ):
        answer, spent = timed(lambda given={**weights, **changed}: client.post(url, given))
        told[f"solve: {name}"] = {"status": answer.status_code, **spent}
    told["runs"] = MatchRun.objects.filter(round=round).count()
    form = Application.objects.filter(round=round).order_by("pk")[0]
    board, compared = (reverse(f"matching:{name}", args=[round.pk])
                       for name in ("round", "compare_runs"))  # fmt: skip
    pages = {
        "desk": reverse("matching:desk"),
        "board": board,
        "board: an earlier run": f"{board}?run=1",
        "two runs": f"{compared}?a=1&b=2",
        "decide otherwise": reverse("matching:place", args=[form.pk]),
        "candidates": reverse("matching:candidates", args=[form.pk]),
        "without a partner": reverse("matching:second_round", args=[round.pk]),
        "ask an organization": reverse("matching:invite", args=[round.pk]),
        "who got what": reverse("matching:fairness", args=[round.program_id]),
        "what judgments came with": reverse("learned", args=[round.program_id]),
    }
    return told | {name: opened(client, url) for name, url in pages.items()}


def main(listed, asking, sharing):
    """Fill a database of its own and measure."""
    with database():
        now = clock.now()
        by, program = lead(now)
        round = Round.objects.create(
            program=program, name="Spring", state="open", opens_on=now.date(), places=sharing,
            closes_on=now.date().replace(year=now.year + 1), created_at=now, changed_at=now,
        )  # fmt: skip
        fill(0, listed, now)
        filled(round, by, asking, sharing, now)
        analyzed()
        told = {"database": connection.vendor, "listed": listed, "ask": asking, "share": sharing}
        told |= measured(signed_in(by), round)
    print(json.dumps(told, indent=1))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(*(list(map(int, sys.argv[1:])) or [10_000, 2_000, 400]))
