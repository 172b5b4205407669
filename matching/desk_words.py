"""What the matching desk opens with: what is due, and who waits. Pure."""

from django.utils.translation import ngettext

from foundation.dates import say_day
from foundation.numbers import spelled, spelled_first

from .models import ApplicationState as A

IN_LINE = (A.READY, A.WAITLISTED)


def lead(forms) -> str:
    """Return what `forms`, all that stand on the desk and due first, ask for; "" for nothing."""
    due = [form for form in forms if form.state == A.SUBMITTED]
    apart = [form for form in forms if form.state == A.ASSESSING and form.apart]
    alone = [form for form in forms if form.state in IN_LINE]
    return " ".join([*_due(due), *_apart(apart), *_alone(alone)])


def _due(forms):
    if forms:
        text = ngettext(
            "%(n)s waits for a first answer, by %(day)s.",
            "%(n)s wait for a first answer, the next by %(day)s.",
            len(forms),
        )
        yield text % {"n": spelled_first(len(forms)), "day": say_day(forms[0].answer_by)}


def _apart(forms):
    if forms:
        text = ngettext(
            "Two readers have to talk about %(n)s form.",
            "Two readers have to talk about %(n)s forms.",
            len(forms),
        )
        yield text % {"n": spelled(len(forms))}


def _alone(forms):
    if forms:
        text = ngettext(
            "%(n)s is ready and has no partner yet.", "%(n)s are ready and have no partner yet.",
            len(forms),
        )  # fmt: skip
        yield text % {"n": spelled_first(len(forms))}
