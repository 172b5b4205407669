"""What the facilitator's page of a form opens with: where it stands, and why. Pure.

The organization reads other words about the same state, in `status.py`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.dates import say_day
from foundation.numbers import spelled

from .models import ApplicationState as A


@dataclass(frozen=True)
class Finding:
    """`heading` is the h1, `lead` the sentence under it, "" where the heading says it all."""

    heading: str
    lead: str = ""


def of(application, sheet, proposal) -> Finding:
    """Return the finding of `application`; `sheet` is of `words_sheet`, `proposal` or None."""
    state = A(application.state)
    if state == A.SUBMITTED:
        day = say_day(application.answer_by)
        return Finding(_("An answer is due by %(day)s") % {"day": day}, _care(application))
    if state == A.ASSESSING:
        return _read(application, sheet)
    return Finding(str(state.label), _lead(state, proposal))


def _care(application) -> str:
    if application.facilitator_id is None:
        return _("Nobody looks after it yet.")
    return _("Two questions decide whether it fits here.")


def _read(application, sheet) -> Finding:
    if sheet is None:
        return Finding(str(A.ASSESSING.label))
    if not sheet["signed_off"]:
        done, asked = sheet["progress"]
        return Finding(_written(done, asked), _("You read the words when they sign them off."))
    if application.apart:
        text = ngettext(
            "In one item the two readers are two steps apart",
            "In %(n)s items the two readers are two steps apart",
            len(application.apart),
        )
        return Finding(text % {"n": spelled(len(application.apart))},
                       _("The reply waits until they have talked."))  # fmt: skip
    return Finding(_("Their nine answers are in"), _("Read them beside the levels, then reply."))


def _written(done, asked) -> str:
    if not done:
        return _("The nine answers are not begun yet")
    return _("%(done)s of %(asked)s answers are written") % {"done": done, "asked": asked}


def _lead(state, proposal) -> str:
    if proposal is not None and state in (A.PROPOSED, A.MATCHED):
        return f"{proposal.name}."
    return {
        A.PREPARING: _("Together you find out what lies behind it. Then it is read again."),
        A.READY: _("Who is open to share is compared with what they are doing."),
        A.WAITLISTED: _("It keeps its place in the line, with nothing to fill in again."),
        A.TALK: _("Talk with them, then reply again."),
    }.get(state, "")
