"""From the midpoint on to the sessions: both talks were held, or a side said no. Not what was said.

Nothing else blocks: no form, no theme, no rating.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import Phase
from partnerships.permissions import SIDES
from partnerships.phases import gate

from .models import TALKED, PulseConversation


@gate(
    "midpoint_talks", old=Phase.MIDPOINT, new=Phase.ACTIVE,
    button=gettext_lazy("Open the pulse check"), page="pulse:of",
)  # fmt: skip
def midpoint_talks(partnership, now):
    """A talk a side in the latest check, held or declined; why stays with whoever was told."""
    talks = PulseConversation.objects.filter(round__partnership=partnership)
    rows = list(talks.values_list("round__number", "side", "state"))
    last = max((number for number, _side, _state in rows), default=0)
    done = {side for number, side, state in rows if number == last and state in TALKED}
    text = _("The midpoint talk with %(name)s is held, or %(name)s says that it needs none.")
    return [text % {"name": partnership.lead(side).said} for side in SIDES if side not in done]
