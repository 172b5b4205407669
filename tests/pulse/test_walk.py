"""A whole check through its pages: opened, booked, answered, talked, released, closed."""

import pytest
from django.urls import reverse

from notifications.models import Message
from partnerships import phases
from partnerships.models import Phase
from pulse.models import PulseConversation, PulseForm, PulseRound, PulseTheme
from tests.factories import NOW
from tests.factories_pulse import P, T, fresh, make_round, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def people_of(row, side):
    return [str(pk) for pk in row.conversations.get(side=side).people.values_list("pk", flat=True)]


def test_a_check_from_its_opening_to_the_next_session(enter):
    room, _none = make_round(open_=False)
    address = reverse("pulse:of", args=[room.partnership.pk])
    client = enter(room.facilitator)
    assert "Open the pulse check" in client.get(address).text

    client.post(reverse("pulse:open", args=[room.partnership.pk]))
    row = fresh(PulseRound.objects.get())
    assert client.get(address).headers["Location"] == row.get_absolute_url()
    assert phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW) == [
        "The midpoint talk with Lakeview is held, or Lakeview says that it needs none.",
        "The midpoint talk with Beacon is held, or Beacon says that it needs none.",
    ]
    for number, side in enumerate((P, T)):
        book = reverse("pulse:book", args=[row.pk, side])
        page = client.get(book)
        assert page.status_code == 200
        offered = page.context["form"].fields["offered"].choices[number * 2][0]
        people = [str(room.implementer(side).pk)]
        assert client.post(book, {"offered": offered, "who": people}).status_code == 302
    assert [t.state for t in PulseConversation.objects.all()] == ["booked", "booked"]
    assert Message.objects.filter(kind="invitation").count() == 2

    person = enter(room.implementer(P))
    answer = reverse("pulse:answer", args=[row.pk])
    assert person.get(row.get_absolute_url()).status_code == 200
    assert person.get(answer).status_code == 200
    said = {"r_we_gain": "4", "w_how": "It has been good.", "c_how": "unnamed"}
    assert person.post(answer, said).status_code == 302
    assert "It has been good." in person.get(answer).text
    form = PulseForm.objects.get()
    assert "It has been good." in person.get(form.get_absolute_url()).text

    client = enter(room.facilitator)
    for name in ("guide", "notes", "said_no", "book", "theme_new"):
        assert client.get(reverse(f"pulse:{name}", args=[row.pk, P])).status_code == 200
    assert "It has been good." in client.get(reverse("pulse:guide", args=[row.pk, P])).text
    talked = reverse("pulse:held", args=[row.pk, P])
    assert client.get(talked).context["form"].fields["who"].initial == people_of(row, P)
    client.post(talked, {"who": people_of(row, P)})
    client.post(reverse("pulse:notes", args=[row.pk, P]), {"words": "They like it."})
    client.post(reverse("pulse:said_no", args=[row.pk, T]), {"why": "Busy."})
    assert phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW) == []
    client.post(
        reverse("pulse:theme_new", args=[row.pk, P]), {"text": "More examples", "about": "change"}
    )
    theme = PulseTheme.objects.get()
    client.get(theme.get_absolute_url())
    client.post(reverse("pulse:theme_send", args=[theme.pk]))
    assert client.get(row.get_absolute_url()).status_code == 200

    person = enter(room.implementer(P))
    page = person.get(theme.get_absolute_url()).text
    assert "Lakeview has one respondent: everyone will know it was you" in page
    yes = reverse("pulse:theme_yes", args=[theme.pk])
    assert "This needs an answer" in person.post(yes, {"yes": "on", "version": 1}).text
    assert person.post(yes, {"yes": "on", "sure": "on", "version": 1}).status_code == 302

    client = enter(room.facilitator)
    promise = reverse("pulse:theme_promise", args=[theme.pk])
    assert client.get(promise).status_code == 200
    client.post(promise, {"promise": "Two a month.", "promise_on": "2027-04-01", "version": 1})
    page = enter(room.decider(T)).get(row.get_absolute_url()).text
    assert "More examples" in page
    assert "Two a month. From Thursday 1 April" in page
    enter(room.facilitator).post(reverse("pulse:close", args=[row.pk]))
    assert PulseRound.objects.get().state == "closed"

    home = enter(room.facilitator).get(reverse("home")).text
    front = enter(room.facilitator).get(reverse("partnership", args=[room.partnership.pk])).text
    assert "Both sides were heard. The second half can begin." in home
    assert 'name="new" value="active">Go on with the monthly sessions</button>' in front
    move = reverse("partnerships:move", args=[room.partnership.pk])
    enter(room.facilitator).post(move, {"new": "active"})
    assert room.fresh().phase == Phase.ACTIVE
    assert "Both sides were heard" not in enter(room.facilitator).get(reverse("home")).text


def test_nothing_leads_on_from_the_middle_while_a_side_was_not_heard(enter):
    room, row = make_round()
    talks_held(row, P)

    home = enter(room.facilitator).get(reverse("home")).text
    front = enter(room.facilitator).get(reverse("partnership", args=[room.partnership.pk])).text

    assert "Both sides were heard" not in home
    assert "The midpoint talk with Beacon is held, or Beacon says that it needs none." in front
    assert "Go on with the monthly sessions" not in front
