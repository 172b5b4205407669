"""When a federal clearance is needed before more people are asked. Our reading; counsel decides.

The Paperwork Reduction Act asks for an OMB number when a federal agency sponsors identical
questions to ten or more persons outside it within twelve months.
"""

import datetime

from django.utils.translation import gettext as _

TENTH = 10


def held(
    version,
    *,
    federally_sponsored: bool,
    outside_people_asked_in_12_months: int,
    on: datetime.date | None = None,
) -> str:
    """Return why the next outside person is not asked yet, with the way on, or "".

    `outside_people_asked_in_12_months` does not count the person about to be asked. A clearance
    that ended before `on` counts as none (design, "Instruments are data").
    """
    if not federally_sponsored or outside_people_asked_in_12_months + 1 < TENTH:
        return ""
    ended = on and version.clearance_expires and version.clearance_expires < on
    if version.clearance_number and not ended:
        return ""
    return _(
        "A federal program sponsors this, and the next person would be the tenth outside it to"
        " get the same questions within twelve months. These questions have no clearance number"
        " that is still in force. Ask your counsel first. Until then, use the questions as a"
        " conversation guide only: talk them through and write your own notes."
    )
