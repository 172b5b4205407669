"""Every part in every state on one page, with words as long and as mixed as people write them."""

import datetime

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .conflicts import Asked, Merged, joined
from .forms import Form
from .paging import Page
from .pictures import Block, Phase, Reading, Stop
from .pictures_fishbone import Bone as Fishbone
from .pictures_thread import Column, Strand

LONG = "Consortium of Rural and Small-Town Residencies for Beginning Teachers of the Upper Valley"
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"
RIVALS = ("Text", "text", "Three tables, one classroom each.", "Two tables: primary and middle.")
ARABIC_WORDS = "طلبنا من المعلمين أن يرفعوا بطاقة أثناء الدرس، لا بعده."


class ExampleForm(Form):
    """One of each kind of field."""

    title = forms.CharField(label="What is it about?", help_text="A few words are enough.")
    words = forms.CharField(label="What did you do?", widget=forms.Textarea(attrs={"rows": 3}))
    on = forms.DateField(label="On which day?", required=False)
    topic = forms.ChoiceField(
        label="Which topic?",
        choices=[("", "Choose one"), ("r", "Paid residencies"), ("c", "Coaching")],
    )
    level = forms.ChoiceField(
        label="Highest level that is fully true",
        widget=forms.RadioSelect,
        choices=[("1", "Broad label, no cause examined"), ("2", "Several guesses, no evidence")],
    )
    who = forms.MultipleChoiceField(
        label="Who was there?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("h", "Host teachers"), ("r", "Residents")],
    )
    told = forms.BooleanField(label="I have told my colleagues", help_text="Nobody is written to.")


@login_not_required
@require_safe
def styleguide(request):
    """Show all components. The address exists outside production only."""
    return render(
        request,
        "foundation/styleguide.html",
        {**forms_shown(), **things(), **drawn(), **threaded()},
    )


def forms_shown() -> dict:
    """Return the same form fresh and sent with mistakes, each with its own ids."""
    wrong = ExampleForm({"sent-words": ARABIC_WORDS, "sent-on": "soon"}, prefix="sent")
    return {"fresh": ExampleForm(prefix="fresh"), "wrong": wrong}


def things() -> dict:
    """Return plain values for the parts that take lists."""
    moment = datetime.datetime(2027, 3, 1, 16, 42, tzinfo=datetime.UTC)
    return {
        "long_name": LONG,
        "rtl_name": RIGHT_TO_LEFT,
        "rtl_words": ARABIC_WORDS,
        "moment": moment,
        "facts": [("First used", "18 January, two schools"), ("Where", RIGHT_TO_LEFT)],
        "steps": [("Drafted 12 Jan", True), ("Approved by Beacon", True), ("Public", False)],
        "reasons": [
            ("Same initiative", 3, "fully"),
            ("Same setting, further on", 1, "a little"),
            ("Deep on the topic", None, "not known"),
        ],
        "heads": ["Partnership", "Held", "In a sentence"],
        "rows": [
            ("Lakeview and Beacon", "5 of 8", "Two schools use one routine."),
            (LONG, "None", "—"),
        ],
        "first_page": Page([1], "bWFyaw", True),
        "last_page": Page([1], "", False),
        "asked": [
            Asked(
                label, name, theirs, mine, [theirs], [mine], joined(theirs, mine), pick, wrong=False
            )
            for (label, name, theirs, mine), pick in (
                (RIVALS, "joined"),
                (("Lead", "lead", RIGHT_TO_LEFT, ""), ""),
            )
        ],
        "merged": [Merged("Title", "Apply it", mine=True)],
        "carried": [("title", "Apply it")],
        "current": {"version": 4},
    }


def drawn() -> dict:
    """Return what the pictures show: a partnership half way, nine items, one agenda."""
    day = datetime.date
    held = [
        day(2026, 10, 8),
        day(2026, 11, 12),
        day(2026, 12, 10),
        day(2027, 1, 14),
        day(2027, 2, 11),
    ]
    stops = [
        Stop("start", day(2026, 8, 10), "held", name="Matched"),
        Stop("kickoff", day(2026, 9, 15), "held", name="Kickoff", note="in person"),
        *[Stop("session", on, "held", number) for number, on in enumerate(held, 1)],
        Stop("pulse", day(2027, 1, 27), "held", name="Pulse check"),
        Stop("session", day(2027, 3, 11), "next", 6),
        Stop("session", day(2027, 4, 8), "planned", 7),
        Stop("session", day(2027, 5, 13), "planned", 8),
        Stop("close", day(2027, 6, 10), "planned", name="Close"),
    ]
    phases = [
        Phase("Forming", day(2026, 8, 10), day(2026, 9, 15)),
        Phase("Monthly sessions", day(2026, 9, 15), day(2027, 1, 20)),
        Phase("Midpoint", day(2027, 1, 20), day(2027, 2, 1)),
        Phase("Monthly sessions", day(2027, 2, 1), day(2027, 4, 27)),
        Phase("Closing", day(2027, 4, 27), day(2027, 6, 10)),
    ]
    return {
        "phases": phases,
        "stops": stops,
        "today": day(2027, 3, 1),
        "readings": _readings(),
        "blocks": _blocks(),
        "agenda": [
            dict(vars(b), pk=b.number, lead="Facilitator", purpose_word=b.purpose.capitalize())
            for b in _blocks()[:4]
        ],
        "starts": datetime.datetime(2027, 3, 11, 15, 30, tzinfo=datetime.UTC),
    }


def _readings():
    return [
        Reading("1  Concrete initiative", 2, 2, key=True),
        Reading("2  Commitment to move it", 3, 3),
        Reading("3  Effort already invested", 2, 2),
        Reading("4  Uses feedback", 3, 2),
        Reading("5  Problem and causes", 1, 1, key=True),
        Reading("6  Candor", 3, 3),
        Reading("7  Open to other views", 3, None),
        Reading("8  Will and means to apply", 2, 4),
        Reading("9  People and time", None, 3),
    ]


def _blocks():
    return [
        Block(1, "Welcome, norms, outcome", 5, "inform"),
        Block(2, "Lakeview’s update", 10, "inform"),
        Block(3, "Actions check", 10, "inform"),
        Block(4, "Lesson: cards in the lesson", 20, "learn"),
        Block(5, "Apply it to three Lakeview classrooms", 25, "apply"),
        Block(6, "What each side takes away", 10, "learn"),
        Block(7, "Parked items and plan", 5, "decide"),
        Block(8, "Decisions read back, next time", 5, "decide"),
    ]


def threaded() -> dict:
    """Return a goal with three objectives, one in use, one under way, one not begun."""
    day = datetime.date(2026, 9, 15)
    states = ["held"] * 6 + ["next", "planned", "planned"]
    names = ["Kickoff", *map(str, range(1, 9))]
    columns = [
        Column(name, day + datetime.timedelta(days=30 * n), state)
        for n, (name, state) in enumerate(zip(names, states, strict=True))
    ]
    strands = [
        Strand(1, "Choose one feedback routine", (0, 1, 2, 4), (2, 4), "Used in 2 schools", "done"),
        Strand(2, LONG, (3, 5, 6, 7), (5,), "Drafted; first tried on 24 and 25 April", "doing"),
        Strand(3, RIGHT_TO_LEFT, (7, 8), (), "Begins in April"),
    ]
    return {"thread_columns": columns, "thread_strands": strands, "bones": boned()}


def boned() -> list[Fishbone]:
    """Return the bones of a problem: one bare, one with a root cause, one with long words."""
    return [
        Fishbone("People and skills", [("Nobody has seen a lesson of the others", False)]),
        Fishbone("Time and calendar", [("The first year is too full", True)]),
        Fishbone("Money and posts"),
        Fishbone("Rules and decisions", [(LONG, False), (RIGHT_TO_LEFT, False)]),
    ]
