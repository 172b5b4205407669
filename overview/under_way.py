"""What is under way on a facilitator's home on which nothing else stands."""

from django.utils.translation import ngettext

from foundation.numbers import spelled_first
from matching import under_way as matching
from partnerships.models import RUNNING, FacilitatorAssignment, Partnership

EVER = ("forms_held", "offers_held", "partnerships_held")


def of_facilitator(user, led) -> tuple[list[str], bool]:
    """Return what is under way, and whether `user` has never looked after anything; one query.

    `led` are the programs whose facilitation they lead.
    """
    counts = matching.counted(
        user,
        led=Partnership.objects.filter(round__program__in=led, phase__in=RUNNING),
        partnerships_held=FacilitatorAssignment.objects.filter(user=user),
    )
    found = matching.sentences(counts) + _led(counts.get("led", 0))
    return found, not found and not any(counts.get(kind) for kind in EVER)


def _led(n: int) -> list[str]:
    text = ngettext(
        "%(n)s partnership runs in your programs. You read here if it stands still.",
        "%(n)s partnerships run in your programs. You read here which of them stand still.",
        n,
    )
    return [text % {"n": spelled_first(n)}] if n else []
