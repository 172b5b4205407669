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
    """Sign `user` in and open a page, so that later ones cost what they cost every day.

    The session notes the first request of a minute.
    """
    as_(user, client).get(reverse("home"))
    return client


def read(client, user, address):
    """Return the page at `address` as `user` meets it; it must be there."""
    response = as_(user, client).get(address)
    assert response.status_code == 200, (response.status_code, response.headers)
    return response.content.decode()


def words(text):
    """Return what a reader reads, tags and extra spaces left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
