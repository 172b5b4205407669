"""A stale save, settled field by field: what clashes is asked, the rest joins (mechanism 3).

A page says by `base_of` what its words were when it was opened. Where that is known, what only one
of the two changed is merged by itself; where it is not, each field that differs is asked. Nothing
is guessed: a field without a choice brings the page back, with all that was typed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, Model
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .stale import Chosen, field_of, is_words, said
from .text import clean_text

THEIRS, MINE, JOINED = "theirs", "mine", "joined"
SETTLE, BASE = "settle", "base"
OURS = {"csrfmiddlewaretoken", "form_key", "version", BASE, SETTLE}
SAID = "said"  # how a chosen row was called when the page was first shown
PREFIXES = tuple(f"{kind}-" for kind in ("pick", THEIRS, MINE, JOINED, SAID))
NO_VERSION = str(2**31 - 1)  # no row stands there: such a save is stale


@dataclass(frozen=True)
class Asked:
    """A field that both changed. `text` is what the box for both holds, None for a choice."""

    label: str
    name: str
    theirs: Any
    mine: Any
    theirs_posted: list[str]
    mine_posted: list[str]
    text: str | None
    pick: str
    wrong: bool


@dataclass(frozen=True)
class Merged:
    """A field that one of the two changed: it stands as it is, and the page says so."""

    label: str
    value: Any
    mine: bool


def base_of(form) -> str:
    """Return what the row of a form said when its page was made: a digest a field, no words."""
    if form.is_bound:  # the page that was opened counts, not the one that found a mistake
        return form.data.get(BASE, "")
    row = getattr(form, "instance", None)
    if row is None or row._state.adding or not hasattr(row, "version"):
        return ""
    return _base(row, form.fields)


def settle(request) -> None:
    """Put what was chosen on the page of a stale save into the fields of the form it came from.

    A field without a choice keeps what was typed and makes the save stale, so the page comes back.
    """
    if request.method != "POST" or SETTLE not in request.POST:
        return
    post = request.POST.copy()
    names = dict.fromkeys(post.getlist(SETTLE))
    decided = all(_pick(post, name) for name in names)
    for name in names:
        pick = (_pick(post, name) if decided else "") or MINE
        values = post.getlist(f"{pick}-{name}")
        post.setlist(name, values)
        if not values:
            del post[name]
    if not decided:
        post["version"] = NO_VERSION
    request.POST = post


def page(post, error) -> dict:
    """Return what components/conflict.html needs of a Stale: asked, merged, fixed and carried."""
    row, base = error.current, _known(post)
    asked, merged, fixed, taken = [], [], [], {}
    for label, name, theirs, mine in error.clashes:
        digests = base.get(name), digest(theirs), digest(mine)
        if digests[1] == digests[2]:
            continue
        if name in post.getlist(SETTLE):
            asked.append(_again(post, row, label, name, theirs))
        elif digests[0] == digests[1]:
            merged.append(Merged(label, said(row, name, mine), mine=True))
        elif not _can_post(post, row, name, mine):
            fixed.append((label, said(row, name, theirs), said(row, name, mine)))
        elif digests[0] == digests[2]:
            merged.append(Merged(label, said(row, name, theirs), mine=False))
            taken[name] = _posted(post, row, name, theirs)
        else:
            asked.append(_first(post, row, label, name, theirs, mine))
    carried = _carried(post, {one.name for one in asked}, taken)
    return {
        "current": row, "clashes": error.clashes, "asked": asked, "merged": merged, "fixed": fixed,
        "carried": carried, "base": _base(row, error.fields),
        "typed": _left_over(post, asked, carried),
    }  # fmt: skip


def joined(theirs, mine) -> str:
    """Join two texts, theirs first; an empty one or a paragraph of the other is not repeated."""
    texts = [str(text) for text in (theirs, mine) if text not in (None, "")]
    kept = [text for text in texts if not any(_holds(one, text) for one in texts)]
    return "\n\n".join(dict.fromkeys(kept))


def _holds(one, text) -> bool:
    return one != text and f"\n\n{text}\n\n" in f"\n\n{one}\n\n"


def _first(post, row, label, name, theirs, mine):
    written = isinstance(theirs or mine, str) and not isinstance(theirs, Chosen)
    words = written and is_words(row, name)
    return Asked(
        label, name, said(row, name, theirs), said(row, name, mine),
        _posted(post, row, name, theirs), post.getlist(name),
        joined(theirs, mine) if words else None, pick="", wrong=False,
    )  # fmt: skip


def _again(post, row, label, name, theirs):
    """The same field once more: all that was typed is still there, a choice only where it holds."""
    mine, before = post.getlist(f"{MINE}-{name}"), post.getlist(f"{THEIRS}-{name}")
    now = _posted(post, row, name, theirs)
    same = [clean_text(one) for one in before] == [clean_text(one) for one in now]
    typed = post.get(f"{JOINED}-{name}")
    pick = _pick(post, name)
    return Asked(
        label, name, said(row, name, theirs), _read(post, row, name, mine), now, mine,
        None if typed is None else joined(theirs, clean_text(typed)) if not same else typed,
        pick=pick if same else "", wrong=same and not pick,
    )  # fmt: skip


def _pick(post, name) -> str:
    pick = post.get(f"pick-{name}", "")
    known = [kind for kind in (THEIRS, MINE) if pick == kind]
    return pick if known or (pick == JOINED and f"{JOINED}-{name}" in post) else ""


def _carried(post, asked, taken):
    kept = [
        (name, value)
        for name in post
        if name not in OURS and name not in asked and name not in taken
        if not name.startswith(PREFIXES)
        for value in post.getlist(name)
    ]
    return kept + [(name, value) for name, values in taken.items() for value in values]


def _left_over(post, asked, carried):
    """What was typed on this page before and stands nowhere on it any more."""
    shown = [f"{one.theirs}\n{one.mine}\n{one.text or ''}" for one in asked]
    shown += [value for _name, value in carried]
    names = [f"{kind}-{name}" for name in post.getlist(SETTLE) for kind in (MINE, JOINED)]
    texts = dict.fromkeys(clean_text(post[name]) for name in names if name in post)
    return [text for text in texts if text and not any(text in clean_text(one) for one in shown)]


# -- values as a form sends them ------------------------------------------------------------------
def _can_post(post, row, name, mine) -> bool:
    """Say whether the form sends this field under its name: then theirs can be sent so, too."""
    if isinstance(mine, bool):
        return True
    if name not in post:
        return False
    if isinstance(mine, str | date | time):
        return True
    sent = sorted(one.strip() for one in post.getlist(name) if one)
    return sent == sorted(one for one in _posted(post, row, name, mine) if one)


def _posted(post, row, name, value) -> list[str]:
    if isinstance(value, bool):
        if post.get(name, "on") == "on" and isinstance(field_of(row, name), BooleanField):
            return ["on"] if value else []
        return [str(value)]
    if isinstance(value, list | tuple | set):
        return [_plain(one) for one in value]
    return [_plain(value)]


def _plain(value) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(post, row, name, values) -> Any:
    """Return what was sent as a person reads it; of other rows only what the page called them."""
    field, sent = field_of(row, name), values[0] if values else ""
    if field is None and f"{SAID}-{name}" in post:
        return post[f"{SAID}-{name}"]
    if isinstance(field, BooleanField):
        return said(row, name, sent in {"on", "True", "true", "1"})
    if field is not None and field.related_model:
        return post.get(f"{SAID}-{name}", "") if sent else ""
    return said(row, name, sent)


# -- what a page began from -----------------------------------------------------------------------
def _base(row, names) -> str:
    fields = [field for field in row._meta.concrete_fields if field.name in names]
    digests = [f"{field.name}:{digest(field.value_from_object(row))}" for field in fields]
    return ",".join([str(row.version), *digests])


def _known(post) -> dict[str, str]:
    """Return field to digest, of the very version that the save started from; else nothing."""
    version, *digests = post.get(BASE, "").split(",")
    if not version or version != post.get("version"):
        return {}
    return dict(one.split(":", 1) for one in digests if ":" in one)


def digest(value) -> str:
    """Return a short digest of a value as a form sends it: equal for equal words, tells none."""
    values = value if isinstance(value, list | tuple | set) else [value]
    text = "\0".join(sorted(clean_text(_plain(one)).strip() for one in values))
    return salted_hmac(BASE, text).hexdigest()[:16]
