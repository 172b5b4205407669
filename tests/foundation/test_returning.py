"""A page opened with `?next=` leads back there once it is done."""

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from foundation.returning import ReturningMiddleware, back, with_next

HERE = "http://testserver"


def answer(location, *, path="/page/", page="/page/?next=/", method="post"):
    made = RequestFactory(headers={"referer": page and HERE + page})
    view = (lambda request: redirect(location)) if location else (lambda request: HttpResponse())
    response = ReturningMiddleware(view)(getattr(made, method)(path))
    return response.headers.get("Location")


@pytest.mark.parametrize(
    ("location", "kwargs", "expected"),
    [
        ("/elsewhere/", {}, "/"),
        ("/elsewhere/", {"path": "/page/?next=/desk/", "page": ""}, "/desk/"),
        ("/page/", {"path": "/page/line/"}, "/page/?next=%2F"),
        ("/page/#end", {"path": "/page/line/"}, "/page/?next=%2F#end"),
        ("/step/?next=/", {}, "/step/?next=/"),
        ("/elsewhere/", {"page": "/page/"}, "/elsewhere/"),
        ("/elsewhere/", {"page": "/page/?next=https://bad.example/"}, "/elsewhere/"),
        ("/elsewhere/", {"page": "/page/?next=//bad.example/"}, "/elsewhere/"),
        ("/elsewhere/", {"page": "/page/?next=desk"}, "/elsewhere/"),
        ("/elsewhere/", {"page": "/page/?next=%2Fdesk%0d%0aX-Odd:1"}, "/desk%0D%0AX-Odd:1"),
        ("/elsewhere/", {"page": "/page/?next=%2Fdesk%2F%C3%A9"}, "/desk/%C3%A9"),
        ("/account/login/", {}, "/account/login/"),
        ("/ask/", {"path": "/account/logout/", "page": "/account/code/?next=/on/"}, "/ask/"),
        ("/elsewhere/", {"method": "get"}, "/elsewhere/"),
        (None, {}, None),
    ],
)
def test_where_a_sent_form_leads(location, kwargs, expected):
    assert answer(location, **kwargs) == expected


def test_another_sites_page_names_no_way_back():
    made = RequestFactory(headers={"referer": "https://bad.example/?next=/desk/"})

    assert back(made.post("/page/"), "/own/") == "/own/"


def test_a_form_may_carry_it():
    made = RequestFactory()

    assert back(made.post("/page/", {"next": "/desk/"}), "/own/") == "/desk/"
    for elsewhere in ("https://bad.example/", "//bad.example/", "desk", "home", "1"):
        assert back(made.post("/page/", {"next": elsewhere}), "/own/") == "/own/"


def test_the_address_keeps_its_own_query_and_fragment():
    assert with_next("/desk/?show=failed#m1", "/") == "/desk/?show=failed&next=%2F#m1"
