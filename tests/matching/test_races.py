"""Two people at the same moment, on connections of their own."""

import pytest

from foundation.errors import AlreadyMoved
from foundation.models import Transition
from matching.models import Application, Arrival, Reading
from matching.services import applications, arrivals, readings
from partnerships.models import Organization
from tests import factories_matching as make
from tests.factories import NOW, UserFactory
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_people_who_send_the_same_form_one_does():
    form = make.ApplicationFactory(**make.WRITTEN)
    people = [make.member(form.organization) for _ in range(2)]

    def send(number):
        row = Application.objects.get(pk=form.pk)
        applications.submit(application=row, expected=1, by=people[number], now=NOW)

    results = together(2, send)

    assert sorted(type(r) for r in results if r) == [AlreadyMoved]
    assert Transition.objects.about(form).count() == 1


def test_of_two_people_on_two_pages_both_are_kept():
    form, person = make.ApplicationFactory(), UserFactory()
    pages = [("initiative", {"title": "Coaching"}), ("reasons", {"why_now": "The board asks."})]

    def write(number):
        row, (key, values) = Application.objects.get(pk=form.pk), pages[number]
        for name, value in values.items():
            setattr(row, name, value)
        page = applications.interest.BY_KEY[key]
        applications.save_page(application=row, page=page, expected=1, by=person, now=NOW)

    results = together(2, write)

    form.refresh_from_db()
    assert (results, form.title, form.why_now) == ([None, None], "Coaching", "The board asks.")


def test_of_two_who_read_second_one_does():
    form = make.answered()
    readers = [make.facilitator(form.round.program) for _ in range(2)]

    def start(number):
        row = Application.objects.get(pk=form.pk)
        reader = readers[number]
        readings.start(subject=row, reader=reader, place="second", by=reader, now=NOW)

    together(2, start)

    assert Reading.objects.filter(place="second").count() == 1


def test_two_people_of_one_new_organization_make_it_once():
    arrived = [make.ArrivalFactory(user=UserFactory()) for _ in range(2)]
    round = arrived[0].round
    Arrival.objects.update(round=round)

    def begin(number):
        row = Arrival.objects.get(pk=arrived[number].pk)
        arrivals.begin(arrival=row, by=row.user, now=NOW)

    results = together(2, begin)

    assert results == [None, None]
    assert Organization.objects.count() == 1
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["in", "waiting"]
