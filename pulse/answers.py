"""Six minutes: what one person writes, and changes until the window closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.errors import Refused

from .models import Consent, PulseAnswer, PulseForm, PulseRound


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
    unseen=False,
) -> None:  # fmt: skip
    """Keep the answers of one form.

    `unseen` says that the writer was not shown what stood there: then what they left empty stays.
    Words without a chosen reader are for the holder alone, whoever read the words before them.
    Raises Refused once the window has closed.
    """
    _write(form, said, today, unseen)
    form.talk = talk or (unseen and form.talk)
    form.answered, form.by_link = True, by_link
    form.save(update_fields=["talk", "answered", "by_link"])


@transaction.atomic
def keep_unsent(
    *, form: PulseForm, said: Mapping[str, Said], talk: bool, today: date, unseen=False
) -> None:
    """Keep what is being written, for the writer alone: nobody reads a form before it is sent.

    Raises Refused once it was sent, because then each word of it is read, and after the window.
    """
    if form.answered:
        raise Refused(_("It was sent already. Press the button to send what you changed."))
    _write(form, said, today, unseen)
    form.talk = talk or (unseen and form.talk)
    form.save(update_fields=["talk"])


def _write(form, said, today, unseen):
    locked = PulseRound.objects.select_for_update().get(pk=form.round_id)
    if not locked.takes_answers(today):
        raise Refused(
            _("The window has closed, so answers stay as they are. You can still say it in person.")
        )
    standing = {answer.question: answer for answer in form.answers.all()}
    for key, one in said.items():
        _keep(form, key, one, standing.get(key), unseen)


def _keep(form, key, one, answer, unseen):
    if one.blank and (unseen or answer is None):
        return
    answer = answer or PulseAnswer(form=form, question=key)
    consent = one.consent or Consent.ALONE  # new words never take over a wider reader
    if unseen:  # a part that was left empty was not seen, so it is not taken back
        consent = consent if one.words else one.consent or answer.consent
        one = Said(one.rating or answer.rating, one.words or answer.words)
    answer.rating, answer.words, answer.consent = one.rating, one.words, consent
    answer.save()


def read(form: PulseForm) -> dict[str, PulseAnswer]:
    """Return question key to answer; read it inside `foundation.actor`."""
    return {answer.question: answer for answer in form.answers.all()}
