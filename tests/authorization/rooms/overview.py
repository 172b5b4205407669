"""The overview room: the sheet of a program, and what no room may ever have an address for."""

from django.urls import reverse

from tests.authorization.world import Try


def sheet(world, side):
    return Try("get", f"{reverse('officer')}?program={world.program.pk}")


def learned(world, side):
    return Try("get", reverse("learned", args=[world.program.pk]))


def _absent(*paths):
    def cell(world, side):
        own = world.person("OWN", side).pk
        urls = [path.format(program=world.program.pk, own=own) for path in paths]
        return [Try(method, url, {}) for url in urls for method in ("get", "post")]

    return cell


CELLS = {
    52: sheet,
    53: _absent("/pulse/export/", "/program/{program}/pulse.csv", "/pulse/answers/"),
    54: sheet,
    63: _absent("/audit/", "/programs/{program}/audit/"),
    64: _absent("/admin/", "/me/as/{own}/", "/walk-in/as/{own}/"),
    293: learned,
    65: _absent("/pulse/rules/", "/programs/{program}/pulse/"),
}
