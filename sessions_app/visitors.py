"""Who stands before a page that opens with a personal link or with a sign-in.

By link alone people answer; their name and words show only to them, signed in, or in the browser
that wrote (design, "Personal links").
"""

import uuid
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils import timezone

from accounts import links
from accounts.models import PersonalLink, Purpose
from partnerships.permissions import place_of

from .models import Attendance, Session
from .queries import whole


@dataclass(frozen=True)
class Visitor:
    """Whose page it is, the link it was opened with (None: signed in), and whether words show."""

    person: object
    link: PersonalLink | None
    reads: bool

    @property
    def by_link(self) -> bool:
        return self.link is not None


def with_seat(rows, user):
    """Annotate what `user` answered to the invitation, None where not invited: `own_answer`."""
    own = Attendance.objects.filter(session=OuterRef("pk"), user=user)
    return rows.annotate(own_answer=Subquery(own.values("answer")[:1]))


def session_of(pk):
    """Return the session with what its pages show, whoever asks. Raises Http404 for none."""
    session = whole().filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def visitor(request, purpose, about, session) -> Visitor | None:
    """Return who may act here: signed in on a side, else by a standing link; None for nobody."""
    user = request.user
    if user.is_authenticated and place_of(user, session.partnership).side:
        return Visitor(user, None, True)
    link = links.opened(request, purpose, about)
    if link is None or not place_of(link.user, session.partnership).side:
        return None
    return Visitor(link.user, link, links.may_read_back(request, link))


def invited_by(request, session) -> PersonalLink | None:
    """Return the opened link by which a visitor may say whether they come to `session`, or None.

    An invitation tells of several dates of one partnership; its link opens each of them.
    """
    opened = [uuid.UUID(key) for key in request.session.get(links.OPENED, [])]
    dates = Session.objects.filter(partnership=session.partnership_id)
    found = PersonalLink.objects.standing(request.now).filter(
        pk__in=opened, purpose=Purpose.RSVP,
        context_kind=Session._meta.label_lower, context_id__in=dates.values("pk"),
    )  # fmt: skip
    link = found.select_related("user").order_by("-made_at").first()
    if link and not request.user.is_authenticated:
        timezone.activate(link.user.time_zone)
    return link


def turned_away(request):
    """Answer somebody without a link: 404, said to a visitor as a link that opens nothing."""
    if request.user.is_authenticated:
        raise Http404
    return links.lost(request)


def wrote(request, who: Visitor, *, unseen: bool = False) -> None:
    """Count one use of the link, if it was one; `unseen` as `links.used` takes it.

    Call it in the POST that acted.
    """
    if who.link:
        links.used(request, who.link, unseen=unseen)
