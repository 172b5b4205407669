"""Solving a round and keeping how, so that it can be solved again to the letter."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from matching import round_facts, round_weights, tasks
from matching.models import ASKED_MOVES, AskedRun, AskedState, MatchRun, RunRow
from partnerships.models import Round

NAMED = 20  # organizations that a report names at most
FORGOTTEN = timedelta(minutes=10)


@dataclass(frozen=True)
class Asked:
    """How a round is to be solved: weights from 0 to 10, and limits where there are any."""

    weights: dict = field(default_factory=lambda: dict(round_weights.USUAL))
    most_of_a_state: int | None = None
    loads: dict = field(default_factory=dict)  # id of a facilitator -> pairs


@transaction.atomic
def solve(*, round, asked: Asked, by, now: datetime) -> MatchRun | AskedRun:
    """Solve `round` and return the run, or the AskedRun of one that is too large to wait for.

    When nothing has changed since the last run, that one is returned and none is added. Raises
    Refused with what contradicts itself.
    """
    _require_weights(asked)
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    facts = round_facts.read(round, now)
    _require_two_sides(facts)
    from matching.round_solving import LARGE  # noqa: PLC0415 - it brings the solver

    near = list(islice(facts.near(), LARGE + 1))
    if len(near) > LARGE:
        return _ask(round, asked, by, now)
    return _kept(round, _found(round, facts, near, asked), asked, by, now)


def _require_weights(asked):
    if wrong := round_weights.wrong(asked.weights):
        raise Refused(" ".join(wrong))


def _require_two_sides(facts):
    if not facts.askers:
        raise Refused(_("No application is ready in this round yet. Read the answers first."))
    if not facts.givers:
        raise Refused(_("Nobody is open to share in this round yet. Ask an organization first."))


def _ask(round, asked, by, now):
    """Leave a large round to be solved behind the page; asked twice, it waits once."""
    made, _new = AskedRun.objects.get_or_create(
        round=round,
        state=AskedState.WAITING,
        defaults={
            "by": by, "at": now, "weights": asked.weights, "loads": asked.loads,
            "most_of_a_state": asked.most_of_a_state,
        },
    )  # fmt: skip
    tasks.hint.after_commit()
    return made


def solve_waiting(now: datetime) -> int:
    """Solve what waits, one after the other; return how many. Of rivals, one keeps each.

    Reading and solving may take minutes and hold no lock: on SQLite nobody else could write.
    """
    waiting = AskedRun.objects.waiting().order_by("at", "pk").values_list("pk", flat=True)
    return sum(_solve_one(key, now) for key in list(waiting))


def _solve_one(key, now) -> bool:
    asked = AskedRun.objects.waiting().select_related("round", "by").filter(pk=key).first()
    if asked is None:
        return False
    given = Asked(asked.weights, asked.most_of_a_state, asked.loads)
    found, said = _tried(asked.round, given, now)
    end = AskedState.REFUSED if said else AskedState.DONE
    try:
        with transaction.atomic():
            Round.objects.select_for_update(of=("self",)).get(pk=asked.round_id)
            states.move(asked, end, moves=ASKED_MOVES, by=None, now=now, said=said)
            if found is not None:
                _kept(asked.round, found, given, asked.by, now)
    except AlreadyMoved:
        return False
    return True


def _tried(round, asked, now):
    """Return (what was found, "") or (None, why it was refused)."""
    try:
        facts = round_facts.read(round, now)
        _require_two_sides(facts)
        return _found(round, facts, list(facts.near()), asked), ""
    except Refused as refused:
        return None, str(refused)


@dataclass(frozen=True)
class Found:
    """What a run keeps: what went in, what came out, and whom both are about."""

    facts: Any
    inputs: dict
    last: MatchRun | None  # the run before it
    result: dict


def _last(round) -> MatchRun | None:
    return MatchRun.objects.filter(round=round).order_by("-number").first()


def _found(round, facts, near, asked) -> Found | MatchRun:
    """Solve the round, or return the last run where it did just that; nothing is written."""
    from matching import round_solving as solving  # noqa: PLC0415 - it brings the solver
    from matching.solving.problem import Unsolvable  # noqa: PLC0415 - likewise

    last = _last(round)
    inputs = _inputs(facts, near, asked, solving, last)
    if last and _is_of(last, inputs, solving):
        return last
    try:
        return Found(facts, inputs, last, solving.solve(inputs))
    except Unsolvable as refused:
        raise Refused(_named(refused.sentences, facts)) from None


def _is_of(run, inputs, solving) -> bool:
    return (run.inputs_digest, run.method) == (solving.digest(inputs), solving.NOW)


def _kept(round, found: Found | MatchRun, asked, by, now) -> MatchRun:
    """Keep what was found as the next run; the caller holds the round."""
    from matching import round_solving as solving  # noqa: PLC0415 - it brings the solver

    if isinstance(found, MatchRun):
        return found
    last = _last(round)
    if last and last != found.last and _is_of(last, found.inputs, solving):
        return last  # a rival found the same meanwhile
    inputs, result, facts = found.inputs, found.result, found.facts
    number = last.number + 1 if last else 1
    run = MatchRun.objects.create(
        round=round, number=number, by=by, at=now, method=solving.NOW, weights=asked.weights,
        most_of_a_state=asked.most_of_a_state, loads=asked.loads, inputs=solving.packed(inputs),
        inputs_digest=solving.digest(inputs), report=_report(result, facts),
        result_digest=solving.digest(result),
    )  # fmt: skip
    RunRow.objects.bulk_create(_rows(run, result, facts), batch_size=500)
    audit.record("solved", run, by=by, now=now)
    return run


def _named(sentences, facts) -> str:
    """Say names where the solver said ids."""
    said = " ".join(sentences)
    for key, one in {**facts.askers, **facts.givers}.items():
        said = said.replace(key, one.row.organization.said)
    return said


# -- what goes in ---------------------------------------------------------------------------------
def _inputs(facts, near, asked, solving, last):
    """Return all that the result hangs on, as plain values in one order."""
    askers, givers = sorted(facts.askers), sorted(facts.givers)
    at = {key: n for names in (askers, givers) for n, key in enumerate(names)}
    found = _levels(facts, near, _Earlier(last, solving))
    pairs = {name: [at[pair[n]] for pair in found] for n, name in enumerate("ij")}
    for name in round_weights.CRITERIA:
        pairs[name] = solving.signs(known[name] for known in found.values())
    return {
        "partners": [
            {
                "id": key,
                "state": facts.askers[key].party.state,
                "known": facts.askers[key].known,
                "lot": facts.askers[key].lot,
            }
            for key in askers
        ],
        "thought_partners": [_giver(key, facts.givers[key]) for key in givers],
        "judged": sorted(map(list, facts.reviews)),
        "pairs": pairs,
        "pins": sorted(map(list, facts.pins)),
        "vetoes": sorted(map(list, facts.vetoes)),
        "weights": asked.weights,
        "most_of_a_state": asked.most_of_a_state,
        "loads": asked.loads,
    }


def _giver(key, giver):
    keeper = giver.row.facilitator_id
    return {
        "id": key, "places": giver.room, "facilitator": str(keeper) if keeper else "",
        "known": giver.known, "lot": giver.lot,
    }  # fmt: skip


def _levels(facts, near, earlier):
    """Return (asker, giver) -> levels of each pair that may be, in the order of their ids."""
    found = {}
    asked = {*near, *facts.reviews, *facts.pins}
    for pair in sorted(pair for pair in asked if pair[1] in facts.givers):
        if pair in facts.reviews or not earlier.knows(pair, facts):
            levels = facts.levels(*pair)
        else:
            levels = earlier.pairs.get(pair)
        if pair in facts.pins:
            levels = levels or facts.suggested(*pair)
        if levels is not None:
            found[pair] = levels
    return found


class _Earlier:
    """The pairs of the last run: what has not changed on either side is not compared again."""

    def __init__(self, last, solving):
        self.known, self.pairs, self.judged = {}, {}, set()
        if last is None or last.method != solving.NOW:
            return
        inputs = solving.unpacked(last.inputs)
        askers, givers = inputs["partners"], inputs["thought_partners"]
        self.known = {row["id"]: row["known"] for row in (*askers, *givers)}
        self.judged = {tuple(pair) for pair in (*inputs["judged"], *inputs["pins"])}
        given = inputs["pairs"]
        columns = [[solving.level(sign) for sign in given[n]] for n in round_weights.CRITERIA]
        for i, j, *levels in zip(given["i"], given["j"], *columns, strict=True):
            pair = askers[i]["id"], givers[j]["id"]
            self.pairs[pair] = dict(zip(round_weights.CRITERIA, levels, strict=True))

    def knows(self, pair, facts) -> bool:
        """Say whether both sides are as they were, and nobody judged or pinned the pair then."""
        one, other = pair
        mine = self.known.get(one) == facts.askers[one].known
        theirs = self.known.get(other) == facts.givers[other].known
        return mine and theirs and pair not in self.judged


# -- what comes out -------------------------------------------------------------------------------
def _report(result, facts):
    """Return what the board says of the run as a whole; few names, whatever its size."""
    tight = result["tightest"]
    if tight:
        counts = {f"{name}_count": len(tight[name]) for name in ("partners", "thought_partners")}
        named = {
            "partners": [_said(facts.askers, key) for key in tight["partners"][:NAMED]],
            "thought_partners": [
                _said(facts.givers, key) for key in tight["thought_partners"][:NAMED]
            ],
        }
        keepers = {
            str(one.row.facilitator_id): one.row.facilitator for one in facts.givers.values()
        }
        tight["facilitators"] = [
            {**each, "facilitator": str(keepers[each["facilitator"]])}
            for each in tight["facilitators"]
        ]
        tight = {**tight, **counts, **named, "groups": [
            {**each, "thought_partner": _said(facts.givers, each["thought_partner"])}
            for each in tight["groups"][:NAMED]
        ]}  # fmt: skip
    return {
        "round": result["round"],
        "compared": result["compared"],
        "tightest": tight,
        "vetoes": len(facts.vetoes),
        "stays": result["stays"],
        "close": len(result["close"]),
        "nobody": sum(not row["possible"] for row in result["rows"]),
    }


def _said(side, key):
    return side[key].row.organization.said


def _rows(run, result, facts):
    close = set(result["close"])
    rows = [_row(run, row, facts, row["partner"] in close) for row in result["rows"]]
    said = {key: (one.row.organization.said, key) for key, one in facts.askers.items()}
    rows.sort(
        key=lambda row: (row.offer_id is not None, not row.close, said[str(row.application_id)])
    )
    for place, row in enumerate(rows, 1):
        row.place = place
    return rows


def _row(run, row, facts, close):
    one, other = row["partner"], row["thought_partner"]
    return RunRow(
        run=run, application_id=one, offer_id=other, stable_id=row["stable"], fit=row["fit"],
        benefit=row["benefit"], pinned=row["pinned"], close=close, possible=row["possible"],
        why=_why(facts, one, other) if other else "",
    )  # fmt: skip


def _why(facts, one, other):
    review = facts.reviews.get((one, other))
    return (review.in_short if review else "") or facts.fit(one, other).line


# -- solving again ------------------------------------------------------------------------
def replay(*, run, by, now: datetime) -> bool:
    """Solve again what is kept of `run`; say whether the same comes out to the last letter.

    Raises Refused when the method has changed since.
    """
    from matching import round_solving as solving  # noqa: PLC0415 - it brings the solver

    if run.method != solving.NOW:
        raise Refused(
            _("Run %(n)s was solved by an earlier method (%(then)s, now %(now)s).")
            % {"n": run.number, "then": run.method, "now": solving.NOW}
        )
    inputs = solving.unpacked(run.inputs)
    whole = solving.digest(inputs) == run.inputs_digest
    same = whole and solving.digest(solving.solve(inputs)) == run.result_digest
    audit.record("replayed", run, by=by, now=now)
    return same


def solve_forgotten(now: datetime) -> int:
    """Solve what no worker has solved within ten minutes; the sweeper asks each minute."""
    if not AskedRun.objects.waiting().filter(at__lt=now - FORGOTTEN).exists():
        return 0
    return solve_waiting(now)
