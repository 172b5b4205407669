"""What a letter to a silent side's leader starts from. No database, no word of who did what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation import dates

MINUTES = 2  # the price of an answer: one line


@dataclass(frozen=True)
class Draft:
    """The subject, and the words that the facilitator may change."""

    subject: str
    words: str


def draft(partnership, leader) -> Draft:
    """Return the draft to `leader`, of a partnership with names and its last session.

    It asks for a date, offers a pause as gladly, and names nobody: no reproach, nothing that one
    side told the facilitator.
    """
    named = {
        "name": partnership.name, "who": leader.user.name, "by": partnership.facilitator.name,
        "minutes": partnership.session_minutes,
    }  # fmt: skip
    met = _("%(name)s have not met yet.") % named
    if partnership.last_met_at:
        told = {**named, "day": dates.say_day(partnership.last_met_at)}
        met = _("%(name)s last met on %(day)s.") % told
    full = _("School years are full, and I would be glad to find a date soon with you.")
    parts = [
        _("Dear %(who)s,") % named,
        f"{met} {full}",
        _("Is there a day soon with %(minutes)d minutes for a session? One or two that suit"
          " you are enough; I set the date with everybody.") % named,
        _("If now is not the time, that is a good answer too: we can pause, or meet less often."),
        _("One line back is enough. If a call is easier, tell me when."),
        named["by"],
    ]  # fmt: skip
    return Draft(_("%(name)s: which days would suit you?") % named, "\n\n".join(parts))
