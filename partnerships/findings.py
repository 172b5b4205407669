"""What lists of programs, people, roles and boundaries open with. Pure: from rows at hand."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.findings import of_page
from foundation.numbers import spelled, spelled_first

from .models import Role

NEEDED = (Role.FACILITATOR, Role.FACILITATION_LEAD, Role.ADMINISTRATOR)


def boundaries(rows) -> str:
    """Return how much of what is listed may travel, or what nobody has decided yet."""
    if not rows:
        return _("Nothing is listed yet.")
    if proposed := sum(row.decided_at is None for row in rows):
        text = ngettext(
            "%(n)s kind of material is proposed and not decided yet.",
            "%(n)s kinds of material are proposed and not decided yet.",
            proposed,
        )
        return text % {"n": spelled_first(proposed)}
    closed = sum(bool(row.closed) for row in rows)
    if not closed:
        text = ngettext(
            "%(n)s kind of material may travel, and none is closed.",
            "%(n)s kinds of material may travel, and none is closed.",
            len(rows),
        )
        return text % {"n": spelled_first(len(rows))}
    text = ngettext(
        "%(n)s kind of material stays closed.", "%(n)s kinds of material stay closed.", closed
    )
    return text % {"n": spelled_first(closed)}


def people(organization, decide, *, may_see: bool) -> str:
    """Return how many people have joined, and for who may see them who decides.

    Load `organization` with_people(); `decide` are the people who decide for it.
    """
    count = organization.people_count
    if not count:
        return _("Nobody has joined yet.")
    joined = ngettext("%(n)s person has joined", "%(n)s people have joined", count)
    joined = joined % {"n": spelled_first(count)}
    if not may_see:
        return _("%(joined)s.") % {"joined": joined}
    if not decide:
        return _("%(joined)s; nobody decides for it yet.") % {"joined": joined}
    if len(decide) == 1:
        return _("%(joined)s; %(who)s decides for it.") % {"joined": joined, "who": decide[0]}
    told = {"joined": joined, "n": spelled(len(decide))}
    return _("%(joined)s; %(n)s of them decide for it.") % told


def roles(standing) -> str:
    """Return the first role without which a program does not run and that nobody holds."""
    held = {row.role for row in standing}
    for role in NEEDED:
        if role not in held:
            return _("Nobody holds the role “%(role)s” yet.") % {"role": role.label}
    count = len({row.user_id for row in standing})
    text = ngettext(
        "%(n)s person holds every role that is needed.",
        "%(n)s people hold a role, and each that is needed is held.",
        count,
    )
    return text % {"n": spelled_first(count)}


def programs(page) -> str:
    """Return how many programs of `page` have an open round; "" where there is none.

    Its rows say `has_open_round`.
    """
    if not page.items:
        return _("No program is here yet.") if page.first else ""
    count = sum(row.has_open_round for row in page)
    if not count:
        return of_page(page, _("No round is open now."))
    text = ngettext("%(n)s program has an open round.", "%(n)s programs have an open round.", count)
    return of_page(page, text % {"n": spelled_first(count)})
