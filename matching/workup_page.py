"""What the page of a preparation shows: the finding first, the one thing to do, then the parts."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled_first

from . import workup_permissions as permissions
from .models import WorkupState
from .workup_content import Content, load


@dataclass(frozen=True)
class Next:
    """The one thing asked; `post` says that the button acts by itself."""

    heading: str
    text: str
    button: str
    url: str
    post: bool = False


@dataclass(frozen=True)
class Page:
    """All that matching/workup/page.html shows of `content` to one person."""

    content: Content
    heading: str
    lead: str
    next: Next | None
    may: dict[str, bool] = field(default_factory=dict)


def page(workup, user) -> Page:
    """Return the page of `workup` as `user` sees it."""
    content = load(workup)
    names = ("write", "review", "accept", "take_up", "return")
    may = {name: getattr(permissions, f"may_{name}")(user, workup) for name in names}
    return Page(content, _heading(content), _lead(content), _next(content, may), may)


def _heading(content) -> str:
    if not content.chosen:
        return _("Find out what lies behind it")
    text = ngettext("%(n)s root cause found", "%(n)s root causes found", len(content.chosen))
    return text % {"n": spelled_first(len(content.chosen))}


def _lead(content) -> str:
    workup = content.workup
    if workup.state == WorkupState.ACCEPTED:
        return _("Accepted. Two of the nine answers start from it, and nothing is filled in again.")
    if not permissions.preparing(workup):
        return _("This preparation is over. Its words are kept as they stand.")
    if workup.state == WorkupState.REVIEWED:
        text = _(
            "The facilitator has read it. %(said)s says next whether this is how it sees it; a"
            " change makes it a draft again."
        )
        return text % {"said": workup.application.organization.said}
    done = sum(step.done for step in content.steps)
    return _("%(done)d of %(of)d steps done. Write it together, a little at a time.") % {
        "done": done, "of": len(content.steps),
    }  # fmt: skip


def _next(content, may) -> Next | None:
    key = content.workup.application_id
    if may["accept"]:
        return Next(
            _("Is this how you see it?"),
            _("Read it once more with what goes into your nine answers, then say so. 5 minutes."),
            _("Read it and say so"), reverse("matching:workup_accept", args=[key]),
        )  # fmt: skip
    if may["return"]:
        return Next(
            _("Read their answers again"),
            _("It goes back to the same form with everything kept. You rate the nine items again."),
            _("Read the nine answers again"),
            reverse("matching:read_again", args=["applications", key]), post=True,
        )  # fmt: skip
    if may["review"] and not content.missing:
        return Next(
            _("All six steps are done"),
            _("Say that you have read it with them. They are mailed, and say how they see it."),
            _("I have read it with them"), reverse("matching:workup_review", args=[key]),
        )  # fmt: skip
    return _step(content, key) if may["write"] and content.missing else None


def _step(content, key) -> Next:
    """The first step that is not done, and the page where it is done."""
    step = content.missing[0]
    return Next(step.title, step.sentence, _buttons(step.key), _address(content, step.key, key))


def _buttons(step) -> str:
    return {
        "problem": _("Describe the problem"),
        "whys": _("Ask why"),
        "causes": _("Add a cause"),
        "chosen": _("Choose a root cause"),
        "solution": _("Write what you could try"),
        "sessions": _("Note a session"),
    }[step]


def _address(content, step, key) -> str:
    if step in ("problem", "solution"):
        return reverse("matching:workup_part", args=[key, step])
    if step == "whys" and content.standing_chains:
        chain = max(content.standing_chains, key=lambda one: len(one.whys))
        number = _shallow(chain)
        return reverse("matching:workup_why", args=[key, chain.pk, number])
    if step == "chosen":
        cause = content.standing[0].pk
        return reverse("matching:workup_row", args=[key, "cause", cause])
    open_ones = [row.pk for row in content.met if not row.result]
    if step == "sessions" and open_ones:
        return reverse("matching:workup_row", args=[key, "session", open_ones[0]])
    kind = {"whys": "chain", "causes": "cause", "sessions": "session"}[step]
    return reverse("matching:workup_add", args=[key, kind])


def _shallow(chain) -> Any:
    """The number of the first why that nobody knows yet how they know, else the next one."""
    guessed = [why.number for why in chain.whys if not why.evidence]
    return guessed[0] if guessed else min(chain.next_number, 7)
