"""Plain words for a talk about who does what, one page for each of the two flags (domain 0.21)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import RoleFlag

Kind = RoleFlag.Kind


@dataclass(frozen=True)
class Guide:
    """What to keep in mind, say, ask and agree on in twenty minutes."""

    heading: str | Promise
    why: str | Promise
    say: list[str | Promise]
    ask: list[str | Promise]
    agree: list[str | Promise]


GUIDES = {
    Kind.SHOPPING: Guide(
        heading=_("From collecting materials to thinking together"),
        why=_(
            "Asking for materials is no fault: it is what most help looks like. Here the material"
            " is the smallest part. What helps is how the others came to it, and what you make of"
            " it in your own place."
        ),
        say=[
            _("“I noticed something, and I would like to hear how you see it.” Then say what you"
              " saw, in one sentence, without a judgment."),
            _("“What makes this worth your time is thinking together about your own work. A file"
              " without that rarely survives the first month.”"),
            _("“You bring something too: they learn from how it goes with you.”"),
        ],
        ask=[
            _("What would you do with it on the first Monday?"),
            _("What did you try so far, and what did you see?"),
            _("Which part of it would not work with you, and why?"),
            _("What do you want to understand that no file says?"),
        ],
        agree=[
            _("One question of their own for the next time, before any material."),
            _("Material comes with the talk about it: what must hold, what may change."),
            _("Who of them says afterwards what they made of it, and by when."),
        ],
    ),
    Kind.SOLVING: Guide(
        heading=_("From solving it for you to thinking it through with you"),
        why=_(
            "Who is short of time hopes that somebody who has done it will simply do it again. But"
            " what others build is seldom kept. The work stays with those whose work it is; the"
            " others think along, tell what they saw and say where it went wrong."
        ),
        say=[
            _("“I noticed something, and I would like to hear how you see it.” Then say what you"
              " saw, in one sentence, without a judgment."),
            _("“They are a partner to think with, and not the ones who do it. You know your people"
              " and your rules; nobody can decide that from outside.”"),
            _("“If you need hands and not a partner to think with, that is worth knowing too. I"
              " help you find where to look.”"),
        ],
        ask=[
            _("Which part of this can only you decide?"),
            _("What is the next small step that you could take without anybody?"),
            _("Where exactly are you stuck: not knowing, not being allowed, or having no time?"),
            _("Who of you has two hours a month for it, and who stands behind them?"),
        ],
        agree=[
            _("Which step is theirs until the next time, and whose name stands behind it."),
            _("What they ask the others: a question, an example, a word on their draft."),
            _("What is out of the question: doing the work, building it, training their staff."),
        ],
    ),
}  # fmt: skip
SIGNS = {
    Kind.SHOPPING: _("They ask for files, and rarely for how it went or why."),
    Kind.SOLVING: _("They wait for an answer or a finished thing, and take no step themselves."),
}
