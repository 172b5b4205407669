"""Numbers of other tables beside what a query groups."""

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce


class PerGroup(Coalesce):
    """The one number that `rows` give for the key of the grouped row; 0 where they give none.

    Nothing need be grouped by it: it hangs on that key alone. Django would, and PostgreSQL would
    then ask `rows` anew for each row that is counted.
    """

    def __init__(self, rows: QuerySet):
        super().__init__(Subquery(rows), 0)

    def get_group_by_cols(self) -> list:
        return []
