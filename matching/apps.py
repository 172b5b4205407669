from django.apps import AppConfig
from django.urls import reverse


class MatchingConfig(AppConfig):
    """Applications, readiness, openness, alignment, proposals, consents."""

    name = "matching"

    def ready(self):
        from accounts import links  # noqa: PLC0415 - models are loaded only now
        from notifications import planner  # noqa: PLC0415

        from . import access  # noqa: PLC0415
        from .services import proposals, runs  # noqa: PLC0415

        access.register()
        for kind in ("application", "offer", "matchproposal"):  # all ask for sign-in there
            links.lead("answer", f"matching.{kind}", _page)
        links.lead("answer", "matching.endorsement", _endorse)
        planner.each_minute(proposals.expire_due)
        planner.each_minute(runs.solve_forgotten)


def _page(link) -> str:
    page = link.context_kind.removeprefix("matching.").removeprefix("match")
    return reverse(f"matching:{page}", args=[link.context_id])


def _endorse(link) -> str:
    return reverse("matching:endorse", args=[link.context_id])
