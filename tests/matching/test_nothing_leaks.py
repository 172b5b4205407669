"""However a proposal ended, the side that said yes meets the same words in every place."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import signatures
from foundation.models import Transition
from matching.services import proposals
from notifications.models import Message
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = NOW + 16 * DAY
OTHER = {P: T, T: P}
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrf\w+\" value=\"\w+|X-CSRFToken\": \"\w+")

NAMES = re.compile(r"(Person|Round) \d+")  # the factories number them


def declined(proposal, side):
    make.say(proposal, OTHER[side], "decline", reason="ZQ-no")


def silent(proposal, side):
    proposals.expire_due(END)


def withdrawn(proposal, side):
    by = proposal.application.facilitator
    proposals.withdraw(proposal=proposal, why="ZQ-why", by=by, now=NOW)


ENDS = [declined, silent, withdrawn]


def plain(text):
    """Return what a person reads: no ids, no tokens, no markup, no numbers of the factories."""
    return " ".join(NAMES.sub("", re.sub(r"<[^>]+>", " ", IDS.sub("", text))).split())


def sent():
    """Return a proposal that is with both sides, of a form that was found ready ten days before."""
    proposal = make.sent()
    kind, key = "matching.application", proposal.application_id
    about = {"context_kind": kind, "context_id": key, "at": NOW - 10 * DAY}
    Transition.objects.create(**about, old="assessing", new="ready")
    return proposal


def reads(client, proposal, side):
    """Return all that who decides on `side` can read: pages, and mails about it."""
    person = forms.fresh(make.who(proposal, side))
    own = proposal.application if side == P else proposal.offer
    client.force_login(person)
    pages = [proposal.get_absolute_url(), own.get_absolute_url(), reverse("home")]
    texts = [plain(client.get(page).text) for page in pages]
    mails = Message.objects.filter(person=person, kind="notice").values_list("subject", "body")
    return [*texts, *sorted(plain(" ".join(mail)) for mail in mails)]


@pytest.mark.parametrize("side", [P, T])
def test_a_no_reads_as_silence_or_a_withdrawal_would(client, monkeypatch, side):
    monkeypatch.setattr("foundation.clock.now", lambda: END)
    found = {}
    for end in ENDS:
        proposal = sent()
        make.say(proposal, side)
        end(proposal, side)
        found[end.__name__] = reads(client, make.again(proposal), side)
        assert "ZQ-" not in str(found[end.__name__])

    assert found["declined"] == found["silent"] == found["withdrawn"]
    assert "not proceeding" in str(found["declined"]).lower()


@pytest.mark.parametrize("side", [P, T])
def test_what_the_other_has_answered_shows_nowhere_while_it_is_open(client, monkeypatch, side):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW + DAY)
    found = []
    for answer in ("", "accept", "decline"):
        proposal = sent()
        if answer:
            make.say(proposal, OTHER[side], answer, reason="ZQ-reason")
        found.append(reads(client, make.again(proposal), side))

    assert found[0] == found[1] == found[2]


def test_a_late_answer_keeps_what_was_typed(client, monkeypatch):
    proposal = make.sent()
    proposals.expire_due(END)
    monkeypatch.setattr("foundation.clock.now", lambda: END)
    client.force_login(make.who(proposal, P))
    said = {"answer": "accept", "reason": "We had the board on Tuesday.", "version": 0}
    said["seen"] = signatures.digest(proposal.content(P))

    page = client.post(reverse("matching:answer_proposal", args=[proposal.pk]), said)

    assert page.status_code == 409
    assert "The fourteen days are over, so nothing was kept." in page.text
    assert "We had the board on Tuesday." in page.text


def test_nobody_with_authority_is_said_before_a_word_is_written(client):
    application, offer, people = make.pair()
    review = make.reviewed(application, offer)
    type(people[T]).objects.filter(pk=people[T].pk).update(leads=False)
    client.force_login(application.facilitator)

    page = client.get(reverse("matching:propose", args=[review.pk])).text

    assert "Nobody at Prairie may decide for it yet. Ask them who decides, first." in page
    assert "Keep the two pages" not in page
