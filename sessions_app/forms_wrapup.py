"""The form of the wrap-up page: everything that was caught, on one page, with its versions."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.fields import id_or_none
from foundation.forms import Form, draw_day
from foundation.text import LONGEST
from partnerships.models import Side

from . import rivals, seats
from .forms_work import BOX, LONGEST_LINE, lines, short
from .models import FACILITATION, NotHere, ParkedItem

WORDS_OF = {"update": "words", "not_here": "idea"}  # the column of a line's words, else "text"
PARKED_TO = [
    ("", _("Choose, or it stays parked until the next session")),
    *(choice for choice in ParkedItem.Destination.choices if choice[0] != "open"),
]
STAYS_PARKED = _("stays parked until the next session")
LINES = {
    "update": _("News"), "decision": _("Decision"), "action": _("Promise"), "parked": _("Parked"),
    "not_here": _("Idea"),
}  # fmt: skip
PARTS = {  # what stands beside a line
    "owner": _("who"), "due": _("by"), "to": _("where it goes"), "serves": _("what it serves"),
    "settles": _("what it serves"),  # of a decision: a new promise has the same key
    "plan": _("changes our plan"), "whose": _("whose setting"),
    "sort": _("what stands in the way"), "barrier": _("in a line"),
    "condition": _("what would have to be true here"),
}  # fmt: skip


def hidden() -> forms.CharField:
    """Return a field that a page carries and nobody sees."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


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
        self.fields |= {name: hidden() for name in ("at-own", "was-own", "was-notes", "was-seats")}
        self.of, self.rows, self.people, self.objectives, self.sides = (
            of, rows, people, objectives, sides,
        )  # fmt: skip
        counts = {"update": 1, **blanks}
        self.keys = {kind: self._keys(kind, count) for kind, count in counts.items()}
        known = dict(people)  # the places of others are not on the page
        self.places = [row for row in rows.of("attendance") if str(row.person) in known]
        for row in self.places:
            self.fields[f"came-{row.pk}"] = forms.BooleanField(required=False)
            self.fields[f"spoke-{row.pk}"] = forms.BooleanField(required=False)
        for kind, keys in self.keys.items():
            for number, key in enumerate(keys, 1):
                self._line(kind, key, number)

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

    def _line(self, kind, key, number):
        """Add a line and what stands beside it, each called so: "Promise 1", "Promise 1, by"."""
        self.fields[f"at-{kind}-{key}"], self.fields[f"was-{kind}-{key}"] = hidden(), hidden()
        longest = LONGEST if kind == "update" else LONGEST_LINE
        name = f"{LINES[kind]} {number}"
        self.fields[f"{kind}-{key}"] = forms.CharField(
            label=name, required=False, max_length=longest
        )
        for part, field in self._parts(kind).items():
            field.label, field.required = f"{name}, {PARTS[part]}", False
            if isinstance(field, forms.DateField):
                draw_day(field)
            self.fields[f"{part}-{key}"] = field

    def _parts(self, kind) -> dict[str, forms.Field]:
        if kind == "action":
            people = [("", _("You, until somebody is named")), *self.people]
            return {
                "owner": forms.ChoiceField(choices=people), "due": forms.DateField(),
                "serves": self._serves(),
            }  # fmt: skip
        if kind == "not_here":
            box = lines(2, **{"class": "usa-textarea"})
            return {
                "whose": forms.ChoiceField(choices=self.sides), "barrier": short(""),
                "sort": forms.ChoiceField(choices=[("", _("not said")), *NotHere.Kind.choices]),
                "condition": forms.CharField(max_length=LONGEST, widget=box),
            }  # fmt: skip
        if kind == "parked":
            return {"to": forms.ChoiceField(choices=PARKED_TO)}
        return {"settles": self._serves()} if kind == "decision" else {"plan": forms.BooleanField()}

    def _serves(self):
        return forms.ChoiceField(choices=[("", _("no objective")), *self.objectives])

    def lines(self, kind) -> list[dict]:
        """Return the lines of one kind as bound fields, by what they are."""
        return [
            {
                "text": self[f"{kind}-{key}"], "number": number, "new": key.startswith("new"),
                **{name: self[f"{name}-{key}"] for name in PARTS if f"{name}-{key}" in self.fields},
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
        shown, were = {row.pk for row in self.places}, seats.read(data["was-seats"])
        ticks |= {"seats_were": {pk: was for pk, was in were.items() if pk in shown}}
        return {
            "notes": data["notes"], "own": data["own"], "focus": data["focus"],
            "drifted": data["drifted"], "shifted": data["shifted"], "stuck": data["stuck"], **ticks,
            "own_seen": rivals.read(data["at-own"], data["was-own"]),
            "own_parts": self._own_parts(),
            "notes_were": rivals.read("", data["was-notes"]).was,
            "updates": self._values("update", "words", {"plan": "changes_plan"}),
            "decisions": self._values("decision", "text", {"settles": "objective_id"}),
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

    def _own_parts(self) -> dict[str, rivals.Part]:
        said = rivals.choices_of(self.fields["drifted"])
        stored = {"True": said["yes"], "False": said["no"], "": ("", str(_("not said")))}
        drifted = rivals.Part("drifted", str(self.fields["drifted"].label), stored)
        return {"words": rivals.Part("own"), "drifted": drifted}

    def _ticked(self, name):
        return {row.pk for row in self.places if self.cleaned_data[f"{name}-{row.pk}"]}

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
        """Return which row a line writes, how it stood on the page, and its boxes by column."""
        data, at = self.cleaned_data, f"at-{kind}-{key}"
        boxes = {column: f"{name}-{key}" for name, column in more.items()}
        if "owner" in boxes:
            boxes["owner_id"] = boxes.pop("owner")
        parts = {column: self._part(name) for column, name in boxes.items()}
        return {
            "pk": self.row_id(kind, key), "at": at,
            "parts": parts | {field: rivals.Part(f"{kind}-{key}")},
            "seen": rivals.read(data[at], data[f"was-{kind}-{key}"]),
        }  # fmt: skip

    def _part(self, name) -> rivals.Part:
        """Return what the page of a stale save needs of what stands beside a line."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return rivals.Part(name, str(field.label))
        choices = rivals.choices_of(field)
        if name.startswith("to-"):
            choices[ParkedItem.Destination.OPEN] = ("", str(STAYS_PARKED))
        return rivals.Part(name, str(field.label), choices)

    @property
    def expected(self) -> int:
        return self.cleaned_data.get("version") or 0


def first_values(session, rows, *, notes, not_here=()) -> dict:
    """Return what the page shows when it opens: what was ticked and caught, else who said yes and
    whoever facilitates.

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
        expected = row.words == "yes" or row.word == FACILITATION
        values[f"came-{row.pk}"] = row.yes if ticked else expected
        values[f"spoke-{row.pk}"] = bool(row.also)
    values["was-seats"] = seats.told(
        (row.pk, bool(values[f"came-{row.pk}"]), values[f"spoke-{row.pk}"])
        for row in rows.of("attendance")
    )
    for row in rows.of("update", "decision", "action", "parked"):
        values[f"{row.what}-{row.pk}"] = row.words
        values[f"owner-{row.pk}"] = str(row.person) if row.person else ""
        values[f"due-{row.pk}"] = row.day
        values[f"to-{row.pk}"] = "" if row.word == ParkedItem.Destination.OPEN else row.word
        values[f"plan-{row.pk}"] = row.yes
        serves = "settles" if row.what == "decision" else "serves"
        values[f"{serves}-{row.pk}"] = str(row.serves) if row.serves else ""
        columns = {"person": "owner_id", "day": "due_on", "word": "destination",
                   "yes": "changes_plan", "serves": "objective_id"}  # fmt: skip
        was = {column: getattr(row, name) for name, column in columns.items()}
        values |= _was(row.what, row, was | {WORDS_OF.get(row.what, "text"): row.words})
    return values


def _was(kind, row, was) -> dict:
    return {f"at-{kind}-{row.pk}": row.version, f"was-{kind}-{row.pk}": rivals.told(was)}


def _own_values(rows) -> dict:
    """Return the fields that the facilitator alone reads, and how their row stands."""
    values: dict = {}
    was = dict.fromkeys(("words", "focus", "shifted", "stuck"), "") | {"drifted": None}
    for row in rows.of("note"):
        said = {True: "yes", False: "no"}.get(row.yes, "")
        values |= {"own": row.words, "focus": row.line, "drifted": said, "at-own": row.version}
        was |= {"words": row.words, "focus": row.line, "drifted": row.yes}
    for row in rows.of("thought"):
        values |= {"shifted": row.words, "stuck": row.line}
        was |= {"shifted": row.words, "stuck": row.line}
    return values | {"was-own": rivals.told(was)}
