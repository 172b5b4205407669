"""Forms that set, move and call off dates."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.dates import ZONES, say_clock
from foundation.forms import Form, draw_day
from partnerships.models import SESSION_MINUTES

from . import slots
from .chosen import Date
from .models import Session, SessionKind

WEEKS = [
    ("1", gettext_lazy("first")), ("2", gettext_lazy("second")), ("3", gettext_lazy("third")),
    ("4", gettext_lazy("fourth")), ("-1", gettext_lazy("last")),
    ("day", gettext_lazy("a day of the month, written below")),
]  # fmt: skip
WEEKDAYS = [
    ("0", gettext_lazy("Monday")), ("1", gettext_lazy("Tuesday")),
    ("2", gettext_lazy("Wednesday")), ("3", gettext_lazy("Thursday")),
    ("4", gettext_lazy("Friday")), ("5", gettext_lazy("Saturday")), ("6", gettext_lazy("Sunday")),
]  # fmt: skip
EARLY = 7  # o’clock; an hour before it needs its am or pm
SAYS_LITTLE = re.compile(r"[1-9]:[0-9]{2}")  # 03:30 is said on a clock of 24 hours
CLOCKS = ["%I:%M %p", "%I:%M%p", "%I %p", "%I%p", "%H:%M", "%H:%M:%S"]
FEWEST, MOST = 1, 12  # dates of one series
SHORTEST, LONGEST = 45, 240  # minutes; in fewer the standard agenda has no room
A_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"  # as a date field takes it
CLOSED = re.compile(rf"{A_DAY}(?:\s*(?:to|–|-)\s*{A_DAY})?")


class ClockField(forms.TimeField):
    """A time as people write it, "3:30 pm"."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"class": "usa-input input--date"})
        super().__init__(input_formats=CLOCKS, widget=widget, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, datetime.time):
            return say_clock(datetime.datetime.combine(datetime.date.min, value))
        return value

    def to_python(self, value):
        """Return the time. Raises ValidationError for "3:30" too: nobody meets before seven."""
        if not isinstance(value, str):
            return super().to_python(value)
        time = super().to_python(value.upper())
        if time and 1 <= time.hour < EARLY and SAYS_LITTLE.fullmatch(value.strip()):
            raise ValidationError(
                _("Morning or afternoon? Write %(typed)s am or %(typed)s pm."),
                params={"typed": value.strip()},
            )
        return time


class ZonesForm(Form):
    """Offers the zones of the people of a partnership first, then those of the United States."""

    zone = forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(self, *args, zones=(), **kwargs):
        super().__init__(*args, **kwargs)
        named = {zone: _("%(zone)s (%(who)s)") % {"zone": ZONES.get(zone, zone), "who": who}
                 for zone, who in zones}  # fmt: skip
        others = {zone: said for zone, said in ZONES.items() if zone not in named}
        self.fields["zone"].choices = [*named.items(), *others.items()]


class MeetsForm(ZonesForm):
    """How people meet; nothing of it is written into calendars but a postal place."""

    mode = forms.ChoiceField(
        label=gettext_lazy("How you meet"), choices=Session.Mode.choices, initial="virtual"
    )
    join_url = forms.URLField(
        label=gettext_lazy("Link to join"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Shown after sign-in only, never in a mail or a calendar."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("An address, if you meet in person."),
    )

    @property
    def meets(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("mode", "join_url", "place")}


class SeriesForm(MeetsForm):
    """One slot for all months."""

    week = forms.ChoiceField(label=gettext_lazy("Each month on the"), choices=WEEKS, initial="2")
    weekday = forms.ChoiceField(label=gettext_lazy("Weekday"), choices=WEEKDAYS, initial="1")
    day = forms.IntegerField(
        label=gettext_lazy("Day of the month"), required=False, min_value=1, max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Only for a day of the month. A month without it takes its last."),
    )  # fmt: skip
    time = ClockField(label=gettext_lazy("Time"), help_text=gettext_lazy("For example: 3:30 pm."))
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes"), min_value=SHORTEST, max_value=LONGEST,
        initial=SESSION_MINUTES, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("90, unless both sides chose otherwise."),
    )  # fmt: skip
    start = forms.DateField(label=gettext_lazy("Not before"))
    count = forms.IntegerField(
        label=gettext_lazy("How many sessions"), min_value=FEWEST, max_value=MOST, initial=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    closed = forms.CharField(
        label=gettext_lazy("Days that are not free"), required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Breaks and testing weeks, one a line: 4/5/2027 to 4/9/2027. "
            "Federal holidays are known."
        ),
    )  # fmt: skip

    field_order = ("week", "weekday", "day", "time", "minutes", "zone", "start", "count", "closed",
                   "mode", "join_url", "place")  # fmt: skip

    @property
    def meets(self) -> dict:
        return {**super().meets, **self.length}

    @property
    def length(self) -> dict:
        """How long each lasts; both sides chose it, or it is 90 minutes (domain 0.66)."""
        return {"minutes": self.cleaned_data["minutes"]}

    def clean_closed(self):
        found = []
        for line in self.cleaned_data["closed"].splitlines():
            if line.strip():
                found.append(self._stretch(line))
        return found

    def _stretch(self, line):
        hit = CLOSED.fullmatch(line.strip())
        try:
            first, last = (forms.DateField().clean(day) for day in (hit[1], hit[2] or hit[1]))
            return min(first, last), max(first, last)
        except (TypeError, ValidationError):
            text = _("“%(line)s” is not a day. Write 4/5/2027, or 4/5/2027 to 4/9/2027.")
            raise ValidationError(text % {"line": line}) from None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("week") == "day" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Which day of the month?"))
        return cleaned

    @property
    def slot(self) -> slots.Slot:
        data = self.cleaned_data
        when = {"time": data["time"], "zone": data["zone"]}
        if data["week"] == "day":
            return slots.Slot(day=data["day"], **when)
        return slots.Slot(nth=int(data["week"]), weekday=int(data["weekday"]), **when)

    def preview(self) -> list[slots.Planned]:
        data = self.cleaned_data
        return slots.preview(self.slot, data["start"], data["count"], blackouts=data["closed"])


class DatesForm(Form):
    """The dates of a preview: each may be changed or left out before all are saved."""

    def __init__(self, *args, rows, slot, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.slot = rows, slot
        for number, row in enumerate(rows):
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("Date %(n)d") % {"n": number + 1}, initial=row.day
            )
            draw_day(self.fields[f"day_{number}"])
            self.fields[f"leave_{number}"] = forms.BooleanField(
                label=_("Leave this one out"), required=False
            )
            if row.clash:
                self.fields[f"instead_{number}"] = self._instead(row)

    def _instead(self, row):
        label = (
            _("The clocks skip this time that day. Take another")
            if row.clash == "gap"
            else _("This time comes twice that day. Which one?")
        )
        choices = [
            (f"{moment:%H:%M} {moment.fold}", f"{say_clock(moment)} ({moment.tzname()})")
            for moment in row.instead
        ]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)

    def lines(self):
        """Yield (planned row, day field, leave field, instead field or None)."""
        for number, row in enumerate(self.rows):
            names = set(self.fields)
            instead = f"instead_{number}"
            yield (row, self[f"day_{number}"], self[f"leave_{number}"],
                   self[instead] if instead in names else None)  # fmt: skip

    @property
    def dates(self) -> list[Date]:
        found = []
        for number in range(len(self.rows)):
            if self.cleaned_data[f"leave_{number}"]:
                continue
            time, fold = self.slot.time, 0
            if chosen := self.cleaned_data.get(f"instead_{number}"):
                clock, _space, mark = chosen.partition(" ")
                time, fold = datetime.time.fromisoformat(clock), int(mark)
            day = self.cleaned_data[f"day_{number}"]
            found.append(Date(day, time, self.slot.zone, fold))
        return found


class WhenForm(ZonesForm):
    """One day and time; where the clocks make a time double, it asks which one."""

    day = forms.DateField(label=gettext_lazy("Day"))
    time = ClockField(label=gettext_lazy("Time"), help_text=gettext_lazy("For example: 3:30 pm."))
    second = forms.BooleanField(
        label=gettext_lazy("The second one, if the clocks make this time come twice"),
        required=False,
    )
    field_order = ("day", "time", "zone", "second")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self._twice():
            del self.fields["second"]

    def _twice(self) -> bool:
        """Say whether what was sent names an hour that comes twice."""
        try:
            day = self.fields["day"].clean(self.data.get("day"))
            time = self.fields["time"].clean(self.data.get("time"))
            slots.moment(day, time, self.data.get("zone", ""))
        except slots.TwiceThatDay:
            return True
        except (ValidationError, ValueError, KeyError, OSError):
            return False
        return False

    @property
    def date(self) -> Date:
        data = self.cleaned_data
        return Date(data["day"], data["time"], data["zone"], int(data.get("second", False)))


class AddForm(WhenForm, MeetsForm):
    """A session outside the series."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[c for c in SessionKind.choices if c[0] != SessionKind.KICKOFF],
        initial=SessionKind.EXTRA,
    )
    field_order = ("kind", "day", "time", "zone", "second", "mode", "join_url", "place")


class KickoffForm(WhenForm, MeetsForm):
    """The day of the kickoff: in one room, or a reason why not (domain 0.44)."""

    mode_reason = forms.CharField(
        label=gettext_lazy("Why not in person"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Only if you meet by video. Both sides read it."),
    )
    field_order = ("day", "time", "zone", "second", "mode", "place", "mode_reason", "join_url")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("mode", Session.Mode.IN_PERSON)

    def clean(self):
        cleaned = super().clean()
        apart = cleaned.get("mode") == Session.Mode.VIRTUAL
        if apart and not cleaned.get("mode_reason") and "mode_reason" not in self.errors:
            self.add_error("mode_reason", _("Say why not in person. Both sides read it."))
        return cleaned

    @property
    def meets(self) -> dict:
        reason = self.cleaned_data["mode_reason"]
        apart = self.cleaned_data["mode"] == Session.Mode.VIRTUAL
        return {**super().meets, "mode_reason": reason if apart else ""}


class MoveForm(WhenForm, MeetsForm):
    """Another day for one session, or another way to meet, with the reason that everybody reads.

    A new link to join alone needs no reason: it stands on the session's page and in no mail.
    """

    mode_reason = forms.CharField(
        label=gettext_lazy("Why not in person"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Only if you meet by video. Both sides read it."),
    )
    because = forms.CharField(
        label=gettext_lazy("Why it changes"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "One sentence. Everybody invited reads it in the mail. A new link to join needs none."
        ),
    )
    field_order = ("day", "time", "zone", "second", "mode", "place", "mode_reason", "join_url",
                   "because")  # fmt: skip
    one_of = ("because",)  # needed with most changes, so that it is not marked as optional

    def __init__(self, *args, session, zones=(), **kwargs):
        if session.zone not in {*dict(zones), *ZONES}:  # whoever lived there may have left
            zones = [*zones, (session.zone, _("as it was agreed"))]
        super().__init__(*args, zones=zones, **kwargs)
        self.session = session
        if session.kind != SessionKind.KICKOFF:
            del self.fields["mode_reason"]

    def clean(self):
        """A day, a place and a way to meet change with a reason that everybody reads."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        apart = "mode_reason" in self.fields and cleaned["mode"] == Session.Mode.VIRTUAL
        if apart and not cleaned["mode_reason"]:
            self.add_error("mode_reason", _("Say why not in person. Both sides read it."))
        if self._told() and not cleaned["because"].strip():
            self.add_error("because", _("Write why in a sentence: everybody invited reads it."))
        return cleaned

    def _told(self) -> bool:
        old, new = self.session, self.cleaned_data
        was = (old.local_date, old.local_time, old.zone, old.mode, old.place)
        return was != tuple(new[name] for name in ("day", "time", "zone", "mode", "place"))

    @property
    def meets(self) -> dict:
        found = super().meets
        if "mode_reason" in self.fields:
            apart = found["mode"] == Session.Mode.VIRTUAL
            found["mode_reason"] = self.cleaned_data["mode_reason"] if apart else ""
        return found


class BecauseForm(Form):
    """A reason that everybody invited reads."""

    because = forms.CharField(
        label=gettext_lazy("Why it does not take place"),
        max_length=300,
        help_text=gettext_lazy("One sentence. Everybody invited reads it in the mail."),
    )


class ComingForm(Form):
    """Whether one comes; nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Do you come?"),
        choices=[("yes", gettext_lazy("I come")), ("no", gettext_lazy("I cannot come"))],
        widget=forms.RadioSelect,
    )
