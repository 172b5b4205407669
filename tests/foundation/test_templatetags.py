"""The small words of templates, and what the pictures say to those who do not see them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone

from foundation.styleguide import drawn
from tests.factories import UserFactory
from tests.squeezed import squeezed

MOMENT = datetime(2027, 3, 11, 21, 30, tzinfo=UTC)


def said(text, **values):
    return squeezed(Template("{% load pictures seedbed %}" + text).render(Context(values)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ m|when }}", "Thursday 11 March, 3:30 pm Central"),
        ("{{ m|day }}", "Thursday 11 March"),
        ("{{ m|short_day }}", "Thu 11 Mar"),
        ("{{ m|long_day }}", "Thursday 11 March 2027"),
        ("{{ m|clock }}", "3:30 pm"),
        ("{{ d|long_day }}", "Thursday 11 March 2027"),
        ("{{ d|short_day }}", "Thu 11 Mar"),
        ("{{ none|when }}{{ none|short_day }}{{ none|long_day }}{{ none|clock }}", ""),
    ],
)
def test_dates_are_said_in_the_readers_zone(text, words):
    with timezone.override("America/Chicago"):
        assert said(text, m=MOMENT, d=date(2027, 3, 11), none=None) == words


def test_an_address_keeps_what_it_asked_for(rf):
    request = rf.get("/list/?topic=r&topic=c&after=old")

    assert said("{% address_with after='new' %}", request=request) == (
        "?topic=r&amp;topic=c&amp;after=new"
    )
    told = {"request": request, "called": "offers"}
    assert said("{% address_with called 'new' %}", **told).endswith("&amp;offers=new")
    assert said("{% address_with after=None %}", request=request) == "?topic=r&amp;topic=c"


@pytest.mark.parametrize(
    ("method", "address", "signed_in", "stays"),
    [
        ("get", "/partnerships/1/?tab=2", True, "/partnerships/1/?tab=2"),
        ("get", "/partnerships/1/", False, ""),
        ("post", "/partnerships/1/", True, ""),
        ("get", "/account/2fa/", True, ""),
        ("get", "/me/", True, ""),
    ],
)
def test_another_person_is_shown_the_same_page_where_that_makes_sense(
    rf, method, address, signed_in, stays
):
    user = UserFactory.build() if signed_in else AnonymousUser()

    answer = said("{% stay_here %}", request=getattr(rf, method)(address), user=user)

    assert answer == stays


def test_only_the_odd_one_out_is_marked_as_optional():
    from foundation.styleguide import ExampleForm  # noqa: PLC0415 - a form of this test only

    mixed, free = ExampleForm(), ExampleForm()
    for field in free.fields.values():
        field.required = False

    marked = "{% for f in form %}{{ f|is_marked_optional|yesno:'x,-' }}{% endfor %}"

    assert (said(marked, form=mixed), said(marked, form=free)) == ("--x----", "-------")


PICTURES = [
    (
        "{% path_picture phases stops today 'Five of eight sessions held.' %}",
        [
            "Five of eight sessions held.",
            "Session 6, Thursday 11 March 2027: next",
            "Today, 1 March",
        ],
    ),
    ("{% mini_path 5 8 %}", ["5 of 8 sessions held"]),
    ("{% mini_path 2 8 stalled=True %}", ["2 of 8 sessions held, stalled"]),
    ("{% mini_path 0 8 started=False %}", ["not started"]),
    (
        "{% nine_bars readings 'Nine items, two readers.' %}",
        ["Nine items, two readers.", "two steps apart", '<td class="r">not read</td>'],
    ),
    (
        "{% agenda_timeline blocks starts key=True %}",
        ["Agenda: 8 blocks, 90 minutes", "<bdi>Lakeview’s update</bdi>, 10 minutes, inform"],
    ),
]


@pytest.mark.parametrize(("tag", "words"), PICTURES)
def test_a_picture_says_in_words_what_it_shows(tag, words):
    html = said(tag, **drawn())

    assert [word for word in words if word not in html] == []
    assert "style=" not in html
    assert 'role="img"' in html


def test_a_picture_draws_the_same_numbers_in_every_language(settings):
    settings.LANGUAGES = [("de", "German")]
    from django.utils import translation  # noqa: PLC0415 - the language of this test only

    with translation.override("de"):
        html = said("{% mini_path 2 5 %}", **drawn())

    assert 'cx="31.2"' in html


def test_a_rule_that_a_press_settles_says_it_in_one_breath(rf):
    values = {"text": "Block 4 waits.", "holds": False, "url": "/ask/", "link": "Ask", "post": True}
    request = rf.get("/")
    request.user = AnonymousUser()

    html = squeezed(render_to_string("components/check.html", values, request))

    assert re.search(r"Block 4 waits\. ?<form.*</form></span></li>", html, re.DOTALL)
