"""Several hands on one form and one sheet."""

from django.urls import reverse

from tests import factories_matching as make
from tests.authorization.world import Try


def page(name, row, *before):
    return reverse(f"matching:{name}", args=[*before, row.pk])


def sign_of_life(world, side):
    sheet = make.words_of(world.things["asked", side])
    return Try("post", reverse("instruments:here", args=[sheet.pk, "R5"]), {})


CELLS = {830: sign_of_life}
