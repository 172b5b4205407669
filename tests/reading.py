"""How tests walk in and read a page."""

import re

from django.test import Client
from django.urls import reverse


def as_(user, client=None):
    """Return `client`, or one of its own, in which `user` is signed in."""
    client = client or Client()
    client.force_login(user)
    return client


def settled(client, user):
    """Sign `user` in and ask the cheapest address: the session notes the first one of a minute.

    Pages opened after that cost what they cost every day.
    """
    as_(user, client).get(reverse("healthz"))
    return client


def read(client, user, address):
    """Return the page at `address` as `user` meets it; it must be there."""
    response = as_(user, client).get(address)
    assert response.status_code == 200, (response.status_code, response.headers)
    return response.content.decode()


def words(text):
    """Return what a reader reads, tags and extra spaces left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
