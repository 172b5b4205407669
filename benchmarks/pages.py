"""Prints, as JSON, how many SQL statements and bytes each page costs with many partnerships.

SEEDBED_MODE=test .venv/bin/python benchmarks/pages.py [10 1000]   (nothing is kept)

One pair is played by the simulator; the others are its rows again under new ids: what a service
wrote for one is written for all, so that a page meets the same rows a thousand times.
"""

import gzip
import json
import re
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import benchmarks.bench  # noqa: E402, F401, I001 - sets Django up for what follows

# isort: split
from django.contrib.staticfiles import finders  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.bench import database, signed_in, weighed  # noqa: E402
from demo.simulator import program  # noqa: E402
from foundation import clock  # noqa: E402
from partnerships.models import (  # noqa: E402
    FacilitatorAssignment,
    Partnership,
    PartnershipOrganization,
    PlanItem,
    RosterEntry,
)
from sessions_app.models import Action, Attendance, Session  # noqa: E402

OF_PARTNERSHIP = (PartnershipOrganization, RosterEntry, FacilitatorAssignment, PlanItem, Action)
BATCH = 500


def again(rows, **changes):
    """Return copies of `rows` with new ids and `changes` (name to value or function of the row)."""
    found = []
    for row in rows:
        copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        copy.pk = uuid.uuid4()
        for name, value in changes.items():
            setattr(copy, name, value(row) if callable(value) else value)
        found.append(copy)
    return found


def multiply(first: Partnership, count: int) -> None:
    """Make `count` partnerships like `first`; organizations and people are its own."""
    made = again([first] * (count - 1))
    Partnership.objects.bulk_create(made, BATCH)
    sessions = {}
    for row in made:
        copies = again(
            Session.objects.filter(partnership=first), partnership_id=row.pk, agenda_id=None,
            uid=lambda _row: str(uuid.uuid4()),
        )  # fmt: skip
        old = Session.objects.filter(partnership=first).values_list("pk", flat=True)
        sessions[row.pk] = dict(zip(old, copies, strict=True))
    Session.objects.bulk_create([s for few in sessions.values() for s in few.values()], BATCH)
    for model in OF_PARTNERSHIP:
        rows = []
        for copy in made:
            changes = {"partnership_id": copy.pk}
            if model is Action:
                known = sessions[copy.pk]
                changes["session_id"] = lambda row, known=known: known[row.session_id].pk
            if model is PlanItem:
                changes["builds_on_id"] = None
            rows += again(model.objects.filter(partnership=first), **changes)
        model.objects.bulk_create(rows, BATCH)
    seats = list(Attendance.objects.filter(session__partnership=first))
    copies = [
        one
        for known in sessions.values()
        for one in again(seats, session_id=lambda row, known=known: known[row.session_id].pk)
    ]
    Attendance.objects.bulk_create(copies, BATCH)


def pages(first):
    """Yield (name, who looks, address)."""
    session = Session.objects.filter(partnership=first, number=6).get()
    yield "today", "facilitator", reverse("home")
    yield "what can wait", "facilitator", reverse("today_all")
    yield "pack", "facilitator", reverse("sessions_app:pack", args=[session.pk])
    yield "partnerships", "facilitator", reverse("partnership_list")
    yield "partnership", "facilitator", reverse("partnership", args=[first.pk])
    yield "sessions", "facilitator", reverse("sessions_app:sessions", args=[first.pk])
    yield "agenda", "facilitator", reverse("sessions_app:agenda", args=[session.pk])
    yield "mail desk", "facilitator", reverse("notifications:desk")
    yield "home of a lead", "beacon.lead", reverse("home")
    yield "home of a leader", "lakeview.superintendent", reverse("home")
    yield "partnership of a lead", "lakeview.coaching", reverse("partnership", args=[first.pk])
    yield "program sheet", "officer", reverse("officer")
    yield "organizations", "officer", reverse("partnerships:organizations")


def measure(first) -> dict:
    """Return name to statements and bytes of each page, asked as its own reader."""
    found = {}
    for name, key, address in pages(first):
        client = signed_in(User.objects.get(email=f"{key}@seedbed.example"))
        found[name] = weighed(client, address)
    last = client.get(reverse("home"), follow=True)
    return found | {"script and style": {"gzip": assets(last.content)}}


def assets(page: bytes) -> int:
    """Return the compressed bytes of all styles and scripts that a page names."""
    names = re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)
    files = [finders.find(name.decode()) for name in dict.fromkeys(names)]
    return sum(len(gzip.compress(Path(file).read_bytes(), 6)) for file in files if file)


def main(sizes):
    """Play one pair in a database of its own, then measure at each size, smallest first."""
    with database():
        program.advance(clock.now(), only=("lakeview",))
        first, have = Partnership.objects.get(), 1
        told: dict = {}
        for size in sizes:
            multiply(first, size - have + 1)
            have = size
            told[size] = measure(first)
    print(json.dumps(told, indent=1))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(sorted(map(int, sys.argv[1:])) or [10, 1000])
