"""What each part asks of a person, in lines they say yes to (domain 0.63, 0.64)."""

from django.utils.translation import gettext_lazy as _

from .models import RosterEntry

Part = RosterEntry.Part
ROLE_CARDS = {
    Part.SPONSOR: [
        _("You sign the charter and say what may be shared, or what people’s time is worth."),
        _("You come to the kickoff, and read one page at the midpoint and at the end."),
        _("About ten minutes a month."),
    ],
    Part.LEAD: [
        _("You keep the thread between sessions and name who comes."),
        _("You come to the kickoff and to the monthly session."),
        _("About 35 minutes a month outside the session when you share, 15 when you apply."),
    ],
    Part.IMPLEMENTER: [
        _("You bring what happens day to day: what was tried, what got in the way."),
        _("You come to the kickoff and to the monthly session."),
        _("About 15 minutes a month outside the session."),
    ],
    Part.OBSERVER: [
        _("You may read along and come to sessions. Nothing is asked of you."),
    ],
}
