"""Forms before, in and after a session. Those a personal link opens start empty, every field."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.fields import id_or_none
from foundation.forms import Form, VersionedForm
from foundation.text import LONGEST
from partnerships.models import Side

from . import rivals
from .models import ActionState, NotHere, ParkedItem, PutOff, Reflection, Session

RATINGS = [
    (5, _("5, very much")), (4, _("4")), (3, _("3, somewhat")), (2, _("2")),
    (1, _("1, not at all")),
]  # fmt: skip
LONGEST_LINE, LONGEST_SHORT = 400, 300
WORDS_OF = {"update": "words", "not_here": "idea"}  # the column of a line's words, else "text"
BOX = {"class": "usa-input"}
PARKED_TO = [
    ("", _("Choose, or it stays parked until the next session")),
    *(choice for choice in ParkedItem.Destination.choices if choice[0] != "open"),
]


def lines(rows: int, **attrs) -> forms.Textarea:
    """Return a box of some rows that takes any direction of writing."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


def day() -> forms.DateInput:
    """Return a date field of the browser."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def short(label, **attrs) -> forms.CharField:
    """Return a field of one line that nobody has to fill in."""
    box = forms.TextInput(attrs={"dir": "auto", **attrs})
    return forms.CharField(label=label, required=False, max_length=LONGEST_SHORT, widget=box)


def hidden() -> forms.CharField:
    """Return a field that a page carries and nobody sees."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(Form):
    """One question on a screen."""

    words = forms.CharField(required=False, max_length=LONGEST)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = question.words, question.hint
        field.widget = lines(4, maxlength=LONGEST)

    @property
    def expected(self) -> int:
        return self.cleaned_data.get("version") or 0


class PutOffForm(Form):
    """Three ways out of an ask. `mates` are (id, role) of one's side.

    `wanted` is the way somebody pressed: it stands first, and is chosen only with `choose`, for who
    signed in; by link nothing is chosen beforehand, because a scanner presses every button.
    """

    way = forms.ChoiceField(
        label=_("What shall we do?"), choices=PutOff.Way.choices, widget=forms.RadioSelect
    )
    colleague = forms.ChoiceField(label=_("Which colleague?"), required=False)

    def __init__(self, *args, mates=(), wanted="", choose=False, **kwargs):
        super().__init__(*args, **kwargs)
        ways = [
            (PutOff.Way.NOT_ME, _("Not me: the facilitator calls somebody instead")),
            (PutOff.Way.NOT_NOW, _("Not now: remind me once, three days before")),
            (PutOff.Way.COLLEAGUE, _("Ask a colleague")),
        ]
        self.fields["way"].choices = sorted(ways, key=lambda way: way[0] != wanted)
        if choose and wanted in PutOff.Way.values:
            self.initial["way"] = wanted
        self.fields["colleague"].choices = [("", _("Choose, if you ask a colleague")), *mates]

    def clean(self):
        values = super().clean()
        if values.get("way") == PutOff.Way.COLLEAGUE and not values.get("colleague"):
            self.add_error("colleague", _("Choose who is asked instead."))
        return values


class TypedForm(VersionedForm):
    """The three answers, as the facilitator heard them in a call."""

    class Meta:
        model = Reflection
        fields = ["did", "happened", "transfers"]
        widgets = {name: lines(3) for name in fields}


class CatchForm(Form):
    """Words while they are said; `key` names the row, so that twice sent is once kept."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.CharField(max_length=20)
    words = forms.CharField(required=False, max_length=LONGEST)
    owner = forms.CharField(required=False)
    due_on = forms.DateField(required=False)
    side = forms.CharField(required=False, max_length=16)


class NotesForm(VersionedForm):
    """What the notes say first."""

    class Meta:
        model = Session
        fields = ["notes"]
        widgets = {"notes": lines(8)}


class RatingForm(Form):
    """Two ratings and a line; nothing is chosen beforehand."""

    applied = forms.TypedChoiceField(
        label=_("How much of it could you apply to your setting?"), choices=RATINGS, coerce=int,
        widget=forms.RadioSelect, required=False, empty_value=None,
    )  # fmt: skip
    shared = forms.TypedChoiceField(
        label=_("How openly did people share what mattered, also what went wrong?"),
        choices=RATINGS, coerce=int,
        widget=forms.RadioSelect, required=False, empty_value=None,
    )  # fmt: skip
    line = forms.CharField(
        label=_("One line"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip


class ReportForm(Form):
    """Done, or will not happen; nothing is chosen beforehand."""

    state = forms.ChoiceField(
        label=_("How did it go?"), widget=forms.RadioSelect,
        choices=[
            (ActionState.DONE, _("It is done")), (ActionState.DROPPED, _("It will not happen")),
        ],
    )  # fmt: skip
    result = forms.CharField(
        label=_("What came of it, in a line"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "maxlength": 1000}),
    )  # fmt: skip


class PromiseForm(Form):
    """One more promise. `people` are (id, label)."""

    text = forms.CharField(label=_("What"), max_length=LONGEST_LINE, widget=lines(2))
    owner = forms.ChoiceField(label=_("Who"))
    due_on = forms.DateField(label=_("By"), widget=day())

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Choose who does it")), *people]


class WrapUpForm(Form):
    """The whole page after a session, made of the rows that are there and a few empty lines."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)  # names its new lines
    notes = forms.CharField(label=_("The notes begin with"), required=False, widget=lines(3))
    drifted = forms.TypedChoiceField(
        label=_("Did it stay with the plan?"), required=False, widget=forms.RadioSelect,
        choices=[("no", _("Yes, it stayed")), ("yes", _("We drifted"))],
        coerce=lambda value: value == "yes", empty_value=None,
    )  # fmt: skip
    focus = short(_("What it moved forward, or what drew us away, in one line"))
    own = forms.CharField(label=_("Your own note"), required=False, widget=lines(3))
    shifted = short(_("View shifted: whose, from what to what"), **BOX)
    stuck = short(_("Stuck on: what does not move, and who holds it"), **BOX)

    def __init__(self, *args, of, rows, people, objectives, sides, blanks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {name: hidden() for name in ("at-own", "was-own", "was-notes")}
        self.of, self.rows, self.people, self.objectives, self.sides = (
            of, rows, people, objectives, sides,
        )  # fmt: skip
        counts = {"update": 1, **blanks}
        self.keys = {kind: self._keys(kind, count) for kind, count in counts.items()}
        for row in rows.of("attendance"):
            self.fields[f"came-{row.pk}"] = forms.BooleanField(required=False)
            self.fields[f"spoke-{row.pk}"] = forms.BooleanField(required=False)
        for kind, keys in self.keys.items():
            for key in keys:
                self._line(kind, key)

    def _keys(self, kind, count) -> list[str]:
        """Return what the lines of a kind are called: rows that stand, then empty lines.

        Of a page that was sent, those that it had: what was caught since stays as it is, and
        a line that was changed here after its row was taken out elsewhere is kept.
        """
        new = [f"new{n}" for n in range(count)]
        stand = [str(row.pk) for row in self.rows.of(kind)]
        if not self.is_bound:
            return stand + new
        sent = [name.removeprefix(f"{kind}-") for name in self.data if name.startswith(f"{kind}-")]
        gone = [key for key in sent if key not in stand and id_or_none(key) is not None]
        return [key for key in [*stand, *gone, *new] if key in sent]

    def row_id(self, kind, key) -> uuid.UUID | None:
        """Return the id of the row a line writes: a new line has one, however often it is sent."""
        if any(str(row.pk) == key for row in self.rows.of(kind)):
            return id_or_none(key)
        page = self.cleaned_data.get("page")
        return uuid.uuid5(self.of, f"{page} {kind} {key}") if page else None

    def _line(self, kind, key):
        self.fields[f"at-{kind}-{key}"], self.fields[f"was-{kind}-{key}"] = hidden(), hidden()
        longest = LONGEST if kind == "update" else LONGEST_LINE
        self.fields[f"{kind}-{key}"] = forms.CharField(required=False, max_length=longest)
        if kind == "action":
            self.fields[f"owner-{key}"] = forms.ChoiceField(
                required=False, choices=[("", _("You, until somebody is named")), *self.people]
            )
            self.fields[f"due-{key}"] = forms.DateField(required=False, widget=day())
        if kind == "parked":
            self.fields[f"to-{key}"] = forms.ChoiceField(required=False, choices=PARKED_TO)
        if kind == "update":
            self.fields[f"plan-{key}"] = forms.BooleanField(required=False)
        if kind == "not_here":
            self.fields[f"whose-{key}"] = forms.ChoiceField(required=False, choices=self.sides)
            self.fields[f"barrier-{key}"] = short("")
            self.fields[f"sort-{key}"] = forms.ChoiceField(
                required=False, choices=[("", _("not said")), *NotHere.Kind.choices]
            )
            self.fields[f"condition-{key}"] = forms.CharField(
                required=False, max_length=LONGEST, widget=lines(2, **{"class": "usa-textarea"})
            )
        if kind in ("action", "decision"):
            self.fields[f"serves-{key}"] = forms.ChoiceField(
                required=False, choices=[("", _("no objective")), *self.objectives]
            )

    def lines(self, kind) -> list[dict]:
        """Return the lines of one kind as bound fields, by what they are."""
        names = ("owner", "due", "to", "plan", "serves", "whose", "barrier", "sort", "condition")
        return [
            {
                "text": self[f"{kind}-{key}"], "number": number, "new": key.startswith("new"),
                **{name: self[f"{name}-{key}"] for name in names if f"{name}-{key}" in self.fields},
            }
            for number, key in enumerate(self.keys[kind], 1)
        ]  # fmt: skip

    @property
    def updates(self):
        return self.lines("update")

    @property
    def decisions(self):
        return self.lines("decision")

    @property
    def actions(self):
        return self.lines("action")

    @property
    def parked(self):
        return self.lines("parked")

    @property
    def thoughts(self):
        """The two lines that the facilitator alone reads (domain 0.38)."""
        return [self["shifted"], self["stuck"]]

    @property
    def not_here(self):
        return self.lines("not_here")

    def given(self, users) -> dict:
        """Return what `wrapup.keep` takes; `users` maps ids to people. Call when it is valid."""
        data = self.cleaned_data
        ticks = {name: self._ticked(name) for name in ("came", "spoke")}
        return {
            "notes": data["notes"], "own": data["own"], "focus": data["focus"],
            "drifted": data["drifted"], "shifted": data["shifted"], "stuck": data["stuck"], **ticks,
            "own_seen": rivals.read(data["at-own"], data["was-own"]),
            "notes_were": rivals.read("", data["was-notes"]).was,
            "updates": self._values("update", "words", {"plan": "changes_plan"}),
            "decisions": self._values("decision", "text", {"serves": "objective_id"}),
            "parked": self._values("parked", "text", {"to": "destination"}),
            "not_here": self._values(
                "not_here", "idea",
                {"whose": "side", "barrier": "barrier", "sort": "kind", "condition": "condition"},
            ),
            "actions": [
                row | {"owner": users.get(row["owner"])}
                for row in self._values(
                    "action", "text",
                    {"owner": "owner", "due": "due_on", "serves": "objective_id"},
                )
            ],
        }  # fmt: skip

    def _ticked(self, name):
        rows = self.rows.of("attendance")
        return {row.pk for row in rows if self.cleaned_data[f"{name}-{row.pk}"]}

    def _values(self, kind, field, more):
        blank_is_none = {"objective_id", "due_on"}
        found = []
        for key in self.keys[kind]:
            row = {field: self.cleaned_data[f"{kind}-{key}"]}
            for name, column in more.items():
                value = self.cleaned_data[f"{name}-{key}"]
                row[column] = (value or None) if column in blank_is_none else value
            if "destination" in row:
                row["destination"] = row["destination"] or ParkedItem.Destination.OPEN
            if "side" in row:
                row["side"] = row["side"] or Side.PARTNER
            found.append(row | self._seen(kind, key, field, more))
        return found

    def _seen(self, kind, key, field, more) -> dict:
        """Return which row a line writes, how it stood on the page, and the names of its fields."""
        data, at = self.cleaned_data, f"at-{kind}-{key}"
        names = {column: f"{name}-{key}" for name, column in more.items()}
        return {
            "pk": self.row_id(kind, key), "at": at, "names": {**names, field: f"{kind}-{key}"},
            "seen": rivals.read(data[at], data[f"was-{kind}-{key}"]),
        }  # fmt: skip

    @property
    def expected(self) -> int:
        return self.cleaned_data.get("version") or 0


def first_values(session, rows, *, notes, not_here=()) -> dict:
    """Return what the page shows when it opens: what was ticked and caught, else who said yes.

    `not_here` are the whole rows of that kind.
    """
    ticked = any(row.yes is not None for row in rows.of("attendance"))
    values = {"version": session.version, "notes": notes, "page": uuid.uuid4()}
    values["was-notes"] = rivals.told({"notes": notes})
    values |= _own_values(rows)
    for row in not_here:
        values[f"not_here-{row.pk}"], values[f"whose-{row.pk}"] = row.idea, row.side
        values[f"barrier-{row.pk}"], values[f"sort-{row.pk}"] = row.barrier, row.kind
        values[f"condition-{row.pk}"] = row.condition
        names = ("idea", "side", "barrier", "kind", "condition")
        was = {name: getattr(row, name) for name in names}
        values |= _was("not_here", row, was)
    for row in rows.of("attendance"):
        values[f"came-{row.pk}"] = row.yes if ticked else row.words == "yes"
        values[f"spoke-{row.pk}"] = bool(row.also)
    for row in rows.of("update", "decision", "action", "parked"):
        values[f"{row.what}-{row.pk}"] = row.words
        values[f"owner-{row.pk}"] = str(row.person) if row.person else ""
        values[f"due-{row.pk}"] = row.day
        values[f"to-{row.pk}"] = "" if row.word == ParkedItem.Destination.OPEN else row.word
        values[f"plan-{row.pk}"] = row.yes
        values[f"serves-{row.pk}"] = str(row.serves) if row.serves else ""
        columns = {"person": "owner_id", "day": "due_on", "word": "destination",
                   "yes": "changes_plan", "serves": "objective_id"}  # fmt: skip
        was = {column: getattr(row, name) for name, column in columns.items()}
        values |= _was(row.what, row, was | {WORDS_OF.get(row.what, "text"): row.words})
    return values


def _was(kind, row, was) -> dict:
    return {f"at-{kind}-{row.pk}": row.version, f"was-{kind}-{row.pk}": rivals.told(was)}


def _own_values(rows) -> dict:
    """Return the fields that the facilitator alone reads, and how their row stands."""
    values = {}
    was = dict.fromkeys(("words", "focus", "shifted", "stuck"), "") | {"drifted": None}
    for row in rows.of("note"):
        said = {True: "yes", False: "no"}.get(row.yes, "")
        values |= {"own": row.words, "focus": row.line, "drifted": said, "at-own": row.version}
        was |= {"words": row.words, "focus": row.line, "drifted": row.yes}
    for row in rows.of("thought"):
        values |= {"shifted": row.words, "stuck": row.line}
        was |= {"shifted": row.words, "stuck": row.line}
    return values | {"was-own": rivals.told(was)}
