"""Is a lesson concrete enough to be used elsewhere? Pure, in words, and it never blocks saving."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Check:
    """One line of "Concrete enough?"."""

    text: str
    holds: bool


def checks(insight) -> list[Check]:
    """Return what it says and lacks (domain 0.54, 0.49): advice, case, setting, failure."""
    return [
        _check(insight.strategy, _("Says what to do"), _("Say in one sentence what to do")),
        _check(
            insight.example,
            _("Has a real case"),
            _("Add one real case: where, when, what happened"),
        ),
        _check(
            insight.setting,
            _("Says what kind of setting it came from"),
            _("Say where it comes from: who, how many, what kind of place"),
        ),
        _check(
            insight.failed_where,
            _("Names where it failed"),
            _("Where did it not work? One line helps most"),
        ),
    ]


def _check(text, holds, waits):
    there = bool(text.strip())
    return Check(holds if there else waits, there)


def travel_problem(insight) -> str:
    """Return why `insight` may not travel as far as it says, a sentence, or "" (domain 0.57)."""
    boundary = _standing(insight)
    if boundary and not boundary.closed and insight.level > boundary.level:
        return _(
            "In the charter “%(material)s” goes only as far as this: %(level)s. Whoever decides"
            " for that side can change the list first."
        ) % {"material": boundary.material, "level": boundary.get_level_display()}
    return closed_problem(insight)


def closed_problem(insight) -> str:
    """Return that what `insight` shows is closed, a sentence, or "" (domain 0.57)."""
    boundary = _standing(insight)
    if boundary is None or not boundary.closed:
        return ""
    return _("“%(material)s” is closed in the charter: it is not shared, and nobody asks.") % {
        "material": boundary.material
    }


def _standing(insight):
    """What was taken off the list of the charter rules nothing any more (section 2.1, retired)."""
    boundary = insight.boundary
    return boundary if boundary and boundary.retired_at is None else None
