"""Question sets and sheets for tests, about a thing that only the tests know.

`allow(user, "fill", thing)` is the whole permission system of things; nobody else may anything.
"""

import uuid
from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from foundation import access
from instruments import owners, services
from instruments.models import Anchor, Instrument, InstrumentVersion, Item, VersionState, Voice
from tests.factories import NOW, UserFactory

KIND = "tests.thing"
allowed: set = set()
followed: list = []


def thing():
    """Something of a higher room that a sheet can be about."""
    return SimpleNamespace(pk=uuid.uuid4(), _meta=SimpleNamespace(label_lower=KIND))


def allow(user, action, about):
    allowed.add((user.pk, action, about.pk))


def _visible(user, action):
    return [key for who, what, key in allowed if (who, what) == (user.pk, action)]


def _may(user, action, key):
    return (user.pk, action, key) in allowed


def _signed_off(*, sheet, by, now):
    followed.append((sheet.pk, by.pk, now))


access.register(KIND, visible=_visible, may=_may)
owners.register(
    KIND,
    home=lambda key: f"/things/{key}/",
    title=lambda key: "Elm Valley, new teacher retention",
    signed_off=_signed_off,
)


class InstrumentFactory(DjangoModelFactory):
    class Meta:
        model = Instrument

    key = factory.Sequence(lambda n: f"questions-{n}")
    title = "Where you stand now"


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = InstrumentVersion

    instrument = factory.SubFactory(InstrumentFactory)
    number = 1
    purpose = "To find a partner who fits."
    voluntary = "Nothing has to be answered."
    who_sees = "Your facilitator sees it."
    minutes = 12
    created_at = NOW
    changed_at = NOW


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    instrument_version = factory.SubFactory(VersionFactory)
    order = factory.Sequence(lambda n: n)
    key = factory.LazyAttribute(lambda item: f"Q{item.order}")
    title = factory.LazyAttribute(lambda item: f"Rubric title {item.order}")
    task = factory.LazyAttribute(lambda item: f"Say thing {item.order}")
    question = factory.LazyAttribute(lambda item: f"What about thing {item.order}?")
    hint = "For example: two lines."
    created_at = NOW
    changed_at = NOW


class AnchorFactory(DjangoModelFactory):
    class Meta:
        model = Anchor

    item = factory.SubFactory(ItemFactory)
    level = 1
    text = factory.LazyAttribute(lambda anchor: f"Anchor text {anchor.level}")


def draft(*, count=3):
    """A draft whose questions Q1, Q2 ... have four levels each."""
    version = VersionFactory()
    for order in range(1, count + 1):
        item = ItemFactory(instrument_version=version, order=order)
        for level in range(1, 5):
            AnchorFactory(item=item, level=level)
    return version


def published(*, count=3):
    """The same, published."""
    version = draft(count=count)
    services.publish(version, None, NOW)
    version.refresh_from_db()
    assert version.state == VersionState.PUBLISHED
    return version


def open_sheet(*, count=3, voice=Voice.WORDS, by=None, about=None, version=None):
    """An open sheet; `by` (a new person unless given) may fill it."""
    by, about = by or UserFactory(), about or thing()
    version = version or published(count=count)
    allow(by, "fill", about)
    key = version.instrument.key
    return services.open_sheet(key=key, about=about, voice=voice, by=by, now=NOW)


def item(sheet, key="Q1"):
    return sheet.instrument_version.items.get(key=key)
