"""My page and my sessions: everybody has their own, nobody anybody else's."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import User
from tests.authorization.world import SIDES, Try


def build(world):
    for side in SIDES:
        store = SessionStore()
        store.create()
        user = world.person("OWN", side)
        store["_auth_user_id"] = str(user.pk)
        store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
        store["_auth_user_hash"] = user.get_session_auth_hash()
        store.save()
        UserSession.objects.create(
            user=user,
            ip="192.0.2.1",
            user_agent=world.canary("session", "browser", side),
            session_key=store.session_key,
        )


def my_sessions(world, side):
    url, canary = reverse("usersessions_list"), world.canary("session", "browser", side)
    mine = UserSession.objects.filter(user_agent=canary)
    return [
        Try("get", url, None, canary, own_page=True),
        Try("post", url, {}, canary, own_page=True, watch=lambda: list(mine.values())),
    ]


def my_page(world, side):
    name = world.person("OWN", side).name
    return Try("get", reverse("accounts:me"), None, name, own_page=True)


def my_page_edited(world, side):
    mine = User.objects.filter(pk=world.person("OWN", side).pk)
    sent = {"name": "Changed", "time_zone": "UTC", "id": mine.get().pk, "pk": mine.get().pk}
    return Try(
        "post", reverse("accounts:me"), sent, own_page=True,
        watch=lambda: list(mine.values("name", "time_zone")),
    )  # fmt: skip


CELLS = {66: my_sessions, 101: my_page, 102: my_page_edited}
