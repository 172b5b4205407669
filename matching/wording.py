"""Sentences of the matching room: the lead above a result, and the drafts of replies. No database.

Drafts carry no level, no rubric text and no number: the organization reads them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

STRONG = 3


@dataclass(frozen=True)
class Draft:
    """What the facilitator starts from; `days` are working days until the next step."""

    words: str
    next_step: str
    days: int


def listed(parts: list[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def lead(result: str, levels: dict[str, int], *, said: str, title: str) -> str:
    """Return why a result came out, in a sentence or two about the organization `said`."""
    has = [
        word
        for item, word in (("R2", _("the will")), ("R9", _("the people")), ("R6", _("the candor")))
        if levels.get(item, 0) >= STRONG
    ]
    strength = _("%(said)s has %(has)s.") % {"said": said, "has": listed(has)} if has else ""
    return " ".join(part for part in (strength, _need(result, levels, said, title)) if part)


def _need(result, levels, said, title):
    if result == "preparing" and levels["R5"] < STRONG:
        return _(
            "It does not yet know what lies behind “%(title)s”, so a partner could only guess"
            " with it."
        ) % {"title": title}
    sentences = {
        "preparing": _("The work itself is not concrete enough yet for a partner to step into."),
        "ready": _("It knows its problem and can act on what it learns. Look for a partner."),
        "not_now": _("Something a partnership cannot do without is not there yet."),
        "talk": _("No rule decides this one. Talk with %(said)s, then decide with a reason."),
        "willing": _("%(said)s is open to share and able to."),
        "build_first": _("%(said)s wants to share; something has to be settled before it can."),
    }
    return sentences[result] % {"said": said}


def draft(result: str, because: tuple[str, ...], *, title: str) -> Draft:
    """Return the reply a result starts from; `because` are the items that led to it."""
    named = {"title": title}
    if result == "preparing":
        return _preparing("R5" in because, named)
    if result == "build_first":
        return _building("O2" in because)
    return {
        "ready": lambda: Draft(
            _("You are ready for a partner. We now look for an organization that has done what you"
              " are doing, and speak with it first. Nothing is decided without you.") % named,
            _("We tell you whom we found, or how far we are"), 15,
        ),
        "not_now": lambda: Draft(
            _("Thank you for telling us so openly about “%(title)s”. A partnership asks a lot of"
              " people, and this does not look like the right moment for it. Nothing you wrote is"
              " lost: you can take it up again whenever something has changed.") % named,
            _("We ask how things stand, before the next round opens"), 40,
        ),
        "talk": lambda: Draft(
            _("Thank you for your answers. One or two of them are better talked about than written."
              " Half an hour is enough."),
            _("A call with your facilitator"), 5,
        ),
        "willing": lambda: Draft(
            _("Thank you. You have much to share, and you say what may travel and what stays."
              " We come back to you before we suggest anyone."),
            _("We tell you which organizations you could help"), 15,
        ),
    }[result]()  # fmt: skip


def _preparing(no_cause, named):
    if no_cause:
        return Draft(
            _("You told us plainly where you stand. Before we look for a partner, let us find out"
              " together what lies behind “%(title)s”. Then you are in the next round, with"
              " nothing to fill in again.") % named,
            _("Two hours together with what you already have, to look for the causes"), 10,
        )  # fmt: skip
    return Draft(
        _("You told us plainly where you stand. Before we look for a partner, let us turn"
          " “%(title)s” into something with an owner and a first plan. Then you are in the next"
          " round, with nothing to fill in again.") % named,
        _("Two hours together on the plan and who owns it"), 10,
    )  # fmt: skip


def _building(boundaries):
    if boundaries:
        return Draft(
            _("Thank you for your answers. Before we suggest anyone, let us settle together what"
              " you may share, how far, and who decides on new cases."),
            _("Ninety minutes together on what may be shared"), 10,
        )  # fmt: skip
    return Draft(
        _("Thank you for your answers. Before we suggest anyone, let us write down together what"
          " makes your work succeed, so that another organization can use it."),
        _("Ninety minutes together on what makes your work succeed"), 10,
    )  # fmt: skip


def eligible_draft(*, said: str) -> Draft:
    """Return what an organization reads when it can take part."""
    return Draft(
        _("Good news: %(said)s can take part. Next come nine plain questions. One or two lines"
          " each are enough, and several of you may write.") % {"said": said},
        _("Answer the nine questions, 12 minutes"), 10,
    )  # fmt: skip
