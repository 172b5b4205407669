"""A transactional test may run anywhere in a run: it leaves what the migrations wrote."""

import pytest
from django.test import TransactionTestCase

from accounts.models import User
from partnerships import vocabulary
from partnerships.models import Term
from tests.factories import UserFactory
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_go_and_the_words_of_the_directory_stay():
    UserFactory()
    Term.objects.filter(slug="residency").delete()

    sweep(TransactionTestCase())

    assert not User.objects.exists()
    written = {
        (name, one["slug"]) for name, entries in vocabulary.words().items() for one in entries
    }
    rest = Term.objects.exclude(vocabulary=Term.Vocabulary.SECTOR)
    assert set(rest.values_list("vocabulary", "slug")) == written
    assert Term.objects.get(slug="district").sector.slug == "public"
    assert Term.objects.get(slug="residency").parents.exists()
