"""What the mail desk shows: a list by filter, its counts, and one message beside it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from foundation import dates
from foundation.numbers import spelled_first
from foundation.paging import Page, keyset
from foundation.text import clean_name

from . import hours, ics, mail, permissions, whose, words
from .models import (
    DID_NOT_ARRIVE,
    ENDED_UNSENT,
    NEVER_SHOWN,
    WAITS_FOR_A_PERSON,
    Message,
    State,
    Suppression,
)

FILTERS = {
    "week": gettext_lazy("This week"),
    "coming": gettext_lazy("Still to go"),
    "waiting": gettext_lazy("Waiting"),
    "failed": gettext_lazy("Failed"),
    "stopped": gettext_lazy("Stopped"),
    "person": gettext_lazy("One person"),
}
HAS_NOT_RECEIVED = ngettext_lazy(
    "%(name)s has not received a message", "%(name)s has not received %(n)d messages", "n"
)
MAY_HAVE_RECEIVED = ngettext_lazy(
    "Nobody knows whether %(name)s received a message",
    "Nobody knows whether %(name)s received %(n)d messages",
    "n",
)
ORDER = ("due_at", "written_at", "subject", "pk")  # the same one to several people side by side
RANK = [*DID_NOT_ARRIVE, *WAITS_FOR_A_PERSON]  # what a row of several people says first


@dataclass(frozen=True)
class Row:
    """A line of the list: one message, or the same one to several people."""

    messages: list
    now: datetime
    places: dict = field(default_factory=dict)  # person id to what their organization is called

    @property
    def first(self) -> Message:
        return min(self.messages, key=lambda m: RANK.index(m.state) if m.state in RANK else 99)

    @property
    def who(self) -> str:
        count = len(self.messages)
        if count > 1:
            return _("%(n)d people") % {"n": count}
        place = self.places.get(self.first.person_id)
        return f"{self.first.person}, {place}" if place else str(self.first.person)

    @property
    def state(self) -> str:
        said, count = words.state(self.first, self.now), len(self.messages)
        same = sum(message.state == self.first.state for message in self.messages)
        if count == 1:
            return said
        return _("%(state)s, %(some)d of %(all)d") % {"state": said, "some": same, "all": count}

    @property
    def shape(self) -> str:
        return words.shape(self.first)

    @property
    def reason(self) -> str:
        return words.reason(self.first)

    def holds(self, message) -> bool:
        return any(one.pk == message.pk for one in self.messages)


@dataclass(frozen=True)
class Shown:
    """The message beside the list, with what this reader may see and do."""

    message: Message
    text: str  # safe HTML without addresses, or ""
    hidden_because: str
    facts: list
    state: str
    shape: str
    onward: str
    others: list
    acts: list


@dataclass(frozen=True)
class Desk:
    """The whole page."""

    filters: list
    show: str
    name: str
    lead: str
    rows: list
    page: Page
    shown: Shown | None
    trouble: dict | None
    nothing: tuple[str, str, str]  # what an empty week says, where one goes on, and its words


def read(user, query, *, now: datetime) -> Desk:
    """Return the desk of `user` for a query (show, name, person, m, after).

    Raises Http404 for a message that this person may not list.
    """
    show = query.get("show") if query.get("show") in FILTERS else "week"
    mine, name = Message.objects.visible_to(user), clean_name(query.get("name", ""))
    condition, week = conditions(now), _week(now)
    wanted = mine.filter(_person(query, name) if show == "person" else condition[show])
    rows = wanted.select_related("person", "reply_to")
    by = ORDER if show == "coming" else tuple(f"-{name}" for name in ORDER)  # the next one first
    page = keyset(rows, query.get("after", ""), by=by)
    day = timezone.localdate(now)
    lines = _rows(page, now, whose.places([message.person_id for message in page], day))
    counts = _counts(mine, condition, week)
    chosen = _chosen(mine, lines, query.get("m"))
    return Desk(
        filters=[(key, label, counts.get(key)) for key, label in FILTERS.items()],
        show=show,
        name=name,
        lead=_lead(counts),
        rows=[(line, bool(chosen and line.holds(chosen))) for line in lines],
        page=page,
        shown=_shown(user, chosen, lines, now) if chosen else None,
        trouble=_trouble(page),
        nothing=_nothing(mine, counts, lines),
    )


def conditions(now: datetime) -> dict[str, Q]:
    """Return what each filter lists; what waits, failed or is still to go, whatever its week."""
    week = _week(now)
    return {
        "week": week,
        "coming": Q(state=State.QUEUED),
        "waiting": Q(state__in=WAITS_FOR_A_PERSON),
        "failed": Q(state__in=DID_NOT_ARRIVE),
        "stopped": week & Q(state__in=ENDED_UNSENT),
    }


def _week(now):
    local = timezone.localtime(now)
    monday = local.date() - timedelta(days=local.weekday())
    start = datetime.combine(monday, time(), local.tzinfo)
    return Q(due_at__gte=start, due_at__lt=datetime.combine(
        monday + timedelta(days=7), time(), local.tzinfo))  # fmt: skip


def _counts(mine, condition, week):
    listed = week | condition["coming"] | condition["waiting"] | condition["failed"]
    open_or_near = mine.filter(listed)
    return open_or_near.aggregate(**{key: Count("pk", filter=q) for key, q in condition.items()})


def _person(query, name):
    try:
        return Q(person=uuid.UUID(query.get("person", "")))
    except ValueError:
        return Q(person__name__icontains=name) if name else Q(pk__in=[])


def _rows(page, now, places):
    """Return a line for each message; the same one to several people, not twice to one, is one."""
    lines: list[list] = []
    for message in page:
        last = lines[-1] if lines else []
        if last and _same(last[0]) == _same(message) and message.person not in _people(last):
            last.append(message)
        else:
            lines.append([message])
    return [Row(messages, now, places) for messages in lines]


def _same(message):
    return message.kind, message.subject, message.context_id


def _people(messages):
    return {message.person for message in messages}


def _chosen(mine, lines, wanted):
    if not wanted:
        return lines[0].first if lines else None
    for line in lines:
        for message in line.messages:
            if str(message.pk) == wanted:
                return message
    try:
        key = uuid.UUID(wanted)
    except ValueError:
        key = None
    return get_object_or_404(mine.select_related("person", "reply_to"), pk=key)


def _lead(counts):
    week, waiting, failed = counts["week"], counts["waiting"], counts["failed"]
    parts = [
        ngettext("%(n)s message this week.", "%(n)s messages this week.", week),
        ngettext("%(n)s waits for you.", "%(n)s wait for you.", waiting) if waiting else "",
        ngettext("%(n)s could not be delivered.", "%(n)s could not be delivered.", failed)
        if failed
        else "",
    ]
    said = [
        part % {"n": _number(n)} for part, n in zip(parts, (week, waiting, failed), strict=True)
    ]
    return " ".join(part for part in said if part)


def _nothing(mine, counts, lines):
    """Say of an empty week what is so for this reader, who may not read all mail."""
    text = onward = words_ = ""
    if counts["coming"] and not lines:
        text = ngettext(
            "Nothing went out this week. %(n)s message is still to go.",
            "Nothing went out this week. %(n)s messages are still to go.",
            counts["coming"],
        ) % {"n": counts["coming"]}
        onward, words_ = "?show=coming", _("See what goes next")
    elif not lines and mine.exists():
        text = _("Nothing went out this week, and nothing is due.")
    elif not lines:
        text = _(
            "You read here the mail about what you look after, and your own. There is none yet. "
            "The first goes once an organization writes a form, or is asked to share what it "
            "learned."
        )
    return text, onward or reverse("home"), words_ or _("See what stands on Today")


def _number(count):
    """Say a count as it begins a sentence: "No", "Seven", "11"."""
    return spelled_first(count) if count else _("No")


def _trouble(page):
    """Name the person on this page whom most messages did not reach, or may not have reached."""
    for states, said in (
        (DID_NOT_ARRIVE, HAS_NOT_RECEIVED),
        ((State.IN_DOUBT,), MAY_HAVE_RECEIVED),
    ):
        missed: dict = {}
        for message in page:
            if message.state in states:
                missed.setdefault(message.person, []).append(message)
        if missed:
            person, lost = max(missed.items(), key=lambda item: len(item[1]))
            heading = said % {"name": person, "n": len(lost)}
            text = f"{words.reason(lost[0])} {words.onward(lost[0])}"
            return {"heading": heading, "text": text}
    return None


def _shown(user, message, lines, now):
    readable, may_steer = permissions.rights(user, message)
    return Shown(
        message=message,
        text=mail.masked(message.body) if readable else "",
        hidden_because="" if readable else _hidden(message),
        facts=_facts(message, now),
        state=words.state(message, now),
        shape=words.shape(message),
        onward=words.onward(message),
        others=[
            (one, words.state(one, now), words.shape(one))
            for line in lines
            if line.holds(message)
            for one in line.messages
            if one.pk != message.pk
        ],
        acts=_acts(message) if may_steer else [],
    )


def _hidden(message):
    if message.kind in NEVER_SHOWN:
        return _("The text of pulse mails and codes is shown to nobody but the person it is for.")
    return _("You see when it goes and what became of it, not what it says.")


def _facts(message, now):
    went = message.sent_at or message.handed_at
    facts = [(_("Went") if went else _("Due"), dates.say_when(went or message.due_at))]
    facts.append((_("Why"), message.why))
    if reason := words.reason(message).replace(message.why, ""):
        facts.append((_("Now"), reason))
    if message.state in {State.QUEUED, State.HELD}:
        facts.append((_("To this person"), _share(message, now)))
    if message.minutes:
        asks = ngettext("%(n)d minute", "%(n)d minutes", message.minutes)
        facts.append((_("Asks for"), asks % {"n": message.minutes}))
    if message.reply_to:
        facts.append((_("A reply goes to"), str(message.reply_to)))
    if files := len(ics.files(message.calendar_text)):
        attached = ngettext("calendar file", "%(n)d calendar files", files) % {"n": files}
        facts.append((_("Attached"), attached))
    return facts


def _share(message, now):
    if message.exempt:
        return _("does not count to the two a week")
    sent = Message.objects.counted(message.person, now - hours.WEEK).count()
    said = _("%(n)d of at most %(most)d went in the last seven days")
    return said % {"n": sent, "most": hours.PER_WEEK}


def _acts(message):
    """Return [(url name, words)] of what can be done with it now; the first is the main one."""
    again = ("send", _("Send it again"))
    let_go = ("let_go", _("Let it go"))
    if message.state == State.SUPPRESSED:
        closed = Suppression.objects.of(message.person.email).exists()
        lift = [("lift", _("Open the address and send it"))] if closed else []
        return [*lift, let_go]
    return {
        State.QUEUED: [("send", _("Send it now")), ("hold", _("Hold it")), let_go],
        State.HELD: [("send", _("Send it now")), let_go],
        State.FAILED: [again, let_go],
        State.BOUNCED: [again, let_go],
        State.IN_DOUBT: [again, let_go],
    }.get(State(message.state), [])
