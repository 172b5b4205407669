"""A wish that a visitor typed waits in their own browser until the code proves the address (K17).

Whoever only types an address keeps nothing under it, replaces nothing that was begun under it, and
reads nothing of it. Once the person is signed in, the wish is theirs to start. Until then the form
in that browser stands as it was typed, for half an hour: a mistyped address is corrected there.
"""

import datetime

from partnerships.models.standing import standing

from .models import Arrival
from .rounds import open_rounds

KEY = "typed_wish"
TO_CORRECT = datetime.timedelta(minutes=30)


def keep(request, *, email: str, name: str, title: str, organization_name: str, round) -> None:
    """Keep a wish in the visitor's session, in place of one typed there before."""
    request.session[KEY] = {
        "email": email.strip().lower(),
        "name": name,
        "title": title,
        "organization_name": organization_name,
        "round": str(round.pk),
        "at": request.now.isoformat(),
    }


def of(request) -> Arrival | None:
    """Return what was typed in this browser, not saved, to the person of that address, else None.

    One query where something was typed.
    """
    kept = request.session.get(KEY)
    if not kept or kept["email"] != request.user.email.lower():
        return None
    round = open_rounds(request.now).filter(pk=kept["round"]).first()
    if round is None:  # it closed meanwhile
        return None
    return Arrival(
        user=request.user,
        round=round,
        organization_name=kept["organization_name"],
        title=kept["title"],
        at=datetime.datetime.fromisoformat(kept["at"]),
    )


def name_of(request) -> str:
    """Return what the person of `of(request)` calls themselves: typed by them, and now proved.

    Who belongs somewhere already is known there by a name, which stays.
    """
    where = standing(request.user)
    known = where.organizations or where.roles or where.partnerships
    return str(request.user) if known else request.session[KEY]["name"]


def to_correct(request) -> dict:
    """Return what a visitor typed here within the last half hour, field by field, else {}.

    One query where something was typed: a round that closed meanwhile is not chosen again.
    """
    kept = request.session.get(KEY)
    if not kept or request.now - datetime.datetime.fromisoformat(kept["at"]) > TO_CORRECT:
        return {}
    typed = {name: kept[name] for name in ("email", "name", "title")}
    if open_rounds(request.now).filter(pk=kept["round"]).exists():
        typed["round"] = kept["round"]
    return typed | {"organization": kept["organization_name"]}


def forget(request) -> None:
    """Drop it, once it was started or another one was."""
    request.session.pop(KEY, None)
