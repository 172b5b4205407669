from django.apps import AppConfig
from django.urls import reverse


class MatchingConfig(AppConfig):
    """Applications, readiness, openness, alignment, proposals, consents."""

    name = "matching"

    def ready(self):
        from accounts import links  # noqa: PLC0415 - models are loaded only now
        from notifications import planner  # noqa: PLC0415

        from . import access  # noqa: PLC0415
        from .services import proposals  # noqa: PLC0415

        access.register()
        links.lead("answer", "matching.matchproposal", _page)  # it asks for sign-in there
        planner.each_minute(proposals.expire_due)


def _page(link) -> str:
    return reverse("matching:proposal", args=[link.context_id])
