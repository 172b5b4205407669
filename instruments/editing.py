"""How administrators change questions without a release: draft, edit, publish."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import Refused
from foundation.stale import save_version

from .models import VERSION_MOVES, Anchor, Instrument, InstrumentVersion, Item, VersionState

COPIED = ("purpose", "voluntary", "who_sees", "minutes", "clearance_number", "clearance_expires")
ITEM_COPIED = ("key", "order", "title", "task", "question", "hint", "source")


@transaction.atomic
def new_version(instrument, by, now: datetime) -> InstrumentVersion:
    """Return a draft with the questions of the newest version; a draft that exists is returned.

    Raises Refused when the instrument has no version to start from.
    """
    Instrument.objects.select_for_update(no_key=True).get(pk=instrument.pk)
    newest = instrument.versions.newest_first().first()
    if newest is None:
        raise Refused(_("There is nothing to start from: these questions were never loaded."))
    if newest.state == VersionState.DRAFT:
        return newest
    written = {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
    draft = InstrumentVersion.objects.create(
        instrument=instrument,
        number=newest.number + 1,
        **{name: getattr(newest, name) for name in COPIED},
        **written,
    )
    _copy_items(newest, draft, written)
    return draft


@transaction.atomic
def change_version(version, fields, *, expected: int, by, now: datetime) -> None:
    """Keep `fields` of a draft. Raises Refused for any other version, Stale as ever."""
    _lock_draft(version)
    save_version(version, fields, expected=expected, by=by, now=now)


@transaction.atomic
def change_item(item, fields, *, levels: dict[int, str], expected: int, by, now: datetime) -> None:
    """Keep `fields` and the texts of `levels` of one question of a draft.

    Which questions there are, their keys and the number of levels stay: rules elsewhere name
    them. Raises Refused when the version is no draft, Stale as ever.
    """
    _lock_draft(item.instrument_version)
    save_version(item, fields, expected=expected, by=by, now=now)
    for anchor in item.anchors.filter(level__in=levels):
        anchor.text = levels[anchor.level]
        anchor.save(update_fields=["text"])


@transaction.atomic
def publish(version, by, now: datetime) -> None:
    """Ask `version` from now on and retire the one before; open sheets keep theirs (trust W10).

    Raises Refused without a question, AlreadyMoved when it is no draft any more.
    """
    Instrument.objects.select_for_update(no_key=True).get(pk=version.instrument_id)
    if not version.items.exists():
        raise Refused(_("Write at least one question first."))
    old = version.instrument.versions.published().first()
    if old:
        states.move(old, VersionState.RETIRED, moves=VERSION_MOVES, by=by, now=now)
    new = VersionState.PUBLISHED
    states.move(version, new, moves=VERSION_MOVES, by=by, now=now, published_at=now)


def _lock_draft(version):
    InstrumentVersion.objects.select_for_update(no_key=True).get(pk=version.pk).require_draft()


def _copy_items(old, new, written):
    items, anchors = [], []
    for source in old.items.prefetch_related("anchors").order_by("order"):
        copied = {name: getattr(source, name) for name in ITEM_COPIED}
        item = Item(instrument_version=new, **copied, **written)
        items.append(item)
        anchors += [Anchor(item=item, level=a.level, text=a.text) for a in source.anchors.all()]
    Item.objects.bulk_create(items)
    Anchor.objects.bulk_create(anchors)


def text(version) -> dict[str, str]:
    """Return everything people read of `version`, label to text, for a difference (two queries)."""
    said = {
        _("Why we ask"): version.purpose,
        _("Who will see it"): version.who_sees,
        _("If you skip it"): version.voluntary,
        _("Minutes"): str(version.minutes),
        _("Clearance"): f"{version.clearance_number} {version.clearance_expires or ''}".strip(),
    }
    for item in version.items.order_by("order").prefetch_related("anchors"):
        anchors = sorted(item.anchors.all(), key=lambda anchor: anchor.level)
        lines = [item.task, item.question, item.hint, item.title, *(a.text for a in anchors)]
        said[item.key] = "\n".join(lines)
    return said
