"""Builds one mail: the same words as text and as HTML, the calendar part, the headers."""

import hashlib
import re
from datetime import datetime, timedelta
from email.utils import parseaddr

import css_inline
from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from accounts import links
from foundation.errors import Refused
from foundation.text import clean_name

from . import ics
from .models import Message
from .rules import placeholder

PLACEHOLDER = re.compile(r"\{\{link:(\w+)\}\}")
ADDRESS = re.compile(r"https?://\S+")
LINK_LASTS = timedelta(days=14)
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def build(message: Message, *, now: datetime) -> EmailMultiAlternatives:
    """Return the mail of `message`, one recipient, its personal links made now (trust K17, W18)."""
    found = {name: (link["label"], link_address(message, name, now=now))
             for name, link in message.links.items()}  # fmt: skip
    letter = EmailMultiAlternatives(
        subject=clean_name(message.subject),
        body=as_text(message, found),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.person.email],
        reply_to=[message.reply_to.email] if message.reply_to else None,
        headers=headers(message),
    )
    letter.attach_alternative(as_html(message, found), "text/html")
    _attach_calendar(letter, message)
    return letter


def _attach_calendar(letter, message):
    """One date is the mail itself, to calendars, and a file; of several, each is a file alone.

    A mail that is an invitation to the first date would hide from its reader that there are more.
    """
    files = ics.files(message.calendar_text)
    if len(files) == 1:
        method = message.calendar_method
        letter.attach_alternative(files[0][1], f"text/calendar; method={method}")
    for name, text in files:
        letter.attach(name, text.encode(), "application/ics")


def headers(message: Message) -> dict[str, str]:
    """The same Message-ID whenever this message is sent, so that a copy can be recognized."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        "Message-ID": f"<{digest}@{domain}>",
        "X-Seed-Key": digest,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def link_address(message: Message, name: str, *, now: datetime) -> str:
    """Make the personal link `name` of `message` and return its address; it is kept nowhere.

    Raises KeyError for an unknown name, ObjectDoesNotExist when what it opens is gone, Refused
    when its time is over.
    """
    wanted = message.links[name]
    if closed_at(message, name, now=now):
        raise Refused(_("This link has closed. Whoever sent it can send a new one."))
    about = apps.get_model(wanted["kind"])._base_manager.get(pk=wanted["id"])
    until = datetime.fromisoformat(wanted["until"]) if wanted["until"] else now + LINK_LASTS
    _link, path = links.make(
        user=message.person, purpose=wanted["purpose"], about=about, now=now, expires_at=until
    )
    return settings.SITE_URL + path


def closed_at(message: Message, name: str, *, now: datetime) -> datetime | None:
    """Return when the link `name` of `message` closed, or None while it opens."""
    until = message.links[name]["until"]
    moment = datetime.fromisoformat(until) if until else None
    return moment if moment and moment <= now else None


def as_text(message: Message, found: dict[str, tuple[str, str]]) -> str:
    """Return the body with each placeholder as its label and address, and the foot.

    What somebody typed like one stays as typed.
    """
    body = PLACEHOLDER.sub(
        lambda hit: "{}:\n{}".format(*found[hit[1]]) if hit[1] in found else hit[0], message.body
    )
    return f"{body}\n\n-- \n{foot(message)}\n"


def as_html(message: Message, found: dict[str, tuple[str, str]]) -> str:
    """Return the same words as a small page with its styles inlined."""
    body = html_body(message, lambda name: _button(*found[name]))
    page = render_to_string(
        "notifications/mail.html",
        {"subject": message.subject, "body": body, "foot": foot(message)},
    )
    return INLINER.inline(page)


def html_body(message: Message, draw) -> str:
    """Return the body as paragraphs of HTML; `draw(name)` gives the safe HTML of a link of it."""
    parts = re.split(r"\n\s*\n", message.body)
    return mark_safe("".join(_paragraph(part, message.links, draw) for part in parts))  # noqa: S308 - parts are escaped


def masked(body: str) -> str:
    """Return `body` as HTML without a single address: what the mail desk shows."""
    hidden = format_html('<span class="mask">{}</span>', _("personal link, not shown here"))
    page = format_html('<span class="mask">{}</span>', _("link to Seedbed, not shown here"))
    parts = []
    for paragraph in re.split(r"\n\s*\n", body):
        text = str(conditional_escape(paragraph))
        text = ADDRESS.sub(str(page), PLACEHOLDER.sub(str(hidden), text))
        parts.append(f'<p dir="auto">{text}</p>'.replace("\n", "<br>"))
    return mark_safe("".join(parts))  # noqa: S308 - each paragraph was escaped


def foot(message: Message) -> str:
    """Who reads an answer to this mail."""
    if message.reply_to:
        return _("A reply to this mail goes to %(name)s.") % {"name": message.reply_to.name}
    return _("Nobody reads replies to this mail.")


def _paragraph(text, links_, draw):
    pieces = PLACEHOLDER.split(text)  # words, name, words, name ... words
    drawn = [
        draw(piece)
        if index % 2 and piece in links_
        else urlize(placeholder(piece) if index % 2 else piece, autoescape=True)
        for index, piece in enumerate(pieces)
    ]
    return '<p dir="auto">{}</p>'.format("".join(drawn).replace("\n", "<br>"))


def _button(label, url):
    return format_html('<a class="button" href="{}">{}</a>', url, label)
