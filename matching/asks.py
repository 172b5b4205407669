"""What the matching room asks of a person today: two queries of a facilitator, else one."""

import datetime

from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.dates import say_day
from foundation.gathering import Part, gathered
from instruments.models import Sheet, SheetState, Voice
from partnerships.asks_names import said_of
from partnerships.role_asks import of_flag

from . import asks_proposals, flag_asks, leader_asks, standing_forms, workup_asks
from .models import (
    Application,
    ApplicationState,
    Arrival,
    ArrivalState,
    Offer,
    OfferState,
    Reading,
)
from .rounds import open_rounds

MOST = 25  # rows looked at; a home shows five of them
A = ApplicationState


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for a facilitator or lead: screening, reading, a gap, a reply, arrivals."""
    return sorted([*gathered(parts_of_facilitator(user, now)), *others(user, now)])


def parts_of_facilitator(user, now: datetime.datetime) -> list[Part]:
    """Return what forms ask, for a query that other rooms share."""
    rows = _cared_applications(user, now)
    return [Part(rows, "answer_by", lambda rows: _of_applications(rows, user, now))]


def others(user, now: datetime.datetime) -> list[Ask]:
    """Return what replies, arrivals, pairs and flags ask of a facilitator; one query."""
    pairs = asks_proposals.rows_for_facilitator(user, now)
    flags = flag_asks.rows(user, now)
    rows = _cared_offers(user).union(_arrivals(user), *pairs, flags, all=True)[:MOST]
    return [_of_other(row, now) for row in rows]


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for people of an organization: a form, nine questions, a way in."""
    return own(user, now)[0]


def own(user, now: datetime.datetime) -> tuple[list[Ask], list[standing_forms.Line]]:
    """Return what waits for people of an organization, and where its forms stand; one query."""
    open_sheet = Exists(_sheets(Application, state=SheetState.OPEN))
    signed = _sheets(Application, state=SheetState.SIGNED_OFF)
    parts = [
        _own_arrivals(user),
        _drafts(user, now),
        _unanswered(user),
        workup_asks.rows(user, said_of("organization")),
        leader_asks.rows(user),
        *asks_proposals.rows_for_leaders(user, now),
        *standing_forms.rows(user, said_of("organization"), open_sheet, signed, now),
    ]
    rows = list(_own_offers(user).union(*parts, all=True)[: 2 * MOST])
    standing = [row for row in rows if row[0].startswith(standing_forms.MARK)]
    asks = sorted(_of_own(row, now) for row in rows if row not in standing)
    today, standing = timezone.localdate(now), sorted(standing, key=lambda row: row[4])
    return asks, [standing_forms.line(row, today) for row in standing]


# -- facilitators and leads -----------------------------------------------------------------------
def _cared_applications(user, now):
    words = _sheets(Application, state=SheetState.SIGNED_OFF)
    reads = Application.objects.read_by(user).values("pk")
    cared = Application.objects.in_care_of(user).values("pk")
    rows = Application.objects.filter(Q(pk__in=cared) | Q(pk__in=reads))
    mine = _unfinished(user, "application")
    return rows.filter(
        Q(state=A.SUBMITTED) | Q(state=A.ASSESSING) & Exists(words) | workup_asks.held()
    ).annotate(unread=Exists(mine), said=said_of("organization"), **workup_asks.columns(now))


def _cared_offers(user):
    """Rows of (kind, id, organization, person, day, unread, apart)."""
    held, reads = Offer.objects.held_by(user), Offer.objects.read_by(user)
    cared = Q(pk__in=held.values("pk")) | Q(pk__in=reads.values("pk"))
    rows = Offer.objects.filter(cared, state=OfferState.ANSWERED)
    return rows.annotate(unread=Exists(_unfinished(user, "offer"))).values_list(
        _text("offer"), "pk", said_of("organization"), _text(""), "answered_at", "unread"
    )


def _arrivals(user):
    rows = Arrival.objects.waiting_for(user)
    return rows.annotate(unread=Exists(Reading.objects.none())).values_list(
        _text("arrival"), "pk", said_of("organization"), "user__name", "at", "unread"
    )


def _of_applications(rows, user, now):
    return filter(None, [_of_application(row, user, now) for row in rows])


def _of_application(row, user, now):
    where = f"{row.said}, {row.name}"
    if row.state == A.SUBMITTED:
        return _screen(row, user, where, now)
    if row.state == A.PREPARING:
        return workup_asks.of_facilitator(row, now) if row.facilitator_id == user.pk else None
    if row.unread:
        return _read("applications", row.pk, where, row.screened_at)
    if row.facilitator_id != user.pk:
        return None
    if row.apart:
        return Ask(
            1,
            row.screened_at,
            where,
            _("You and the second reader are two steps apart."),
            _("The reply waits for your talk."),
            _("Talk it through"),
            reverse("matching:talk", args=["applications", row.pk]),
            minutes=10,
        )
    return Ask(
        1,
        row.screened_at,
        where,
        _("The reply is ready to send."),
        _("They have answered everything and wait for a word."),
        _("Read and send it"),
        reverse("matching:board", args=["applications", row.pk]),
        minutes=5,
    )


def _screen(row, user, where, now):
    if row.facilitator_id not in (None, user.pk):
        return None
    day = say_day(row.answer_by)
    late = row.answer_by < timezone.localdate(now)
    sentence = _("We promised an answer by %(day)s.") % {"day": day}
    why = _("Nobody looks after it yet.") if row.facilitator_id is None else ""
    due = datetime.datetime.combine(row.answer_by, datetime.time(17), tzinfo=now.tzinfo)
    rank = 0 if late else 2
    if row.facilitator_id is None:
        take = reverse("matching:take", args=["applications", row.pk])
        return Ask(rank, due, where, sentence, why, _("Take it up"), take, minutes=5, post=True)
    page, button = row.get_absolute_url(), _("Read and decide")
    return Ask(rank, due, where, sentence, why, button, page, minutes=5)


def _read(kind, pk, where, due):
    return Ask(
        2,
        due,
        where,
        _("Nine answers are in. Read them beside the levels."),
        _("They wait for what comes next."),
        _("Read them"),
        reverse("matching:board", args=[kind, pk]),
        minutes=20,
    )


def _of_other(row, now):
    kind, pk, said, person, at, unread = row
    if kind in asks_proposals.NAMED:
        return asks_proposals.of_facilitator(row)
    if kind == flag_asks.MARK:
        return of_flag(pk, at, said)
    if kind == "offer":
        if unread:
            return _read("offers", pk, said, at)
        sentence = _("The reply is ready to send.")
        page = reverse("matching:board", args=["offers", pk])
        return Ask(3, at, said, sentence, "", _("Read and send it"), page, minutes=5)
    return Ask(
        3,
        at,
        said,
        _("%(who)s asks to write for %(where)s.") % {"who": person, "where": said},
        _("Their form waits until somebody says yes."),
        _("Look who it is"),
        _arrival(pk),
    )


def _arrival(pk):
    """Return where this person stands on the page of all: who waits is put off one by one."""
    return f"{reverse('matching:arrivals')}#arrival-{pk}"


# -- people of organizations ----------------------------------------------------------------------
def _own_offers(user):
    rows = Offer.objects.of_organizations_of(user).filter(state=OfferState.ASKED)
    return rows.values_list(
        _text("offer"), "pk", said_of("organization"), "round__name", "created_at"
    )


def _own_arrivals(user):
    started = Q(user=user, state=ArrivalState.STARTED)
    waits = Q(pk__in=Arrival.objects.waiting_for(user).values("pk"))
    return Arrival.objects.filter(started | waits).values_list(
        "state", "pk", "organization_name", "user__name", "at"
    )


def _drafts(user, now):
    rounds = open_rounds(now).order_by().values("pk")  # one that closed asks for nothing
    rows = Application.objects.of_organizations_of(user).filter(state=A.DRAFT, round__in=rounds)
    closes = Cast("round__closes_on", DateTimeField())
    return rows.values_list("state", "pk", said_of("organization"), "round__name", closes)


def _unanswered(user):
    rows = Application.objects.of_organizations_of(user).filter(state=A.ASSESSING)
    rows = rows.filter(Exists(_sheets(Application, state=SheetState.OPEN)))
    return rows.values_list("state", "pk", said_of("organization"), "round__name", "screened_at")


def _finish(pk, where, closes, now):
    return Ask(
        3,
        datetime.datetime.combine(closes.date(), datetime.time(23, 59), now.tzinfo),
        where,
        _("Finish your form."),
        _("It can be sent until %(day)s.") % {"day": say_day(closes.date())},
        _("Go on with the form"),
        reverse("matching:application", args=[pk]),
        minutes=12,
        who_sees=_("Your colleagues now, the facilitators when you send it."),
        skipped=_("Nothing is sent."),
        colleague=_colleagues("applications", pk),
    )


def _nine(pk, where, at):
    return Ask(
        2,
        at,
        where,
        _("Answer nine plain questions."),
        _("One or two lines each are enough. Several of you may write."),
        _("Answer the nine questions"),
        reverse("matching:application", args=[pk]),
        minutes=12,
        who_sees=_("Your colleagues now, the facilitator when you sign off."),
        skipped=_("The facilitator asks them when you talk."),
        colleague=_colleagues("applications", pk),
    )


def _colleagues(kind, pk):
    return reverse("matching:colleagues", args=[kind, pk])


def _of_own(row, now):
    kind, pk, said, name, at = row
    if kind == "proposal":
        return asks_proposals.of_leader(row)
    if kind == leader_asks.MARK:
        return leader_asks.of_leader(row)
    if kind.startswith(workup_asks.MARK):
        return workup_asks.of_own(row)
    if kind == A.DRAFT:
        return _finish(pk, f"{said}, {name}", at, now)
    if kind == A.ASSESSING:
        return _nine(pk, f"{said}, {name}", at)
    if kind == "offer":
        return Ask(
            2,
            at,
            f"{said}, {name}",
            _("Say whether you are open to share what you learned."),
            _("Nine plain questions, one or two lines each."),
            _("Answer the nine questions"),
            reverse("matching:offer", args=[pk]),
            minutes=12,
            who_sees=_("Your colleagues now, the facilitator when you sign off."),
            skipped=_("Nobody is suggested to you."),
            colleague=_colleagues("offers", pk),
        )
    if kind == ArrivalState.STARTED:
        page = f"{reverse('matching:go_on')}?wish={pk}"
        return Ask(3, at, said, _("Start your form."), "", _("Start the form"), page, minutes=12)
    sentence = _("%(who)s asks to write for %(where)s.") % {"who": name, "where": said}
    return Ask(3, at, said, sentence, "", _("Look who it is"), _arrival(pk))


# -- shared ---------------------------------------------------------------------------------------
def _sheets(model, **more):
    return Sheet.objects.filter(
        context_kind=model._meta.label_lower, context_id=OuterRef("pk"), voice=Voice.WORDS, **more
    )


def _unfinished(user, kind):
    return Reading.objects.filter(**{kind: OuterRef("pk")}, reader=user, finished_at=None)


def _text(value):
    return Value(value, output_field=CharField())
