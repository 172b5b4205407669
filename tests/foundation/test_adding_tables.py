"""Tables are added quickly, and are the same tables."""

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from foundation import adding_tables


def asked():
    """Return migrations of two tables, the second of which refers to the first and to itself."""
    key = ("id", models.BigAutoField(primary_key=True))
    once = models.UniqueConstraint(fields=["of", "name"], name="page_once")
    first = CreateModel("Book", [key, ("title", models.CharField(max_length=20))])
    second = CreateModel(
        "Page",
        [
            key,
            ("of", models.ForeignKey("shelf.Book", models.PROTECT, related_name="pages")),
            ("before", models.ForeignKey("self", models.PROTECT, null=True)),
            ("seen", models.ManyToManyField("shelf.Book", related_name="looked_into")),
            ("name", models.CharField(max_length=20)),
        ],
        options={"constraints": [once]},
    )
    return first, second


def made():
    """Return the statements that make the two tables, and the state they lead to."""
    state = ProjectState()
    assert state.apps.all_models is not None  # rendered first, as `migrate` does
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for operation in asked():
            before = state.clone()
            operation.state_forwards("shelf", state)
            operation.database_forwards("shelf", editor, before, state)
    return editor.collected_sql, state


@pytest.mark.django_db(transaction=True)  # SQLite lays no table inside one
def test_the_same_statements_and_the_same_ways_back():
    as_django_does, _state = made()

    with adding_tables.quickly():
        quickly, state = made()

    assert quickly == as_django_does
    book = state.apps.get_model("shelf", "Book")
    assert {one.get_accessor_name() for one in book._meta.related_objects} >= {
        "pages",
        "looked_into",
    }


def test_django_s_own_way_is_back_afterwards():
    with pytest.raises(ZeroDivisionError), adding_tables.quickly():
        1 / 0  # noqa: B018

    assert ProjectState.add_model is adding_tables.as_django_does
