"""Who reads what of a pulse check. Frozen in the round when people are asked (matrix row 41)."""

from django.utils.translation import gettext as _

LINES = (
    "holder", "author", "mates", "other_side", "leaders", "themes", "numbers", "changes",
)  # fmt: skip


def lines(holder: str = "") -> list[str]:
    """Return the sentences; `holder` is the name of the one person who reads answers."""
    holder = holder or _("The facilitator")
    said = {
        "holder": _("%(holder)s alone reads what you write and what you say in the talk."),
        "author": _("You read your own words back while the window is open, and afterwards."),
        "mates": _("Your colleagues do not read them, nor who has answered."),
        "other_side": _("The other organization does not read them, nor who has answered."),
        "leaders": _(
            "Leaders, the sponsor and the program never do: no page, list or file holds them."
        ),
        "themes": _(
            "%(holder)s writes what was said as themes. A theme goes to the other side only when"
            " everybody of your side who answered or talked says yes to its wording, and once"
            " both talks are over."
        ),
        "numbers": _(
            "The program learns in one sentence whether it is worth it, from five people of three"
            " partnerships or more; below that it learns nothing."
        ),
        "changes": _("You can change your answers until the window closes."),
    }
    return [said[name] % {"holder": holder} for name in LINES]


def text(holder: str) -> str:
    """Return the whole statement, a sentence a line, as a round keeps it."""
    return "\n".join(lines(holder))


def standing(row) -> list[str]:
    """Return the sentences frozen in a round; where another person holds it by now, that too."""
    said = row.statement.splitlines()
    if row.reader_since:
        now = _("Now %(holder)s talks with both sides, and reads it.")
        said.insert(1, now % {"holder": row.holder.name})
    return said
