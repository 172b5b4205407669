"""A message's state in words: where it is, why, and what happens next."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import dates

from .models import Message, State
from .settling import MAILBOX

S = State
SHAPES: dict[str, str] = {
    S.HELD: "heed", S.IN_DOUBT: "heed", S.CLAIMED: "doing", S.HANDING_OVER: "doing",
    S.SENT: "done", S.DELIVERED: "done",
    S.FAILED: "wrong", S.BOUNCED: "wrong", S.SUPPRESSED: "wrong",
}  # fmt: skip


def shape(message: Message) -> str:
    """Return the kind of the state component."""
    return SHAPES.get(message.state, "empty")


def state(message: Message, now: datetime) -> str:
    """Return where it is, e.g. "Goes Thursday 4 March, 8:00 am"."""
    if message.state == S.QUEUED:
        if message.due_at <= now:
            return _("Goes now")
        return _("Goes %(when)s") % {"when": _short(message.due_at)}
    if message.provider_id == MAILBOX and message.state == S.SENT:
        return _("In the mailbox")
    if message.state == S.FAILED:
        tries = max(message.tries, 1)
        return ngettext("Failed", "Failed after %(n)d tries", tries) % {"n": tries}
    return str(S(message.state).label)


def reason(message: Message) -> str:
    """Return why it goes, waits, failed or stopped: the small line under the state."""
    if message.stopped_because:
        return message.stopped_because
    if message.state in {S.QUEUED, S.HELD} and message.waits_because:
        return message.waits_because
    if message.state == S.QUEUED and message.error:
        tried = ngettext("Tried once.", "Tried %(n)d times.", message.tries) % {"n": message.tries}
        return f"{tried} {fault(message.error)}"
    return _trouble(message) or message.why


def _trouble(message):
    if message.state in {S.SUPPRESSED, S.IN_DOUBT}:
        return message.error
    return fault(message.error) if message.state == S.FAILED else ""


def fault(error: str) -> str:
    """Say an error of `faults.say` in a sentence; its last word is the server's code, if any."""
    code = error.rpartition(" ")[2]
    if code in {"452", "552"}:
        return _("The mail server did not take it; the mailbox may be full (%(code)s).") % {
            "code": code
        }
    if code in {"550", "551", "553"}:
        return _("The mail server did not take it; the address may be wrong (%(code)s).") % {
            "code": code
        }
    if code.isdigit():
        return _("The mail server did not take it (%(code)s).") % {"code": code}
    return _("It could not be handed over (%(error)s).") % {"error": error}


def onward(message: Message) -> str:
    """Return what happens next, one sentence."""
    if message.state == S.SENT and message.provider_id == MAILBOX:
        return _("It lies in this person’s demonstration mailbox.")
    told: dict[str, str] = {
        S.QUEUED: _("It goes by itself, if it still makes sense then."),
        S.HELD: _("It waits until somebody sends it or lets it go."),
        S.CLAIMED: _("It goes within seconds."),
        S.HANDING_OVER: _("It goes within seconds."),
        S.SENT: _("The mail server took it. If it comes back, it stands here."),
        S.DELIVERED: _("Nothing is left to do."),
        S.BOUNCED: _("We do not try again by ourselves. A call may be quicker."),
        S.FAILED: _("We do not try again by ourselves. A call may be quicker."),
        S.IN_DOUBT: _(
            "Ask this person whether it arrived. If it did, let it go; if not, send it again."
        ),
        S.SUPPRESSED: _("Nothing goes to this address until somebody opens it again."),
        S.SUPERSEDED: _("The newer one goes instead. Nothing is left to do."),
        S.EXPIRED: _("It does not go any more. If it still matters, tell this person yourself."),
        S.STOPPED: _(
            "It does not go any more, and nothing takes its place. Nothing is left to do."
        ),
    }
    return told[message.state]


def _short(moment):
    local = timezone.localtime(moment)
    return _("%(day)s, %(clock)s") % {"day": dates.say_day(local), "clock": dates.say_clock(local)}
