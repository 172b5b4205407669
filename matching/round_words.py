"""What a run says of a round, in sentences: who is served, what runs out, how firm it is. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.numbers import spelled_first

from .round_weights import CRITERIA, LABELS, LEAST, MOST
from .wording import listed

WAYS = {
    "fair": gettext_lazy("Proposed here: most served, then the best weakest pair, then the total"),
    "best_total": gettext_lazy("The best total alone"),
    "stable": gettext_lazy("Stable: no two would rather have each other"),
    "greedy": gettext_lazy("Always the best pair that is left"),
}
SPOKEN = 6  # organizations named in one sentence


def heading(report: dict) -> str:
    """Return the finding of a run."""
    served, asked = report["compared"]["fair"]["served"], report["round"]["partners"]
    if served == asked:
        text = ngettext(
            "There is a thought partner for the one who asks",
            "There is a thought partner for all %(n)s",
            asked,
        )
        return text % {"n": asked}
    return _("There is a thought partner for %(served)s of %(asked)s") % {
        "served": served, "asked": asked,
    }  # fmt: skip


def moved(came: int, went: int) -> str:
    """Return who has come and who has gone since a run was solved, in a sentence each."""
    said = []
    if came:
        text = ngettext(
            "%(n)s asks now who did not when this was solved.",
            "%(n)s ask now who did not when this was solved.",
            came,
        )
        said.append(text % {"n": spelled_first(came)})
    if went:
        text = ngettext(
            "%(n)s of this run is matched or asks no more.",
            "%(n)s of this run are matched or ask no more.",
            went,
        )
        said.append(text % {"n": spelled_first(went)})
    return " ".join(said)


def shortage(report: dict) -> list[str]:
    """Return why not everybody is served, in numbers; [] when everybody is."""
    said, size, tight = [], report["round"], report["tightest"]
    if tight:
        asked = {"n": size["partners"], "places": size["places"]}
        said.append(_("%(n)s ask, %(places)s places.") % asked)
        said.append(_only(tight))
        said += [_carried(each) for each in tight["facilitators"]]
        said += [_of_a_state(each) for each in tight["groups"]]
    if nobody := report["nobody"]:
        text = ngettext(
            "For one nobody is known to fit yet. Say what it is about, or ask another organization"
            " to share.",
            "For %(n)s nobody is known to fit yet. Say what they are about, or ask another"
            " organization to share.",
            nobody,
        )
        said.append(text % {"n": nobody})
    return said


def _only(tight) -> str:
    who = _names(tight["partners"], tight["partners_count"])
    whom = _names(tight["thought_partners"], tight["thought_partners_count"])
    text = ngettext(
        "%(who)s can only go to %(whom)s: one place too few.",
        "%(who)s can only go to %(whom)s: %(n)s places too few.",
        tight["short_by"],
    )
    return text % {"who": who, "whom": whom, "n": tight["short_by"]}


def _names(named, count):
    if count <= SPOKEN:
        return listed(named)
    return _("%(names)s and %(n)s more") % {
        "names": ", ".join(named[:SPOKEN]),
        "n": count - SPOKEN,
    }


def _carried(each) -> str:
    text = ngettext("%(who)s can carry one more.", "%(who)s can carry %(n)s more.", each["load"])
    return text % {"who": each["facilitator"], "n": each["load"]}


def _of_a_state(each) -> str:
    text = _("%(whom)s takes %(n)s more from %(state)s.")
    return text % {"whom": each["thought_partner"], "n": each["most"], "state": each["group"]}


def ways(report: dict) -> list[tuple[str, dict]]:
    """Return (name, figures) of each way the round could have gone."""
    return [(str(name), report["compared"][key]) for key, name in WAYS.items()]


def firmness(report: dict, weights: dict) -> list[tuple[str, int, str, bool]]:
    """Return (criterion, weight, sentence, firm) of each weight."""
    return [(str(LABELS[name]), weights[name], *_firm(name, report, weights)) for name in CRITERIA]


def _firm(name, report, weights):
    low, high = report["stays"][name]
    if (low, high) == (LEAST, MOST):
        return _("Whatever it is, the proposal stays."), True
    span = {"low": low, "high": high}
    if low == high:
        text = _("The proposal stays only at %(low)s.") % span
    else:
        text = _("The proposal stays from %(low)s to %(high)s.") % span
    moved = (low == weights[name] > LEAST) or (high == weights[name] < MOST)
    if not moved:
        return text, True
    return " ".join([text, _("A judgment call: talk to both.")]), False


FIGURES = {
    "served": gettext_lazy("Served"),
    "weakest": gettext_lazy("Weakest pair"),
    "fifth_percentile": gettext_lazy("19 of 20 pairs weigh at least"),
    "total": gettext_lazy("Total"),
    "blocking_pairs": gettext_lazy("Pairs that would rather have each other"),
}
