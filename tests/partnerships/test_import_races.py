"""The same files loaded twice in one moment, on connections of their own."""

import pytest

from foundation.errors import AlreadyMoved
from partnerships import import_services
from partnerships.models import DirectoryImport, Grant, Organization, Role
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnerships import term
from tests.partnerships.test_imports import grants
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)


def load(row, by):
    row = DirectoryImport.objects.get(pk=row.pk)
    return import_services.load(row, by=by, now=NOW)


def people():
    term("residency")
    return [ProgramRoleFactory(role=Role.FACILITATION_LEAD).user for _ in range(2)]


def test_of_two_who_load_the_same_files_one_does():
    both = people()
    row = import_services.read({"grantees.csv": grants(5)}, by=both[0], now=NOW)

    found = together(2, lambda n: load(row, both[n]))

    assert sorted(type(one).__name__ for one in found) == [AlreadyMoved.__name__, "bool"]
    assert (Organization.objects.count(), Grant.objects.count()) == (5, 5)


def test_two_who_chose_the_same_files_list_each_organization_once():
    both = people()
    rows = [import_services.read({"grantees.csv": grants(5)}, by=by, now=NOW) for by in both]

    found = together(2, lambda n: load(rows[n], both[n]))

    assert sorted(found) == [False, True]  # the second reads the difference anew: nothing is left
    assert (Organization.objects.count(), Grant.objects.count()) == (5, 5)
    second = DirectoryImport.objects.get(pk=rows[found.index(False)].pk)
    assert second.differing == 0
