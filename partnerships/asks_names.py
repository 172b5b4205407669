"""What both lead organizations of a row are called, brought along by its query."""

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from .models import PartnershipOrganization, Side


def names(ref) -> dict:
    """Annotate what both lead organizations are called; `ref` leads to the partnership."""

    def of(side):
        rows = PartnershipOrganization.objects.filter(
            partnership=OuterRef(ref), side=side, is_lead=True
        )
        return Subquery(rows.values(said=said_of("organization"))[:1])

    return {"partner_said": of(Side.PARTNER), "thought_partner_said": of(Side.THOUGHT_PARTNER)}


def said_of(path: str) -> Coalesce:
    """Return in SQL what the organization at `path` is called, as `Organization.said` does."""
    short = NullIf(F(f"{path}__short_name"), Value(""), output_field=CharField())
    return Coalesce(short, F(f"{path}__name"), output_field=CharField())


def where(row) -> str:
    """Return "Lakeview and Beacon" for a row with `names`."""
    return _("%(partner)s and %(thought_partner)s") % {
        "partner": row.partner_said,
        "thought_partner": row.thought_partner_said,
    }
