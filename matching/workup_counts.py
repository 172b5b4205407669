"""How many of those who were told to prepare first have a partnership by now (domain 0.24)."""

from django.db.models import Count, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.counting import PerGroup
from foundation.numbers import spelled, spelled_first
from partnerships.models import Program

from .models import Application, ApplicationState, Reply

FEWEST = 3  # organizations; fewer would be told one by one
A = ApplicationState
BECAME = {
    "told": Q(),
    "matched": Q(state=A.MATCHED),
    "prepares": Q(state=A.PREPARING),
}


def columns() -> dict:
    """Annotate a program with what `sentence` takes: how many organizations were told, and so on.

    An organization counts once, however often it was told; one that withdrew does not count.
    """
    told = Reply.objects.filter(application__isnull=False, result=A.PREPARING)
    rows = Application.objects.filter(
        round__program=OuterRef("pk"), pk__in=told.values("application")
    )
    by_program = rows.exclude(state=A.WITHDRAWN).order_by().values("round__program")
    number = Count("organization", distinct=True)
    return {
        name: PerGroup(by_program.filter(became).annotate(n=number).values("n"))
        for name, became in BECAME.items()
    }


def sentences(programs, *, most: int) -> list[str]:
    """Return the sentences of the first `most` of `programs` (ids) by name; one query."""
    rows = Program.objects.filter(pk__in=programs).annotate(**columns()).order_by("name", "pk")
    return [sentence(*counts) for counts in rows.values_list(*BECAME)[:most]]


def sentence(told: int, matched: int, prepares: int) -> str:
    """Return a sentence with counts and no rate, or why there is none yet."""
    if told == 0:
        return _("No organization was asked to prepare first.")
    if told < FEWEST:
        return _("Too few were asked to prepare first to say what became of them.")
    said = {"told": spelled_first(told), "n": _spelled(matched)}
    text = ngettext(
        "%(told)s organizations were asked to prepare first: %(n)s has a partnership now",
        "%(told)s organizations were asked to prepare first: %(n)s have a partnership now",
        matched,
    )
    if not prepares:
        return f"{text % said}."
    still = ngettext("%(n)s still prepares.", "%(n)s still prepare.", prepares)
    return f"{text % said}, {still % {'n': _spelled(prepares)}}"


def _spelled(number: int) -> str:
    return spelled(number) if number else _("none")
