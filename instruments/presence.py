"""Who is writing where just now, on a sheet or form that several people fill (domain 2.2)."""

from datetime import datetime, timedelta

from .models import Writing

WINDOW = timedelta(seconds=90)  # after the last sign of life, nobody is told to be writing


def touch(*, about, place: str, by, now: datetime) -> None:
    """Note that `by` has `place` of `about` open at `now`; a new sign drops old ones."""
    rows = Writing.objects.about(about)
    if rows.filter(place=place, person=by).update(seen_at=now):
        return
    rows.filter(seen_at__lt=now - WINDOW).delete()
    kind, key = about._meta.label_lower, about.pk
    one = Writing(context_kind=kind, context_id=key, place=place, person=by, seen_at=now)
    Writing.objects.bulk_create([one], ignore_conflicts=True)


def leave(*, about, place: str, by) -> None:
    """Note that `by` has finished at `place`; nobody is told to be writing there."""
    Writing.objects.about(about).filter(place=place, person=by).delete()


def others(about, user, now: datetime) -> dict[str, list[str]]:
    """Return place to the names of those who write there now, `user` left out; one query."""
    rows = Writing.objects.about(about).filter(seen_at__gte=now - WINDOW).exclude(person=user)
    found: dict[str, list[str]] = {}
    for place, name in rows.order_by("person__name").values_list("place", "person__name"):
        found.setdefault(place, []).append(name)
    return found
