"""Message rules around the forms (message calendar, rows 1, 4 and 7) and after a match (row 11).

Each asks at most three times and stops by itself; none says what anybody wrote or answered.
"""

from abc import abstractmethod
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.dates import say_day
from instruments.models import Sheet, SheetState, Voice
from notifications import hours, rules
from notifications.models import MessageKind
from partnerships.models import RoundState, Side

from . import authority, deadlines
from .models import (
    Application,
    ApplicationState,
    MatchProposal,
    Offer,
    OfferState,
    ProposalState,
    SideCall,
)

DAY = timedelta(days=1)
LATE = 3 * DAY  # a reminder that could not be planned in time is dropped, not sent late
CLOSES = 14 * DAY


def _mail(key, person, name, *, at, until, about, label, why, **context):
    subject, body = rules.text(f"matching/mail/{name}.txt", **context)
    return rules.Due(
        key=key, person=person, subject=subject, body=body, at=at, why=why, about=about,
        expires_at=until, links={"read": rules.Link("answer", label)}, reply_to=about.facilitator,
    )  # fmt: skip


def _here(user_id, organization, day):
    """Return that person while they belong to `organization`, else those who decide for it."""
    here = User.objects.filter(
        pk=user_id, is_active=True, memberships__in=organization.memberships.on(day)
    )
    return list(here) or [row.user for row in authority.deciders(organization, day)]


def _now_due(at, now):
    return now - LATE <= at <= now + rules.AHEAD


@rules.register
class FinishForm(rules.Rule):
    """Row 1: a form that was begun, after three and ten days and before the round closes."""

    name = "matching.finish_form"
    rows = (1,)
    who = gettext_lazy("applicant")
    kind = MessageKind.REMINDER
    ask = True
    minutes = 12
    skipped = gettext_lazy("Nothing is sent, and the words are kept.")
    screen = gettext_lazy("The facilitator's page of the form.")
    midweek = True

    AFTER = (3 * DAY, 10 * DAY)

    def due(self, now):
        rows = Application.objects.filter(
            state=ApplicationState.DRAFT, round__state=RoundState.OPEN, created_by__isnull=False
        )
        rows = rows.filter(round__closes_on__gte=now.date(), created_at__gt=now - 400 * DAY)
        related = rows.select_related("round", "organization", "facilitator")
        for form in related.iterator(chunk_size=500):
            yield from self._of(form, now)

    def _of(self, form, now):
        noon = form.created_at.replace(hour=15, minute=0, second=0, microsecond=0)
        closing = noon + (form.round.closes_on - 3 * DAY - noon.date())
        moments = [form.created_at + after for after in self.AFTER]
        moments = [at for at in moments if at < closing - 2 * DAY]
        for number, at in enumerate([*moments, max(closing, form.created_at + DAY)]):
            if not _now_due(at, now):
                continue
            for person in _here(form.created_by_id, form.organization, now.date()):
                began = person.pk == form.created_by_id
                yield _mail(
                    f"form:{form.pk}:finish:{number}" + ("" if began else f":{person.pk}"), person,
                    "finish", at=at, about=form,
                    until=deadlines.end_of(form.round.closes_on, person.time_zone),
                    label=_("Go on writing"), why=_("A form was begun and not sent."),
                    own=form.organization.said, round=form.round.name, minutes=self.minutes,
                    last=say_day(form.round.closes_on), began=began,
                )  # fmt: skip

    def stopped(self, message, now):
        """Say why the form needs no reminder any more."""
        forms = Application.objects.select_related("round", "organization")
        form = forms.filter(pk=message.context_id).first()
        if form is None or form.state == ApplicationState.WITHDRAWN:
            return _("The form was withdrawn.")
        if form.state != ApplicationState.DRAFT:
            return _("The form was sent.")
        if form.round.state != RoundState.OPEN:
            return _("The round has closed.")
        return authority.left(message.person, form.organization, now)


class NineQuestions(rules.Rule):
    """What both kinds of nine questions share: who is asked, when, and when it stops."""

    kind = MessageKind.REMINDER
    ask = True
    minutes = 12
    midweek = True
    model: Any = Application
    open_in = ""
    since = ""  # the field from which the days are counted
    template = ""
    AFTER: tuple = ()

    @abstractmethod
    def people(self, subject, day):
        """Return who is asked."""

    def moment(self, number, began, person):
        """Return when the `number`-th mail of what began at `began` goes to `person`."""
        return began + self.AFTER[number]

    def due(self, now):
        rows = self._waiting().filter(**{f"{self.since}__gt": now - CLOSES})
        related = rows.select_related("round", "organization", "facilitator")
        for subject in related.iterator(chunk_size=500):
            yield from self._of(subject, now)

    def _waiting(self):
        """Return those whose nine answers are still being written; one query."""
        words = Sheet.objects.filter(
            context_kind=self.model._meta.label_lower, context_id=OuterRef("pk"),
            voice=Voice.WORDS, state=SheetState.OPEN,
        )  # fmt: skip
        return self.model.objects.filter(Exists(words), state=self.open_in)

    def _of(self, subject, now):
        began = getattr(subject, self.since)
        for number, after in enumerate(self.AFTER):
            if not _now_due(began + after, now):
                continue
            for person in self.people(subject, now.date()):
                last = (began + CLOSES).astimezone(person.time_zone).date()
                yield _mail(
                    f"{subject._meta.model_name}:{subject.pk}:nine:{number}:{person.pk}", person,
                    self.template, at=self.moment(number, began, person),
                    until=deadlines.end_of(last, person.time_zone), about=subject,
                    label=_("Answer the nine questions"),
                    why=_("Nine questions wait for an answer."), own=subject.organization.said,
                    round=subject.round.name, minutes=self.minutes, again=number > 0,
                    facilitator=subject.facilitator, last=say_day(last),
                )  # fmt: skip

    def stopped(self, message, now):
        """Say why nobody has to be reminded any more."""
        waits = self._waiting().select_related("organization").filter(pk=message.context_id).first()
        if waits is not None:
            return authority.left(message.person, waits.organization, now)
        answered = Sheet.objects.filter(
            context_kind=self.model._meta.label_lower, context_id=message.context_id,
            voice=Voice.WORDS, state=SheetState.SIGNED_OFF,
        )  # fmt: skip
        if answered.exists():
            return _("The nine questions are answered.")
        return _("The nine questions are not asked any more.")


@rules.register
class AnswerReadiness(NineQuestions):
    """Row 4: whoever sent the form, four and nine days after it was found to fit."""

    name = "matching.answer_readiness"
    rows = (4,)
    who = gettext_lazy("applicant")
    skipped = gettext_lazy("The facilitator calls; nothing written is lost.")
    screen = gettext_lazy("The facilitator's page of the nine answers.")
    model = Application
    open_in = ApplicationState.ASSESSING
    since = "screened_at"
    template = "nine"
    AFTER = (4 * DAY, 9 * DAY)  # the first mail is the answer to the form

    def people(self, subject, day):
        return _here(subject.submitted_by_id, subject.organization, day)


@rules.register
class AnswerOpenness(NineQuestions):
    """Row 7: who decides for an organization that is asked to share, at once, after 5 and 10."""

    name = "matching.answer_openness"
    rows = (7,)
    who = gettext_lazy("leader")
    minutes = 12
    skipped = gettext_lazy("Nobody suggests the organization; nothing else happens.")
    screen = gettext_lazy("The facilitator's page of the nine answers.")
    model = Offer
    open_in = OfferState.ASKED
    since = "created_at"
    template = "share"
    midweek = False  # the first goes at once; what follows is moved below
    AFTER = (timedelta(0), 5 * DAY, 10 * DAY)

    def moment(self, number, began, person):
        """At once (domain, calendar row 7); reminders in the middle of the week, if it is time."""
        at = super().moment(number, began, person)
        later = hours.midweek(at, person.time_zone) if number else at
        return later if later < began + CLOSES else at

    def people(self, subject, day):
        leaders = list(authority.deciders(subject.organization, day))
        rows = leaders or list(authority.people(subject.organization, day))
        return [row.user for row in rows[:1]]


@rules.register
class CallBoth(rules.Rule):
    """Row 11: two days after a match, while a side has not been called alone."""

    name = "matching.call_both"
    rows = (11,)
    who = gettext_lazy("facilitator")
    kind = MessageKind.REMINDER
    ask = True
    minutes = 30
    skipped = gettext_lazy("Hopes and worries come up later, in front of the other side.")
    screen = gettext_lazy("The facilitator's page of the proposal.")

    AFTER = 2 * DAY

    def due(self, now):
        rows = MatchProposal.objects.with_parties().filter(
            state=ProposalState.MATCHED, answered_at__gt=now - CLOSES
        )
        for proposal in rows.annotate(called=Count("calls")).filter(called__lt=len(Side)):
            at = proposal.answered_at + self.AFTER
            if _now_due(at, now):
                subject, body = rules.text("matching/mail/call_both.txt", name=proposal.name)
                yield rules.Due(
                    key=f"proposal:{proposal.pk}:call", person=proposal.application.facilitator,
                    subject=subject, body=body, at=at, why=_("Two days after the match."),
                    about=proposal, expires_at=proposal.answered_at + CLOSES,
                    links={"read": rules.Link("answer", _("Note the calls"))},
                )  # fmt: skip

    def stopped(self, message, now):
        """Say that both were called."""
        called = SideCall.objects.filter(proposal=message.context_id).count()
        return _("Both were called.") if called == len(Side) else ""
