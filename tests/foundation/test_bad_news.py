"""The page of our own mistakes leans on nothing that may be broken."""

import pytest

from foundation.views import server_error
from tests.factories import UserFactory


@pytest.mark.django_db
def test_the_page_of_a_mistake_asks_the_database_nothing(rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = UserFactory()

    with django_assert_num_queries(0):
        answer = server_error(request)

    html = answer.content.decode()
    assert answer.status_code == 500
    assert "It was not you." in html
    assert request.user.name not in html
