"""Themes: the holder words them, the people who said it decide whether they travel."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import Refused
from foundation.stale import save_version
from partnerships.models import RosterEntry

from . import days
from .models import (
    THEME_MOVES,
    PulseConversation,
    PulseForm,
    PulseRound,
    PulseTheme,
    PulseVoice,
    TalkState,
    ThemeState,
)

S = ThemeState


@transaction.atomic
def draft(*, round, side: str, text: str, about: str, by, now: datetime) -> PulseTheme:
    """Write a theme of `side`; it stays with the holder until it is sent."""
    return PulseTheme.objects.create(
        round=round, side=side, text=text, about=about,
        created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip


@transaction.atomic
def reword(*, theme, text: str, about: str, expected: int, by, now: datetime) -> None:
    """Change the words; what was said to the former ones falls away.

    Only while it is with the holder. Raises Refused otherwise, Stale after a rival save.
    """
    _lock(theme)
    if theme.state in (S.RELEASED, S.WITHHELD):
        raise Refused(_("This theme is decided, so its words stay as they are."))
    if theme.state != S.DRAFTED:
        raise Refused(_("It is with the side now. Take it back first, then change the words."))
    theme.text, theme.about, theme.asked_words = text, about, ""
    fields = ["text", "about", "asked_words"]
    save_version(theme, fields, expected=expected, by=by, now=now)
    _note_words(theme, now)


@transaction.atomic
def send(*, theme, by, now: datetime) -> None:
    """Show it to those of the side who answered or talked. Raises Refused when nobody has.

    Other words that were asked for are settled by that: they stand beside no later state.
    """
    _lock(theme)
    if not respondents(theme):
        raise Refused(
            _("Nobody of this side has answered or talked yet, so nobody can let it travel.")
        )
    states.move(theme, S.WITH_SIDE, moves=THEME_MOVES, by=by, now=now, asked_words="")
    theme.voices.all().delete()
    _note_words(theme, now)


@transaction.atomic
def take_back(*, theme, by, now: datetime) -> None:
    """Take it back to change its words; the yeses to the former words fall away."""
    _lock(theme)
    states.move(theme, S.DRAFTED, moves=THEME_MOVES, by=by, now=now)
    theme.voices.all().delete()


@transaction.atomic
def ask_for_other_words(*, theme, words: str, now: datetime) -> None:
    """A respondent would say it otherwise: it goes back to the holder with those words.

    Who asked is not kept (matrix row 46): the history says that the app moved it.
    """
    if not words.strip():
        raise Refused(_("Write how you would say it, so that the next wording can fit."))
    _lock(theme)
    states.move(theme, S.DRAFTED, moves=THEME_MOVES, by=None, now=now, asked_words=words)
    theme.voices.all().delete()
    _note_words(theme, now)


def _note_words(theme, now):
    """Keep in the round since when a side waits for other words: Today asks no sealed table."""
    waits = PulseTheme.objects.filter(round=theme.round_id).exclude(asked_words="").exists()
    rows = PulseRound.objects.filter(pk=theme.round_id)
    if waits:
        rows.filter(words_since=None).update(words_since=now)
    else:
        rows.update(words_since=None)


@transaction.atomic
def say_yes(*, theme, person, named: bool, sure: bool, now: datetime) -> bool:
    """Let it travel as worded; return whether it did.

    It travels when every respondent of the side said yes (row 49). Raises Refused where other
    words stand by now, and for a side of one that has not confirmed that everybody will know.
    """
    shown = theme.version
    _lock(theme)
    if theme.state != S.WITH_SIDE or theme.version != shown:
        raise Refused(_("Its words are being changed, or it is decided. Nothing was changed."))
    if alone(theme) and not sure:
        raise Refused(_("Everybody will know that it was you. Tick that you know, then say yes."))
    PulseVoice.objects.update_or_create(theme=theme, person=person, defaults={"named": named})
    if not agreed(theme):
        return False
    _release(theme, days.today(person, now), now)
    return True


def _release(theme, today, now):
    value = theme.about == PulseTheme.About.VALUE
    named = value and not theme.voices.filter(named=False).exists()
    also = {"released_on": today, "named": named}
    states.move(theme, S.RELEASED, moves=THEME_MOVES, by=None, now=now, **also)
    audit.record("released", theme, by=None, now=now)


@transaction.atomic
def keep_here(*, theme, now: datetime) -> None:
    """One respondent says no: it goes no further. Who said so is not kept."""
    _lock(theme)
    states.move(theme, S.WITHHELD, moves=THEME_MOVES, by=None, now=now)
    theme.voices.all().delete()


@transaction.atomic
def promise(*, theme, words: str, on: date, expected: int, by, now: datetime) -> None:
    """Say what will change because of a theme, and from when; both sides read it (row 44)."""
    theme.promise, theme.promise_on = words, on
    save_version(theme, ["promise", "promise_on"], expected=expected, by=by, now=now)


def respondents(theme) -> set:
    """Return the ids of those of the side who answered or talked, and are still on it.

    Who left decides no more, whether or not they keep an account (domain 0.75).
    """
    own = {"round": theme.round_id, "side": theme.side}
    forms = PulseForm.objects.filter(**own, person=OuterRef("user"), answered=True)
    talks = PulseConversation.objects.filter(**own, people=OuterRef("user"), state=TalkState.HELD)
    here = RosterEntry.objects.standing().filter(
        Exists(forms) | Exists(talks), side=theme.side, user__is_active=True,
        partnership__pulse_rounds=theme.round_id,
    )  # fmt: skip
    return set(here.values_list("user", flat=True))


def agreed(theme) -> bool:
    """Say whether everybody of the side who is still here said yes to these words.

    A theme that was waiting for somebody who left travels with the next yes, said again by
    whoever stayed: alone, everybody would know that it was them.
    """
    people = respondents(theme)
    return bool(people) and people <= set(theme.voices.values_list("person", flat=True))


def alone(theme) -> bool:
    """Say whether one person is all that answered or talked on that side."""
    return len(respondents(theme)) == 1


def _lock(theme):
    """Let those who decide about one theme take turns, and see how it stands."""
    PulseRound.objects.select_for_update().get(pk=theme.round_id)
    theme.state, theme.version = PulseTheme.objects.values_list("state", "version").get(pk=theme.pk)
