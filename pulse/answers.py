"""Six minutes: what one person writes, and changes until the window closes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.errors import Refused

from .models import Consent, PulseAnswer, PulseForm, PulseRound

WIDTH = [str(consent) for consent in Consent].index  # the narrowest reader first


@dataclass(frozen=True)
class Said:
    """What one question got; empty parts are "" and an unchosen consent is None."""

    rating: str = ""
    words: str = ""
    consent: str | None = None

    @property
    def blank(self) -> bool:
        return not (self.rating or self.words)


@transaction.atomic
def save(
    *, form: PulseForm, said: Mapping[str, Said], talk: bool, today: date, by_link=False,
    unseen=False, seen: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Keep the answers of one form.

    `unseen` says that the writer was not shown what stood there: then what they left empty stays.
    `seen` is what the page showed (`marks` of it); None: all that stands. A wider reader counts
    only for words that were sent with the choice or shown where it was made, a narrower one at
    once; words without a chosen reader are for the holder alone. Raises Refused once the window
    has closed, and in a pause.
    """
    _open(form, today)
    _write(form, said, {} if unseen else seen)
    form.talk = talk or (unseen and form.talk)
    form.answered, form.by_link = True, by_link
    form.save(update_fields=["talk", "answered", "by_link"])


@transaction.atomic
def ask_to_talk(*, form: PulseForm, today: date, by_link=False) -> None:
    """Send "just talk to me" and nothing else: words not sent before are forgotten, never read.

    What was sent before stays. Raises Refused once the window has closed.
    """
    _open(form, today)
    if not form.answered:
        form.answers.all().delete()
    form.talk, form.answered, form.by_link = True, True, by_link
    form.save(update_fields=["talk", "answered", "by_link"])


@transaction.atomic
def keep_unsent(
    *, form: PulseForm, said: Mapping[str, Said], talk: bool, today: date, unseen=False,
    seen: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Keep what is being written, for the writer alone: nobody reads a form before it is sent.

    Otherwise like `save`. Raises Refused once it was sent, because then each word of it is read,
    after the window, and in a pause.
    """
    _open(form, today)
    if form.answered:
        raise Refused(_("It was sent already. Press the button to send what you changed."))
    _write(form, said, {} if unseen else seen)
    form.talk = talk or (unseen and form.talk)
    form.save(update_fields=["talk"])


def _open(form, today):
    """Let one save of a round go first, and read what it left: an autosave may be late."""
    rows = PulseRound.objects.select_for_update(of=("self",)).select_related("partnership")
    locked = rows.get(pk=form.round_id)
    form.refresh_from_db(fields=["answered", "talk"])
    if locked.rests(today):
        raise Refused(
            _(
                "The partnership is paused, so answers stay as they are for now. You can still say"
                " it in person."
            )
        )
    if not locked.takes_answers(today):
        raise Refused(
            _("The window has closed, so answers stay as they are. You can still say it in person.")
        )


def _write(form, said, seen):
    standing = {answer.question: answer for answer in form.answers.all()}
    for key, one in said.items():
        _keep(form, key, one, standing.get(key), seen)


def _keep(form, key, one, answer, seen):
    if answer is None:
        if one.blank:
            return
        answer = PulseAnswer(form=form, question=key)
    shown = answer.words and seen is not None and seen.get(key) == mark(answer)
    if seen is None or answer._state.adding or shown:
        consent = (one.consent or Consent.ALONE) if one.words else Consent.ALONE
    else:
        one, consent = _unshown(one, answer, seen.get(key, ""))
    answer.rating, answer.words, answer.consent = one.rating, one.words, consent
    answer.save()


def _unshown(one, answer, shown):
    """Return what to keep where other words stood than the writer saw: nothing of it is lost.

    What was left empty, or as the page showed it, was not touched.
    """
    if one.words and shown.partition(".")[0] != _digest(one.words):
        return Said(one.rating or answer.rating, one.words), one.consent or Consent.ALONE
    chosen = one.consent or answer.consent
    return Said(one.rating or answer.rating, answer.words), min(chosen, answer.consent, key=WIDTH)


def mark(answer: PulseAnswer) -> str:
    """Return a mark of the words of an answer and of who may read them, "" without words."""
    return f"{_digest(answer.words)}.{answer.consent}" if answer.words else ""


def marks(answers: Mapping[str, PulseAnswer]) -> str:
    """Return what a page shows of `answers`, as its hidden field carries it."""
    return ",".join(f"{key}:{mark(one)}" for key, one in sorted(answers.items()) if one.words)


def seen_on(page: str) -> dict[str, str]:
    """Return question key to mark, of what a page carried; nothing for what is not of ours."""
    return dict(one.split(":", 1) for one in page.split(",") if ":" in one)


def _digest(words):
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def read(form: PulseForm) -> dict[str, PulseAnswer]:
    """Return question key to answer; read it inside `foundation.actor`."""
    return {answer.question: answer for answer in form.answers.all()}
