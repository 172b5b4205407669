"""Prints, as JSON, what the directory costs: SQL, rows, bytes and CPU of list, search and detail.

SEEDBED_MODE=test .venv/bin/python benchmarks/directory.py [100 1000 10000]   (nothing is kept)

Each organization has two initiatives; half have a grant and a claim. At the end one import of
3,000 organizations is read, loaded and read again, with the CPU of each.
"""

import csv
import io
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import benchmarks.bench  # noqa: E402, F401, I001 - sets Django up for what follows

# isort: split
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.bench import analyzed, database, lead, opened, signed_in  # noqa: E402
from foundation import clock  # noqa: E402
from partnerships import import_services  # noqa: E402
from partnerships.importing.folder import known_tables  # noqa: E402
from partnerships.models import (  # noqa: E402
    Expertise,
    Grant,
    Initiative,
    Organization,
    Term,
)

IMPORTED = 3000
WORDS = "induction residency coaching literacy mentors principals rural bilingual retention pay"


def fill(start: int, end: int, now) -> None:
    """List organizations number `start` to `end` with their facts."""
    words, stamp = WORDS.split(), {"created_at": now, "changed_at": now}
    topics = list(Term.objects.filter(vocabulary="topic").order_by("order")[:8])
    made = [
        Organization(
            name=f"Invented {n:06} {words[n % 10].title()} Schools", city=f"Town {n % 400}",
            state=("TX", "OH", "MI", "NM")[n % 4], source="s", **stamp,
        )
        for n in range(start, end)
    ]  # fmt: skip
    Organization.objects.bulk_create(made, 500)
    plans = [
        Initiative(organization=row, title=f"{words[(n + k) % 10].title()} plan {n}-{k}",
                   challenge=f"Challenge {n} " + WORDS * 3, doing=WORDS * 3, stage="designing",
                   year=2019, source="s", **stamp)
        for n, row in enumerate(made, start) for k in (0, 1)
    ]  # fmt: skip
    Initiative.objects.bulk_create(plans, 500)
    bind = Initiative.topics.through
    bind.objects.bulk_create(
        [bind(initiative=row, term=topics[n % 8]) for n, row in enumerate(plans)], 500
    )
    half = list(enumerate(made, start))[::2]
    Grant.objects.bulk_create(
        [Grant(organization=row, fiscal_year=2018, activity=f"{WORDS} {n}", source="s", **stamp)
         for n, row in half], 500,
    )  # fmt: skip
    Expertise.objects.bulk_create(
        [Expertise(organization=row, topic=topics[n % 8], claim=f"{WORDS} {n}", depth=3, **stamp)
         for n, row in half], 500,
    )  # fmt: skip


def pages():
    """Yield (name, address); one organization of each."""
    row = Organization.objects.order_by("name")[0]
    plan = Initiative.objects.filter(organization=row).order_by("title")[0]
    for name in ("organizations", "initiatives", "expertise_list", "grants"):
        url = reverse(f"partnerships:{name}")
        yield f"{name}: list", url
        yield f"{name}: common word", f"{url}?q=coaching"
        yield f"{name}: rare words", f"{url}?q=000042+coaching"
        yield f"{name}: nothing found", f"{url}?q=zzyzzx"
    url = reverse("partnerships:organizations")
    yield "organizations: topic and state", f"{url}?topic=residency&state=TX"
    yield "organizations: last page", f"{url}?state=NM&q=Invented"
    yield "organization", row.get_absolute_url()
    yield "initiative", plan.get_absolute_url()


class Rows:
    """Counts the rows that come back from the database."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        result, cursor = execute(sql, params, many, context), context["cursor"]
        for name in ("fetchmany", "fetchall", "fetchone"):
            setattr(cursor, name, self._counting(getattr(cursor, name), name == "fetchone"))
        return result

    def _counting(self, fetch, single):
        def counted(*args):
            found = fetch(*args)
            self.count += (found is not None) if single else len(found)
            return found

        return counted


def measure(client) -> dict:
    """Return name -> SQL, rows, bytes and milliseconds, the best of three."""
    found = {}
    for name, address in pages():
        found[name] = opened(client, address)
        with connection.execute_wrapper(counter := Rows()):
            client.get(address)
        found[name]["rows"] = counter.count
    return found


def files(count: int) -> dict[str, bytes]:
    """Return the three files' worth of `count` invented organizations."""
    awards, plans = io.StringIO(newline=""), io.StringIO(newline="")
    first, second = csv.writer(awards), csv.writer(plans)
    known = known_tables()
    first.writerow([column.name for column in known["grantees.csv"].columns[:16]])
    second.writerow([column.name for column in known["partners.csv"].columns[:14]])
    for n in range(count):
        name = f"Imported {n} College"
        first.writerow([f"A{n}", f"G{n}", name, "university", "TX", "Austin", "lead", 2017, n, "",
                        "", "residency", WORDS, "urban", "high", "https://a.example"])  # fmt: skip
        for k in (0, 1):
            second.writerow([f"I{n}-{k}", f"P{n}", f"Imported {n} Schools", "district", "OH",
                             f"Plan {n}", WORDS, WORDS, "designing", "rural", "civics", 2019,
                             "individual", "https://b.example"])  # fmt: skip
    return {"grantees.csv": awards.getvalue().encode(), "partners.csv": plans.getvalue().encode()}


def imports(by) -> dict:
    """Return the seconds of CPU to read, load and read again, with what each would change."""
    told, chosen, now = {}, files(IMPORTED // 2), clock.now()

    def timed(name, work):
        began = time.process_time()
        found = work()
        told[name] = {"cpu_s": round(time.process_time() - began, 2)}
        return found

    def read():
        return import_services.read(chosen, by=by, now=now)

    row = timed("read", read)
    loaded = timed("load", lambda: import_services.load(row, by=by, now=now))
    left = timed("read again", read)
    return told | {"differing": row.differing, "loaded": loaded, "differing_after": left.differing}


def main(sizes):
    """Fill a database of its own, and measure at each size, smallest first."""
    with database():
        now, have = clock.now(), 0
        told: dict = {"database": connection.vendor}
        by, _program = lead(now)
        client = signed_in(by)
        for size in sizes:
            fill(have, size, now)
            have = size
            analyzed()
            told[size] = measure(client)
        told["import"] = imports(by)
    print(json.dumps(told, indent=1))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(sorted(map(int, sys.argv[1:])) or [100, 1000, 10000])
