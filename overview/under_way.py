"""What is under way on a facilitator's home on which nothing else stands."""

from django.utils.translation import ngettext

from foundation.numbers import spelled_first
from matching import under_way as matching
from partnerships.models import RUNNING, FacilitatorAssignment, Partnership

EVER = ("forms_held", "offers_held", "partnerships_held")


def of_facilitator(user, led) -> tuple[list[str], str, bool]:
    """Return what is under way in matching, in the programs `led` by `user`, and whether they are
    new: they have never looked after anything. One query.
    """
    counts = matching.counted(
        user,
        led=Partnership.objects.filter(round__program__in=led, phase__in=RUNNING),
        partnerships_held=FacilitatorAssignment.objects.filter(user=user),
    )
    found, running = matching.sentences(counts), _led(counts.get("led", 0))
    known = found or running or any(counts.get(kind) for kind in EVER)
    return found, running, not known


def _led(n: int) -> str:
    text = ngettext(
        "%(n)s partnership runs in your programs. You read here if it stands still.",
        "%(n)s partnerships run in your programs. You read here which of them stand still.",
        n,
    )
    return text % {"n": spelled_first(n)} if n else ""
