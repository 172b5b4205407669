"""Who holds what is said in the talks: whoever hears each side alone (partnerships' rule)."""

from partnerships.models import hears

holds = hears
