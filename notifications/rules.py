"""The register of message rules. A room writes its own in `<app>/reminders.py` (docs/messages.md).

A rule says what is due and asks again, right before hand-over, whether it still makes sense.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template import Context, Engine
from django.utils.functional import Promise

from accounts.models import User

from .ics import Part
from .models import EXEMPT, Message, MessageKind

AHEAD = timedelta(days=7)  # rules offer what is due until now + AHEAD, so that the desk shows it


@dataclass(frozen=True)
class Link:
    """A personal link, made only at hand-over: what it may do and the words a person presses.

    `about` is what it opens, by default what the message is about. `purpose` is one of
    `accounts.models.Purpose`. `until` is when it closes, by default with the message or in 14 days.
    """

    purpose: str
    label: str
    about: Model | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Due:
    """One message that a rule wants sent: to whom, what, when and why.

    `key` names it for ever, e.g. "session:{id}:rev2:before:{person id}". `body` holds
    "{{link:name}}" for each of `links`. `why` is a sentence for the mail desk. `minutes` is what
    this one asks besides the price of its rule.
    """

    key: str
    person: User
    subject: str
    body: str
    at: datetime
    why: str
    about: Model | None = None
    expires_at: datetime | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    calendar: Part | None = None
    reply_to: User | None = None
    minutes: int = 0


class Rule(ABC):
    """One row or more of the message calendar (domain section 3). Subclass, then `@register`.

    An ask declares its price: `minutes`, `skipped` and `screen`, in words (design, mechanism 6).
    """

    name: str = ""  # e.g. "sessions.before"
    rows: tuple[int, ...] = ()  # rows of the calendar that it serves
    who: str | Promise = ""  # e.g. "partner staff", "thought-partner lead", "leader", "facilitator"
    kind: str = MessageKind.NOTICE
    ask: bool = False  # does it ask something of the person?
    minutes: int = 0
    skipped: str | Promise = ""  # what happens if nobody answers
    screen: str | Promise = ""  # where the answer is used
    midweek: bool = False  # prefers Tuesday to Thursday, 9 to 11

    @property
    def exempt(self) -> bool:
        return self.kind in EXEMPT

    @abstractmethod
    def due(self, now: datetime) -> Iterable[Due]:
        """Yield what is due from now until `now + AHEAD`, by windows, never by equality."""

    def rests(self, message: Message, now: datetime) -> str:
        """Return why `message` waits and is asked about again the next day, or ""."""
        return ""

    def stopped(self, message: Message, now: datetime) -> str:
        """Return why `message` makes no sense any more, a sentence for the desk, or ""."""
        return ""


@dataclass(frozen=True)
class Price:
    """What one rule costs one person each time it fires."""

    rule: str
    rows: tuple[int, ...]
    who: str
    minutes: int
    skipped: str
    screen: str


_rules: dict[str, Rule] = {}
_loaded: ContextVar[dict | None] = ContextVar("loaded", default=None)


@contextmanager
def one_pass():
    """Let rules load within what they share once: all of a pass read the same."""
    before = _loaded.set({})
    try:
        yield
    finally:
        _loaded.reset(before)


def shared(load: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
    """Let `load(now)`, which rules ask and nobody changes, be done once in a pass."""

    @wraps(load)
    def asked(now):
        kept = _loaded.get()
        if kept is None:
            return load(now)
        if (load, now) not in kept:
            kept[load, now] = load(now)
        return kept[load, now]

    return asked


def register(rule: type[Rule]) -> type[Rule]:
    """Class decorator: put a rule into the register.

    Raises ValueError when the name is taken or an ask has no price, TypeError when the rule does
    not say what is due.
    """
    made = rule()
    if not made.name or made.name in _rules:
        raise ValueError(f"a rule needs a name of its own: {made.name!r}")
    missing = [name for name in ("who", "minutes", "skipped", "screen") if not getattr(made, name)]
    if made.ask and missing:
        raise ValueError(f"{made.name} asks something and does not say: {', '.join(missing)}")
    _rules[made.name] = made
    return rule


def get(name: str) -> Rule | None:
    """Return the rule with this name, or None."""
    return _rules.get(name)


def every() -> list[Rule]:
    """Return all rules by name."""
    return [_rules[name] for name in sorted(_rules)]


def prices() -> list[Price]:
    """Return what each ask costs, for budgets (design, mechanism 6)."""
    return [
        Price(
            rule.name, rule.rows, str(rule.who), rule.minutes, str(rule.skipped), str(rule.screen)
        )
        for rule in every()
        if rule.ask
    ]


class _Placeholders:
    """`{{ links.answer }}` in a mail template writes the placeholder of that link."""

    def __getitem__(self, name):
        return placeholder(name)


def placeholder(name: str) -> str:
    """Return what stands in a body where the link `name` is put at hand-over."""
    return f"{{{{link:{name}}}}}"


def address(about: Any) -> str:
    """Return the whole address of the page of `about`, for a mail; the page asks for a sign-in."""
    return f"{settings.SITE_URL}{about.get_absolute_url()}"


def text(template: str, **context) -> tuple[str, str]:
    """Render a plain-text template; return (subject, body). Its first line is the subject.

    Nothing is escaped: it is text. Links are written `{{ links.name }}`.
    """
    values = Context({"links": _Placeholders(), **context}, autoescape=False)
    source = Engine.get_default().get_template(template)
    subject, _newline, body = source.render(values).strip().partition("\n")
    return subject.strip(), body.strip()
