"""The overview room: the sheet of a program."""

from django.urls import reverse

from tests.authorization.world import Try


def sheet(world, side):
    return Try("get", f"{reverse('officer')}?program={world.program.pk}")


CELLS = {54: sheet}
