"""Demonstration mailboxes: what a demonstration person was mailed, for that person alone."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.dates import say_day
from foundation.paging import keyset
from notifications import ics, mail
from notifications.models import WENT, Message
from notifications.settling import reserved

from . import doors

SIZE = 10


@dataclass(frozen=True)
class Letter:
    """One mail as its reader sees it; links are made when they are pressed."""

    message: Message
    body: str  # safe HTML; a link that has closed says when, in place of its button

    @property
    def foot(self) -> str:
        return mail.foot(self.message)

    @property
    def files(self) -> list[tuple[int, str]]:
        """Return (number, name) of each calendar file that came with it."""
        names = [name for name, _text in ics.files(self.message.calendar_text)]
        return list(enumerate(names, 1))


@require_safe
def mailbox(request):
    page = keyset(_mine(request), request.GET.get("after", ""), by=("-sent_at", "-pk"), size=SIZE)
    letters = [Letter(message, _body(message, request.now)) for message in page]
    return render(request, "demo/mailbox.html", {"letters": letters, "page": page})


@require_safe
def open_link(request, pk, name):
    """Make the personal link of a letter and go there, as a press in a mail program would."""
    message = get_object_or_404(_mine(request), pk=pk)
    if name not in message.links:
        raise Http404
    try:
        address = mail.link_address(message, name, now=request.now)
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect(request.build_absolute_uri("/" + address.split("/", 3)[3]))


@require_safe
def calendar(request, pk, number=1):
    message = get_object_or_404(_mine(request).exclude(calendar_text=""), pk=pk)
    files = ics.files(message.calendar_text)
    if not 1 <= number <= len(files):
        raise Http404
    name, text = files[number - 1]
    content = f"text/calendar; charset=utf-8; method={message.calendar_method}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=content, headers=headers)


def has_mailbox(user) -> bool:
    """Say whether `user` is a demonstration person; nobody else has a mailbox here."""
    return user.is_authenticated and reserved(user.email)


def _mine(request):
    doors.require_open(request)
    if not has_mailbox(request.user):
        raise Http404
    mine = Message.objects.filter(person=request.user, state__in=WENT)
    return mine.select_related("reply_to")


def _body(message, now):
    def draw(name):
        label = message.links.get(name, {}).get("label", name)
        if closed := mail.closed_at(message, name, now=now):
            said = _("This link closed on %(day)s.") % {"day": say_day(closed)}
            return format_html('<span class="muted">{}: {}</span>', label, said)
        address = reverse("demo:mailbox_link", args=[message.pk, name])
        return format_html('<a class="btn btn--line" href="{}">{}</a>', address, label)

    return mail.html_body(message, draw)
