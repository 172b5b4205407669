"""The page after a session as one browser's tab holds it, for tests of two of them."""

import json
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from tests.factories_around import BEGINS
from tests.reading import as_

AFTER = BEGINS + timedelta(hours=20)


def url(session):
    return reverse("sessions_app:wrapup", args=[session.pk])


class Tab:
    """One tab: what its fields hold, as it was opened."""

    def __init__(self, room, session):
        self.session, self.client = session, as_(room.facilitator, Client())
        form = self.client.get(url(session)).context["form"]
        values = {name: form[name].value() for name in form.fields}
        self.fields = {name: str(v) for name, v in values.items() if v not in (None, False, "")}
        empty = [name for name in form.fields if name.split("-")[0] in form.keys]
        self.fields = dict.fromkeys(empty, "") | self.fields

    def press(self, **typed):
        self.fields |= {name.replace("__", "-"): words for name, words in typed.items()}
        return self.client.post(url(self.session), self.fields)

    def saves_itself(self, typed):
        self.fields |= typed
        answer = self.client.post(url(self.session), self.fields, headers={"X-Autosave": "1"})
        if answer.status_code == 200:
            self.fields["version"] = answer["X-Version"]
            self.fields |= {n: str(v) for n, v in json.loads(answer["X-Fields"]).items()}
        return answer
