"""The question sets that come with Seedbed."""

import json

import pytest
from django.core.management import call_command

from instruments import services
from instruments.loading import DATA, load_instruments
from instruments.models import Anchor, Instrument, InstrumentVersion, Item
from tests.factories import NOW

FILES = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.json"))]
ITEMS = [item for content in FILES for item in content["items"]]
READ_BY_PEOPLE = ("task", "question", "hint")


@pytest.mark.django_db
def test_loading_publishes_both_sets_once():
    first, again = load_instruments(now=NOW), load_instruments(now=NOW)

    assert (first, again) == (["openness", "readiness"], [])
    assert list(InstrumentVersion.objects.values_list("state", flat=True)) == ["published"] * 2
    assert (Item.objects.count(), Anchor.objects.count()) == (18, 72)


@pytest.mark.django_db
def test_loading_leaves_what_an_administrator_changed():
    load_instruments(now=NOW)
    instrument = Instrument.objects.get(key="readiness")
    services.publish(services.new_version(instrument, None, NOW), None, NOW)

    call_command("load_instruments")

    assert instrument.versions.count() == 2
    assert Instrument.objects.count() == 2


@pytest.mark.django_db
def test_the_rubric_of_causes_stands_as_the_domain_has_it():
    load_instruments(now=NOW)

    item = Item.objects.get(key="R5")

    assert (item.title, item.source) == ("Problem and causes", "row 0.22")
    assert item.question == "What do you think lies behind the problem, and how do you know?"
    assert list(item.anchors.order_by("level").values_list("level", "text")) == [
        (1, "Broad label, no cause examined"),
        (2, "Several guesses, no evidence"),
        (3, "Root causes named with some local evidence"),
        (4, "Causes tested with data; solution tied to a cause"),
    ]


@pytest.mark.parametrize("content", FILES, ids=lambda content: content["key"])
def test_each_set_says_its_price_and_who_sees_it(content):
    assert content["minutes"] == 12
    assert len(content["items"]) == 9
    assert content["purpose"]
    assert "sponsor" in content["who_sees"]
    assert content["voluntary"].startswith("Nothing here has to be answered.")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["key"])
def test_what_people_read_holds_no_rubric_and_no_number(item):
    told = " ".join(item[name] for name in READ_BY_PEOPLE)

    assert [text for text in item["levels"] if text in told] == []
    assert not any(letter.isdigit() for letter in told)
    assert len(item["levels"]) == 4
    assert item["hint"]
    assert len(item["question"]) <= 110
