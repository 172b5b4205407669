"""Personal links: one person's way from a mail to one thing (design, "Personal links").

Opening changes nothing, whoever opens: mail scanners follow links, run scripts, press buttons and
send forms as they find them. By link alone a person may do what `Purpose` lists; only the browser
that wrote words reads them back. The token leaves the address at once: the visitor's session
remembers which link was opened, and the page has a clean path.

A room that wants links says in `AppConfig.ready()` where they lead:
`links.lead("answer", "instruments.sheet", lambda link: reverse(...))`. Its view is
`@login_not_required`, asks `opened(request, purpose, about)` and answers None with `lost(request)`.
"""

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime

from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.errors import Refused
from foundation.views import typed_in

from .models import PersonalLink, Purpose

OPENED, WROTE = "links_opened", "links_wrote"
JUST_OPENED = "opened"
MOST_OPENED = 50  # links one visitor's session remembers

_ways: dict = {}
_signer = signing.TimestampSigner(salt="seedbed.personal-link")


def lead(purpose: str, kind: str, path) -> None:
    """Register where links of `purpose` about the model label `kind` lead: `path(link)`.

    Raises ValueError for a purpose that is not for links, or one registered twice.
    """
    known(purpose)
    if (purpose, kind.lower()) in _ways:
        raise ValueError(f"{purpose} about {kind} is registered twice")
    _ways[purpose, kind.lower()] = path


def known(purpose: str) -> Purpose:
    """Return the purpose. Raises ValueError for anything a link alone may not do."""
    return Purpose(purpose)


def make(*, user, purpose: str, about, now: datetime, expires_at: datetime):
    """Return (link, path) for one mail; the path holds the token, which is kept nowhere.

    Raises ValueError for a purpose that is not for links, LookupError where no page takes it.
    """
    purpose, kind = known(purpose), about._meta.label_lower
    if (purpose, kind) not in _ways:
        raise LookupError(f"no page takes a link to {purpose} about {kind}")
    secret = secrets.token_urlsafe(24)
    link = PersonalLink.objects.create(
        user=user,
        purpose=purpose,
        context_kind=kind,
        context_id=about.pk,
        secret_hash=_hash(secret),
        made_at=now,
        expires_at=expires_at,
    )
    token = _signer.sign(f"{purpose}:{link.pk.hex}:{secret}")
    return link, reverse("accounts:link", args=[token])


def read(token: str, purpose: str | None, now: datetime) -> PersonalLink | None:
    """Return the standing link of `token`, for `purpose` if one is given, else None. No write."""
    try:
        named, key, secret = _signer.unsign(token).split(":")
    except (signing.BadSignature, ValueError):
        return None
    link = _standing(key, now)
    if link is None or link.purpose != named or purpose not in {None, named}:
        return None
    return link if hmac.compare_digest(link.secret_hash, _hash(secret)) else None


def remember(request, link: PersonalLink) -> str:
    """Note in the visitor's session that `link` was opened; return its page's clean path."""
    others = [key for key in request.session.get(OPENED, []) if key != str(link.pk)]
    request.session[OPENED] = [*others, str(link.pk)][-MOST_OPENED:]
    path = _ways[link.purpose, link.context_kind](link)
    return f"{path}{'&' if '?' in path else '?'}{JUST_OPENED}=1"


def opened(request, purpose: str, about) -> PersonalLink | None:
    """Return the standing link to do `purpose` on `about` that this visitor opened, or None.

    The rest of a visitor's request speaks in the zone of the person whose link it is.
    """
    keys = [uuid.UUID(key) for key in request.session.get(OPENED, [])]
    links = PersonalLink.objects.standing(request.now).about(about).filter(pk__in=keys)
    links = links.filter(purpose=known(purpose)).select_related("user")
    link = links.order_by("-made_at").first()
    if link and not request.user.is_authenticated:
        timezone.activate(link.user.time_zone)
    return link


def lost(request):
    """Return the page for a visitor without a standing link: what happened and what to do.

    What they had typed before it ended stands there, to be copied.
    """
    cookies = JUST_OPENED not in request.GET or bool(request.session.get(OPENED))
    shown = {"cookies": cookies, "typed": typed_in(request)}
    return render(request, "accounts/link_lost.html", shown, status=404)


def refuse_empty(request, *names: str) -> None:
    """Raise Refused unless one of the fields `names` holds a choice or a word (scanners send none).

    Name only fields that start empty: never a button, a hidden field or a preselected choice. Call
    it in `foundation.forms.beside`, so that the page says it where one chooses or writes.
    """
    given = (value for name in names for value in request.POST.getlist(name))
    if not any(value.strip() for value in given):
        raise Refused(_("Nothing was chosen or written yet. Choose or write, then send."))


def used(request, link: PersonalLink, *, unseen: bool = False) -> None:
    """Count one use and note that this browser wrote by `link`. Call it in the POST that acted.

    `unseen` says that words stand on which this browser was not shown: it goes on reading none,
    or who was sent the mail on would read them for the price of one press.
    """
    link.uses, link.used_at = link.uses + 1, request.now
    link.save(update_fields=["uses", "used_at"])
    if not unseen:
        wrote(request, link)


def wrote(request, link: PersonalLink) -> None:
    """Note in the visitor's session that the words under `link` were written in this browser."""
    others = [key for key in request.session.get(WROTE, []) if key != str(link.pk)]
    request.session[WROTE] = [*others, str(link.pk)][-MOST_OPENED:]


def may_read_back(request, link: PersonalLink) -> bool:
    """Say whether name and words may show: to the person signed in, or where they were written.

    A reminder brings a link of its own to the same thing: the browser that wrote by an earlier one
    of the same person is still the one that wrote.
    """
    if request.user.is_authenticated:
        return request.user.pk == link.user_id
    keys = request.session.get(WROTE, [])
    return str(link.pk) in keys or _before(link, keys)


def _before(link, keys) -> bool:
    if not keys:
        return False
    same = PersonalLink.objects.filter(
        pk__in=[uuid.UUID(key) for key in keys], revoked_at=None, user=link.user_id,
        purpose=link.purpose, context_kind=link.context_kind, context_id=link.context_id,
    )  # fmt: skip
    return same.exists()


def revoke(links, *, now: datetime) -> int:
    """Revoke a queryset of links from now on; return how many stood."""
    return links.filter(revoked_at=None).update(revoked_at=now)


def _standing(key, now):
    try:
        pk = uuid.UUID(key)
    except ValueError:
        return None
    return PersonalLink.objects.standing(now).select_related("user").filter(pk=pk).first()


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
