"""Two runs of one round side by side: what went in otherwise, what came out otherwise."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.fields import number_or_none
from foundation.numbers import spelled
from foundation.paging import keyset
from partnerships.asks_names import said_of

from . import round_board, round_words
from .models import MatchRun, RunRow
from .round_weights import CRITERIA, LABELS

ORDER = [  # what counts after who is served (docs/matching.md)
    ("weakest", gettext_lazy("Run %(b)s serves as many as run %(a)s, its weakest pair is better"),
     gettext_lazy("Run %(b)s serves as many as run %(a)s, its weakest pair is weaker")),
    ("total", gettext_lazy("Run %(b)s serves as many as run %(a)s, and better in all"),
     gettext_lazy("Run %(b)s serves as many as run %(a)s, and less well in all")),
]  # fmt: skip


@dataclass
class Comparison:
    """`first` and `second`: two runs, the earlier one first; `page` holds who changed."""

    first: MatchRun
    second: MatchRun
    page: Any

    @property
    def heading(self) -> str:
        """Say which run serves more; of two that serve as many, which holds its weakest pair up.

        What pairs weigh is compared only where both runs weighed them alike.
        """
        then, now = self._figures()
        both = {"a": self.first.number, "b": self.second.number}
        if more := now["served"] - then["served"]:
            return _more_served(both, more)
        if self.first.weights != self.second.weights:
            return _("Run %(b)s serves as many as run %(a)s, by other weights") % both
        for key, better, worse in ORDER:
            if then[key] != now[key]:
                return (better if now[key] > then[key] else worse) % both
        return _("Run %(b)s comes out like run %(a)s") % both

    @property
    def inputs(self) -> list[tuple[str, str, str]]:
        """Return (what, then, now) of the weights and limits that differ."""
        return [(what, str(then), str(now)) for what, (then, now) in self._put_in() if then != now]

    def _put_in(self):
        """Yield (what, values of both runs)."""
        both = self.first, self.second
        for name in CRITERIA:
            yield str(LABELS[name]), [run.weights[name] for run in both]
        most = [run.most_of_a_state or _("no limit") for run in both]
        yield _("At most of one state at one thought partner"), most
        for key, what in (
            ("partners", _("Who asks")), ("places", _("Places")), ("pairs", _("Pairs that may be")),
            ("pins", _("Kept together")),
        ):  # fmt: skip
            yield what, [run.report["round"][key] for run in both]
        yield _("Kept apart"), [run.report["vetoes"] for run in both]
        yield _("Limits of what facilitators carry"), [_carried(run) for run in both]

    @property
    def figures(self) -> list[tuple[str, Any, Any]]:
        """Return (what, then, now) of each figure of the proposal."""
        then, now = self._figures()
        return [(str(name), then[key], now[key]) for key, name in round_words.FIGURES.items()]

    def _figures(self):
        return [run.report["compared"]["fair"] for run in (self.first, self.second)]

    @property
    def same(self) -> bool:
        """True where the same went in, so that nothing can have changed."""
        return self.first.result_digest == self.second.result_digest


def _more_served(both, more) -> str:
    if more > 0:
        text = ngettext("Run %(b)s serves %(n)s more than run %(a)s",
                        "Run %(b)s serves %(n)s more than run %(a)s", more)  # fmt: skip
    else:
        text = ngettext("Run %(b)s serves %(n)s fewer than run %(a)s",
                        "Run %(b)s serves %(n)s fewer than run %(a)s", -more)  # fmt: skip
    return text % {**both, "n": spelled(abs(more))}


def _carried(run):
    return ", ".join(str(most) for _key, most in sorted(run.loads.items())) or _("none")


def load(round, user, *, first: str, second: str, after: str) -> Comparison | None:
    """Compare two runs by number, without numbers the newest two; None where there are not two.

    Four queries, whatever the size.
    """
    runs = MatchRun.objects.visible_to(user).filter(round=round).without_inputs()
    wanted = [n for text in (first, second) if (n := number_or_none(text)) is not None]
    if len(set(wanted)) == 2:
        runs = runs.filter(number__in=wanted)
    found = sorted(runs.order_by("-number")[:2], key=lambda run: run.number)
    if len(found) < 2:
        return None
    one, other = found
    return Comparison(one, other, keyset(changed(one, other, user), after, by=("place",)))


def changed(first, second, user):
    """Return the rows of `second` whose thought partner is another than in `first`."""
    then = RunRow.objects.filter(run=first, application=OuterRef("application"))
    rows = round_board.rows(second, user).annotate(
        was=Subquery(then.values("offer")[:1]),
        was_said=Subquery(then.values(told=said_of("offer__organization"))[:1]),
        was_there=Exists(then),
    )
    same = Q(was_there=True) & (Q(offer=F("was")) | Q(offer=None, was=None))
    return rows.exclude(pk__in=rows.filter(same).values("pk"))
