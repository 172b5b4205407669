"""What our rules suggested is kept beside a judgment, and can be worked out again (trust W17)."""

import hashlib
import json
import random
from datetime import timedelta

import pytest
from django.urls import reverse

from matching import suggested
from matching.alignment import Award, Claim, Initiative, Party, Topic
from matching.fit import fit
from matching.models import AlignmentReview
from tests import factories_proposals as make
from tests.factories import TODAY
from tests.reading import settled

TOPICS = [Topic("residency", "Residencies", frozenset({"preparation"})),
          Topic("coaching", "Coaching", frozenset({"development"})),
          Topic("mentors", "Mentors", frozenset({"development"})), Topic("pay", "Pay")]  # fmt: skip
CONTEXTS = [("rural", "Rural"), ("urban", "Urban"), ("charter", "Charter")]
STAGES = ["exploring", "designing", "implementing", "redesigning"]
SEEN = "61d5"  # of the levels of 400 invented pairs; another one means another METHOD


def initiative(dice, title):
    return Initiative(
        title=title,
        stage=dice.choice(STAGES),
        work=dice.choice(["", "preparation", "development", "both"]),
        educators=dice.choice(["", "teachers", "principals"]),
        topics=frozenset(dice.sample(TOPICS, dice.randint(0, 2))),
        contexts=frozenset(dice.sample(CONTEXTS, dice.randint(0, 2))),
    )


def party(dice, said):
    return Party(
        said=said,
        kind=dice.choice(["", "District", "University"]),
        gain=dice.choice(["", "A better year."]),
        may_share=dice.choice([None, 1, 2, 4]),
        agreed=dice.choice(["", "The sheet."]),
        initiatives=tuple(initiative(dice, f"Plan {n}") for n in range(dice.randint(0, 3))),
        claims=tuple(
            Claim(f"Claim {n}", dice.choice(TOPICS), dice.randint(1, 4),
                  confirmed=dice.choice([None, TODAY, TODAY - timedelta(days=500)]))
            for n in range(dice.randint(0, 2))
        ),
        awards=tuple(
            Award(dice.choice(TOPICS), dice.choice([None, 2015, 2018]))
            for _n in range(dice.randint(0, 2))
        ),
    )  # fmt: skip


def invented():
    """Return 400 invented pairs, always the same."""
    dice = random.Random(17)
    return [
        (party(dice, "Elm"), initiative(dice, "Coaching"), party(dice, "Prairie"))
        for _n in range(400)
    ]


def test_what_is_kept_gives_the_same_levels_again():
    for asks, mine, offers in invented():
        kept = json.loads(json.dumps(suggested.keep(asks, mine, offers, TODAY)))

        again = suggested.recompute(kept["method"], kept["suggested_from"])

        assert again == kept["suggested"]
        assert again == suggested.levels(fit(asks, mine, offers, today=TODAY))


def test_other_levels_from_the_same_facts_need_another_version():
    told = [suggested.keep(*pair, TODAY)["suggested"] for pair in invented()]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()[: len(SEEN)]

    assert (suggested.METHOD, digest) == ("1", SEEN)


def test_no_name_and_no_sentence_is_kept_twice():
    kept = json.dumps([suggested.keep(*pair, TODAY) for pair in invented()])

    for words in ("Elm", "Prairie", "Coaching", "Plan", "Claim", "A better year", "The sheet"):
        assert words not in kept


# -- on the page of the judgment -------------------------------------------------------------------
pages = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


def judged(client):
    application, offer, people = make.pair()
    make.about(application, "residency", contexts=["rural"])
    make.runs(offer.organization, "residency", contexts=["rural"])
    settled(client, application.facilitator)
    page = reverse("matching:review", args=[application.pk, offer.pk])
    first = client.get(page).text
    client.post(page, {**make.JUDGED, "level_b": ""})
    return application, offer, people, page, first


class TestPage:
    pytestmark = pages

    def test_the_judgment_is_kept_with_what_was_suggested(self, client):
        judged(client)

        kept = AlignmentReview.objects.get()

        assert kept.method == suggested.METHOD
        assert (kept.suggested["a"], kept.level_a) == (2, 3)
        assert kept.suggested == suggested.recompute(kept.method, kept.suggested_from)

    def test_both_stand_side_by_side_for_who_judges(self, client):
        _application, _offer, _people, page, first = judged(client)

        said = client.get(page).text

        assert "Suggested, and what you wrote" not in first
        assert "Suggested, and what you wrote" in said
        row = said.partition("Suggested, and what you wrote")[2].partition("<tbody>")[2]
        assert "much" in row.partition("</tr>")[0]
        assert "<b>fully</b>" in row.partition("</tr>")[0]
        assert "by version 1 of our rules" in said

    def test_it_says_what_the_facts_say_by_now(self, client):
        _application, offer, _people, page, _first = judged(client)
        make.knows(offer.organization, "residency", depth=4)

        said = client.get(page).text

        assert "Today the facts say: fully" in said
        assert AlignmentReview.objects.get().suggested["c"] is None

    def test_what_the_facts_suggest_is_said_before_anything_is_written(self, client):
        *_rest, first = judged(client)

        assert "What the facts suggest" in first
        told = first.partition("What the facts suggest</h2>")[2].partition("</dl>")[0]
        assert "Same initiative: met" in told
        assert "What does Prairie know deeply" in told

    def test_neither_side_ever_meets_it(self, client):
        application, offer, people, page, _first = judged(client)
        sent = make.sent(review=AlignmentReview.objects.get())

        for side in (make.P, make.T):
            settled(client, people[side].user)
            assert client.get(page).status_code == 404
            for url in (sent.get_absolute_url(), application.get_absolute_url(),
                        offer.get_absolute_url()):  # fmt: skip
                said = client.get(url).text
                assert "Suggested" not in said
                assert "version 1 of our rules" not in said
