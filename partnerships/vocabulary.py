"""Loads the words of the directory from partnerships/data/: vocabulary.json, sectors.json."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "vocabulary.json"
SECTORS = FILE.with_name("sectors.json")


@cache
def words() -> dict[str, list[dict]]:
    """Return vocabulary -> its terms in order: slug, label, meaning, slugs of the parents."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def load(term_model) -> None:
    """Write the terms that are missing; those that exist keep what an administrator made of them.

    `term_model` is Term, or its historical form inside a migration.
    """
    for vocabulary, entries in words().items():
        known = set(term_model.objects.filter(vocabulary=vocabulary).values_list("slug", flat=True))
        term_model.objects.bulk_create(
            term_model(
                vocabulary=vocabulary,
                slug=entry["slug"],
                label=entry["label"],
                meaning=entry["meaning"],
                order=number,
            )
            for number, entry in enumerate(entries)
            if entry["slug"] not in known
        )
        _bind(term_model, vocabulary, [e for e in entries if e["slug"] not in known])


def _bind(term_model, vocabulary, entries):
    ids = dict(term_model.objects.filter(vocabulary=vocabulary).values_list("slug", "id"))
    link = term_model.parents.through
    link.objects.bulk_create(
        link(from_term_id=ids[entry["slug"]], to_term_id=ids[parent])
        for entry in entries
        for parent in entry["parents"]
    )


def load_sectors(term_model) -> None:
    """Write the sectors, and which of them follows from which kind of organization (domain 3.28).

    What exists stays as an administrator made it. `term_model` as in `load`.
    """
    told = json.loads(SECTORS.read_text(encoding="utf-8"))
    of_sectors = term_model.objects.filter(vocabulary="sector")
    known = set(of_sectors.values_list("slug", flat=True))
    term_model.objects.bulk_create(
        term_model(vocabulary="sector", order=number, **entry)
        for number, entry in enumerate(told["sector"])
        if entry["slug"] not in known
    )
    ids = dict(of_sectors.values_list("slug", "id"))
    for kind, sector in told["follows"].items():
        kinds = term_model.objects.filter(vocabulary="organization_type", slug=kind, sector=None)
        kinds.update(sector=ids[sector])
