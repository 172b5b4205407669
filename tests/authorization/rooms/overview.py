"""The overview room: the sheet of a program, and what no room may ever have an address for."""

from datetime import date

from django.urls import reverse

from tests.authorization.world import SIDES, Try


def sheet(world, side):
    return Try("get", f"{reverse('officer')}?program={world.program.pk}")


def touchpoints(world, side):
    room = world.things["partnership", SIDES[0]]
    shown = "Touchpoints of those who decide"
    return Try("get", reverse("touchpoints", args=[room.pk]), None, shown)


def length_seen(world, side):
    room = world.things["partnership", SIDES[0]]
    dates = {"starts_on": date(2027, 3, 1), "ends_on": date(2028, 12, 1)}
    type(room).objects.filter(pk=room.pk).update(**dates)
    return Try("post", reverse("length_seen", args=[room.pk]), {})


def learned(world, side):
    return Try("get", reverse("learned", args=[world.program.pk]))


def _absent(*paths):
    def cell(world, side):
        own = world.person("OWN", side).pk
        urls = [path.format(program=world.program.pk, own=own) for path in paths]
        return [Try(method, url, {}) for url in urls for method in ("get", "post")]

    return cell


CELLS = {
    406: touchpoints,
    407: length_seen,
    52: sheet,
    53: _absent("/pulse/export/", "/program/{program}/pulse.csv", "/pulse/answers/"),
    54: sheet,
    63: _absent("/audit/", "/programs/{program}/audit/"),
    64: _absent("/admin/", "/me/as/{own}/", "/walk-in/as/{own}/"),
    294: learned,
    65: _absent("/pulse/rules/", "/programs/{program}/pulse/"),
}
