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
    """A talk a side, held or declined; why stays with whoever was told."""
    talked = PulseConversation.objects.filter(
        round__partnership=partnership, state__in=TALKED
    ).values_list("round__number", "side")
    last = max((number for number, _side in talked), default=0)
    done = {side for number, side in talked if number == last}
    text = _("The midpoint talk with %(name)s is held, or %(name)s says that it needs none.")
    return [text % {"name": partnership.lead(side).said} for side in SIDES if side not in done]
