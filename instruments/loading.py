"""The question sets that come with Seedbed, read from files. What exists is left as it is."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from .editing import publish
from .models import Anchor, Instrument, InstrumentVersion, Item

DATA = Path(__file__).parent / "data"
VERSION_FIELDS = ("purpose", "voluntary", "who_sees", "minutes")
ITEM_FIELDS = ("key", "title", "task", "question", "hint", "source")


@transaction.atomic
def load_instruments(*, now: datetime) -> list[str]:
    """Publish each question set of `instruments/data` that is not here yet; return their keys.

    An instrument that exists is not touched: an administrator may have changed its questions.
    """
    loaded = []
    for path in sorted(DATA.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        instrument, made = Instrument.objects.get_or_create(
            key=content["key"], defaults={"title": content["title"]}
        )
        if made:
            _first_version(instrument, content, now)
            loaded.append(instrument.key)
    return loaded


def _first_version(instrument, content, now):
    written = {"created_at": now, "changed_at": now}
    said = {name: content[name] for name in VERSION_FIELDS}
    version = InstrumentVersion.objects.create(instrument=instrument, number=1, **said, **written)
    asked = [
        (Item(instrument_version=version, order=order, **_said(row), **written), row["levels"])
        for order, row in enumerate(content["items"], start=1)
    ]
    Item.objects.bulk_create(item for item, _levels in asked)
    Anchor.objects.bulk_create(
        Anchor(item=item, level=level, text=text)
        for item, levels in asked
        for level, text in enumerate(levels, start=1)
    )
    publish(version, None, now)


def _said(row):
    return {name: row[name] for name in ITEM_FIELDS}
