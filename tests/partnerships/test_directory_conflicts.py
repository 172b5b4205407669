"""What is ticked, counted, dated or chosen of many is settled after a stale save like words are."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnerships.models import Initiative, Program, Role, Round
from tests.factories import ProgramFactory, ProgramRoleFactory, RoundFactory
from tests.factories_partnerships import SourcedInitiativeFactory, term
from tests.reading import as_

from .test_directory_views import someone, values

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize(
    ("pick", "kept"), [("theirs", ("Theirs", True, 4)), ("mine", ("Mine", False, 9))]
)
def test_what_is_ticked_counted_and_dated_is_settled_too(pick, kept):
    row = ProgramFactory()
    made = RoundFactory(program=row, places=2)
    client = as_(ProgramRoleFactory(program=row, role=Role.ADMINISTRATOR).user)
    pages = [reverse("partnerships:program_edit", args=[row.pk]),
             reverse("partnerships:round_edit", args=[made.pk])]  # fmt: skip
    first, second = (values(client.get(page).context["form"]) for page in pages)
    Program.objects.update(name="Theirs", federally_sponsored=True, version=2)
    day = made.closes_on + timedelta(days=9)
    Round.objects.update(places=4, closes_on=day, version=2)
    first.pop("federally_sponsored", None)
    told = (
        client.post(pages[0], first | {"name": "Mine"}),
        client.post(pages[1], second | {"places": 9}),
    )
    names = ["name", "federally_sponsored"], ["closes_on", "places"]

    assert [[one.name for one in page.context["asked"]] for page in told] == [*names]
    for address, page in zip(pages, told, strict=True):
        assert client.post(address, settled(page, pick)).status_code == 302
    row.refresh_from_db()
    made.refresh_from_db()
    assert (row.name, row.federally_sponsored, made.places) == kept
    assert (made.closes_on == day) == (pick == "theirs")


def settled(page, pick):
    """What the page of a stale save sends when all is settled one way."""
    sent = dict(page.context["carried"]) | {"version": 2, "settle": []}
    for one in page.context["asked"]:
        sent["settle"].append(one.name)
        sent |= {f"theirs-{one.name}": one.theirs_posted, f"mine-{one.name}": one.mine_posted}
        sent[f"pick-{one.name}"] = pick
    return sent


@pytest.mark.parametrize(("pick", "kept"), [("theirs", ["civics"]), ("mine", ["residency"])])
def test_a_choice_of_many_is_settled_too(pick, kept):
    row = SourcedInitiativeFactory(title="Old")
    client = as_(someone("facilitation_lead"))
    url = reverse("partnerships:initiative_edit", args=[row.pk])
    sent = values(client.get(url).context["form"]) | {"topics": [str(term("residency").pk)]}
    Initiative.objects.filter(pk=row.pk).update(version=2)
    row.topics.add(term("civics"))

    page = client.post(url, sent)

    assert [(one.theirs, one.mine) for one in page.context["asked"]] == [
        (term("civics").label, term("residency").label)
    ]
    assert client.post(url, settled(page, pick)).status_code == 302
    assert [one.slug for one in row.topics.all()] == kept
