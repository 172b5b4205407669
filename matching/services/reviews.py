"""Keeping what an application is about, and the facilitator's judgment of a pair."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import audit
from foundation.errors import Refused, Stale
from foundation.stale import save_version
from matching.models import AlignmentReview, Judgment, MatchFacts

CHOSEN = {"topics": gettext_lazy("Topics"), "contexts": gettext_lazy("Settings")}
WRITTEN = (
    "in_short", "judgment", "level_a", "evidence_a", "level_b", "evidence_b", "level_c",
    "evidence_c", "shareable", "shareable_words", "context_words", "tempo_words", "benefit",
    "benefit_words", "practical_words", "speaks_for", "speaks_against", "unknown", "changes_mind",
    "worries",
)  # fmt: skip


@transaction.atomic
def say_what_it_is_about(
    *, application, topics, contexts, work: str, expected: int = 0, by, now: datetime
):
    """Keep the topics, settings and kind of work of an application; return its MatchFacts.

    `expected` is the version the person started from, 0 where nothing was said yet. Raises Stale
    with both choices.
    """
    made = {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
    facts, new = MatchFacts.objects.get_or_create(application=application, defaults=made)
    facts.work, chosen = work, {"topics": list(topics), "contexts": list(contexts)}
    try:
        save_version(facts, ["work"], expected=facts.version if new else expected, by=by, now=now)
    except Stale as clash:
        clash.clashes += [
            (str(CHOSEN[name]), name, theirs, mine)
            for name, mine in chosen.items()
            if set(theirs := list(getattr(facts, name).all())) != set(mine)
        ]
        raise
    for name, mine in chosen.items():
        getattr(facts, name).set(mine)
    return facts


@transaction.atomic
def judge(
    *, application, offer, values: dict, suggested: dict | None, expected: int, by, now: datetime
):
    """Keep the judgment of a pair and return it; a first choice takes the place of another.

    `suggested` is what the rules say of the pair at this moment (`matching.suggested.keep`), None
    where nothing was compared; it stands beside the judgment for ever (trust W17). `expected` is
    the version the person started from, 0 for a new one. Raises Stale, and Refused when the pair
    is not of one round or a colleague has just judged it.
    """
    if offer.round_id != application.round_id:
        raise Refused(_("The two are not in the same round."))
    review = AlignmentReview.objects.filter(application=application, offer=offer).first()
    if review is None:
        review = _first(application, offer, by=by, now=now)
        expected = review.version
    for name in WRITTEN:
        setattr(review, name, values[name])
    save_version(review, list(WRITTEN), expected=expected, by=by, now=now)
    _beside(review, suggested or {})
    if review.judgment == Judgment.FIRST:
        others = AlignmentReview.objects.filter(application=application, judgment=Judgment.FIRST)
        others.exclude(pk=review.pk).update(judgment=Judgment.RESERVE)
    audit.record("judged", review, by=by, now=now, fields=["judgment"])
    return review


def _beside(review, suggested):
    """Keep what was suggested; it is nobody's words, so it never clashes with anybody's."""
    kept = {"method": "", "suggested": {}, "suggested_from": {}, **suggested}
    for name, value in kept.items():
        setattr(review, name, value)
    AlignmentReview.objects.filter(pk=review.pk).update(**kept)


def _first(application, offer, *, by, now):
    try:
        with transaction.atomic():
            return AlignmentReview.objects.create(
                application=application,
                offer=offer,
                created_at=now,
                created_by=by,
                changed_at=now,
                changed_by=by,
            )
    except IntegrityError:
        raise Refused(_("A colleague has just judged this pair. Open it again.")) from None
