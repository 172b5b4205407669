"""Changing questions without a release: drafts, publication, and what never changes."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.errors import AlreadyMoved, Refused, Stale
from instruments import editing, services
from instruments.models import (
    Anchor,
    Instrument,
    InstrumentVersion,
    Item,
    VersionState,
)
from partnerships.models import Role
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_instruments import VersionFactory, draft, published

pytestmark = pytest.mark.django_db


def test_a_new_version_copies_every_word():
    old, by = published(), UserFactory()

    new = services.new_version(old.instrument, by, NOW)

    assert (new.number, new.state, new.created_by) == (2, VersionState.DRAFT, by)
    assert editing.text(new) == editing.text(old)
    assert len(editing.text(new)["Q1"].splitlines()) == 8


def test_a_draft_that_exists_is_returned():
    old = published()

    first = services.new_version(old.instrument, None, NOW)

    assert services.new_version(old.instrument, None, NOW) == first


def test_an_instrument_without_a_version_has_nothing_to_copy():
    instrument = Instrument.objects.create(key="empty", title="Empty")

    with pytest.raises(Refused, match="never loaded"):
        services.new_version(instrument, None, NOW)


def test_publishing_retires_the_version_before():
    old = published()
    new = services.new_version(old.instrument, None, NOW)

    services.publish(new, None, NOW)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state, new.published_at) == ("retired", "published", NOW)


@pytest.mark.parametrize("which", [0, 1])
def test_only_a_draft_is_published(which):
    old = published()
    services.publish(services.new_version(old.instrument, None, NOW), None, NOW)
    version = old.instrument.versions.order_by("number")[which]

    with pytest.raises(AlreadyMoved):
        services.publish(version, None, NOW)


def test_a_version_without_questions_is_not_published():
    with pytest.raises(Refused, match="at least one question"):
        services.publish(VersionFactory(), None, NOW)


def test_published_words_refuse_to_change():
    version = published()
    item = version.items.first()

    with pytest.raises(Refused, match="stay as they are"):
        editing.change_version(version, ["purpose"], expected=1, by=None, now=NOW)
    with pytest.raises(Refused, match="stay as they are"):
        editing.change_item(item, ["task"], levels={}, expected=1, by=None, now=NOW)


def test_a_draft_changes_and_a_stale_editor_sees_both():
    version = draft()
    item = version.items.get(key="Q1")
    rival = version.items.get(key="Q1")
    item.question, rival.question = "New?", "Other?"

    said = {"by": None, "now": NOW, "expected": 1}
    editing.change_item(item, ["question"], levels={2: "Second"}, **said)
    with pytest.raises(Stale):
        editing.change_item(rival, ["question"], levels={2: "Lost"}, **said)

    item.refresh_from_db()
    assert (item.question, item.anchors.get(level=2).text) == ("New?", "Second")


WALLS = [
    lambda version, item: InstrumentVersion.objects.filter(pk=version.pk).update(purpose="x"),
    lambda version, item: Item.objects.filter(pk=item.pk).update(question="x"),
    lambda version, item: Anchor.objects.filter(item=item).update(text="x"),
    lambda version, item: Anchor.objects.create(item=item, level=5, text="x"),
    lambda version, item: Item.objects.create(
        instrument_version=version, key="Z", order=99, task="x", title="x", question="x",
        created_at=NOW, changed_at=NOW,
    ),
]  # fmt: skip


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("state", ["draft", "published", "retired"])
def test_the_database_keeps_published_words(wall, state):
    version = draft() if state == "draft" else published()
    if state == "retired":
        services.publish(services.new_version(version.instrument, None, NOW), None, NOW)
    item = version.items.first()

    if state == "draft":
        wall(version, item)
        return
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        wall(version, item)


def test_published_questions_are_not_taken_away():
    if connection.vendor != "postgresql":  # SQLite does not watch deletes; see the migration
        return
    version = published()

    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Anchor.objects.filter(item__instrument_version=version).delete()


ONCE = [
    {"number": 1, "state": VersionState.DRAFT},
    {"number": 2, "state": VersionState.PUBLISHED, "published_at": NOW},
    {"number": 3, "state": VersionState.RETIRED},
    {"number": 3, "state": "lost", "published_at": NOW},
]


@pytest.mark.parametrize("values", ONCE)
def test_constraints_of_a_version(values):
    instrument = published().instrument

    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(instrument=instrument, **values)


@pytest.mark.parametrize("again", [{"order": 9}, {"key": "Q9"}])
def test_constraints_of_an_item(again):
    item = draft().items.get(key="Q1")
    item.pk, item._state.adding = None, True
    for name, value in again.items():
        setattr(item, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)


@pytest.mark.parametrize("level", [1, 0, 6])
def test_constraints_of_an_anchor(level):
    item = draft().items.get(key="Q1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Anchor.objects.create(item=item, level=level, text="x")


@pytest.fixture
def administrator(client):
    user = ProgramRoleFactory(role=Role.ADMINISTRATOR).user
    client.force_login(user)
    return client


def addresses(version):
    return [
        reverse("instruments:instruments"),
        reverse("instruments:version", args=[version.pk]),
        reverse("instruments:around", args=[version.pk]),
        reverse("instruments:publish", args=[version.pk]),
        reverse("instruments:item", args=[version.items.first().pk]),
    ]


@pytest.mark.parametrize("role", [None, *Role])
def test_only_administrators_edit_questions(client, role):
    version = draft()
    user = ProgramRoleFactory(role=role).user if role else UserFactory()
    client.force_login(user)

    found = {client.get(address).status_code for address in addresses(version)}
    posted = {client.post(address, {}).status_code for address in addresses(version)[2:]}
    posted.add(client.post(reverse("instruments:new_draft", args=["none"])).status_code)

    version.refresh_from_db()
    if role == Role.ADMINISTRATOR:
        assert found == {200}
    else:
        assert (found, posted, version.state) == ({403}, {403}, VersionState.DRAFT)


def test_a_question_is_changed_in_a_draft_read_through_and_published(administrator):
    old = published()
    start = administrator.post(reverse("instruments:new_draft", args=[old.instrument.key]))
    new = old.instrument.versions.get(number=2)
    item = new.items.get(key="Q2")
    texts = {f"level_{n}": f"Step {n}" for n in range(1, 5)}
    said = {"task": "Say more", "question": "More?", "hint": "", "title": "More", "version": 1}

    kept = administrator.post(reverse("instruments:item", args=[item.pk]), said | texts)
    review = administrator.get(reverse("instruments:publish", args=[new.pk])).content.decode()
    done = administrator.post(reverse("instruments:publish", args=[new.pk]))

    assert [a.status_code for a in (start, kept, done)] == [302, 302, 302]
    assert "This is what changes" in review
    for line in ("What about thing 2?", "More?", "Step 4"):
        assert line in review
    assert "What about thing 1?" not in review
    item.refresh_from_db()
    new.refresh_from_db()
    assert (item.question, item.anchors.get(level=4).text) == ("More?", "Step 4")
    assert new.state == VersionState.PUBLISHED


def test_the_words_around_are_changed(administrator):
    version = draft()
    said = {"purpose": "P", "who_sees": "W", "voluntary": "V", "minutes": 8, "version": 1}

    answer = administrator.post(reverse("instruments:around", args=[version.pk]), said)

    version.refresh_from_db()
    assert answer.status_code == 302
    assert (version.purpose, version.who_sees, version.minutes) == ("P", "W", 8)


def test_a_published_version_has_no_form(administrator):
    version = published()

    found = [administrator.get(address).status_code for address in addresses(version)]

    assert found == [200, 200, 409, 409, 409]


def test_without_questions_the_list_says_what_to_do(administrator):
    page = administrator.get(reverse("instruments:instruments")).content.decode()

    assert "load_instruments" in page


@pytest.mark.parametrize("count", [1, 4])
def test_editing_pages_cost_the_same_however_long(
    administrator, django_assert_max_num_queries, count
):
    version = draft(count=count)
    for _more in range(count):
        published()

    for address in addresses(version):
        administrator.get(address)
        with django_assert_max_num_queries(8):
            page = administrator.get(address)
        assert page.status_code == 200


def test_a_draft_sent_twice_is_changed_once(client):
    who = ProgramRoleFactory(role=Role.ADMINISTRATOR).user
    version = draft()
    item = version.items.get(key="Q1")
    client.force_login(who)
    for name, row in (("item", item), ("around", version)):
        page = reverse(f"instruments:{name}", args=[row.pk])
        form = client.get(page).context["form"]
        sent = {field: form[field].value() or "" for field in form.fields}
        sent["form_key"] = uuid.uuid4()

        answers = [client.post(page, sent) for _again in range(2)]

        assert [one.status_code for one in answers] == [302, 302]
    item.refresh_from_db()
    assert item.version == 2
