"""What each person of the doors finds today: the first row of their home, in a sentence.

Asked once a start and kept beside the demonstration's data, so that the page of the doors is quick.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from foundation.numbers import spelled_first
from overview import facilitator, officer, participant
from partnerships.models import Role

from .people import DOORS


def _file() -> Path:
    return Path(settings.DATA_DIR) / "doors.json"


def keep(*, now: datetime) -> dict[str, str]:
    """Ask the homes of the five at `now`, keep what they say by key of the door, and return it."""
    people = User.objects.in_bulk([door.email for door in DOORS], field_name="email")
    found = {door.key: told(door, people[door.email], now) for door in DOORS}
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def kept() -> dict[str, str]:
    """Return what was kept, nothing before the first start."""
    try:
        return _read(_file(), _file().stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> dict[str, str]:
    return json.loads(file.read_text(encoding="utf-8"))


def told(door, user, now: datetime) -> str:
    """Return what `user` finds behind `door`: the first row of the home, or who it is for."""
    if door.role == Role.PROGRAM_OFFICER:
        return _of_sheet(user, now) or str(door.finds)
    if door.role:
        local = now.astimezone(user.time_zone).date()
        rows = facilitator.desk(user, after="", now=now, local=local).today.shown
        return _sentence(rows[0].ask.sentence) if rows else str(door.finds)
    ask = participant.home(user, now).ask
    return _with_minutes(ask) if ask else _("Nothing needed today: the next date, and why.")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _with_minutes(ask) -> str:
    minutes = ngettext("%(n)s minute.", "%(n)s minutes.", ask.minutes) % {
        "n": spelled_first(ask.minutes)
    }
    return f"{_sentence(str(ask.sentence))} {minutes}"


def _of_sheet(user, now) -> str:
    programs = officer.programs_of(user)
    if not programs:
        return ""
    lead = officer.sheet(programs, programs[0], after="", now=now).lead
    return lead.partition(". ")[0].rstrip(".") + "."
