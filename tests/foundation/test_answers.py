"""A page that answers a form says that it was not taken, wherever it stands."""

import pytest
from django.test import RequestFactory

from foundation.answers import render


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("post", 422)])
def test_only_the_answer_to_a_form_says_that_it_was_not_taken(method, status):
    request = getattr(RequestFactory(), method)("/")

    answer = render(request, "components/fold.html", {})

    assert answer.status_code == status
