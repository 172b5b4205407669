"""What the close-out must say before a partnership closes (domain 2.1, CloseOut)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .closing_facts import closing_facts
from .models import Phase
from .permissions import SIDES
from .phases import Sentence, gate

TO_CLOSED: dict[str, Any] = {"old": Phase.CLOSING, "new": Phase.CLOSED, "page": "closing"}


@gate("judged", **TO_CLOSED, button=gettext_lazy("Open the close-out"))
def judged(partnership, now):
    """Each objective, and the goal, is judged with what shows it."""
    facts = closing_facts(partnership)
    text = _("Say what became of “%(short)s”.")
    sentences = [Sentence(text % {"short": row.short}) for row in facts.unjudged]
    if not (facts.close_out and facts.close_out.goal_judged):
        sentences.append(Sentence(_("Say whether the goal was reached, and what shows it.")))
    return sentences


@gate("gained", **TO_CLOSED, button=gettext_lazy("Open the close-out"), helps=True)
def gained(partnership, now):
    """Each side has something to show, or says that there is nothing."""
    facts = closing_facts(partnership)
    text = _("%(name)s says what it gained, with one example.")
    return [
        Sentence(text % {"name": partnership.lead(side).said}, side)
        for side in SIDES
        if not facts.of(side)
    ]


@gate("alone", **TO_CLOSED, button=gettext_lazy("Open the close-out"))
def alone(partnership, now):
    """What neither could have done alone (domain 3.27)."""
    close_out = closing_facts(partnership).close_out
    if close_out and close_out.could_not_alone.strip():
        return []
    return [Sentence(_("Say what came about that neither could have done alone."))]


@gate("goes_on", **TO_CLOSED, button=gettext_lazy("Open the close-out"))
def goes_on(partnership, now):
    """What goes on has somebody who holds it; or why nothing does."""
    if closing_facts(partnership).says_what_goes_on:
        return []
    return [Sentence(_("Name what goes on and who holds it, or say why nothing does."))]
