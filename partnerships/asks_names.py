"""What both lead organizations of a row are called, brought along by its query."""

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from .models import PartnershipOrganization, Side


def names(ref) -> dict:
    """Annotate what both lead organizations are called; `ref` leads to the partnership."""

    def said(side):
        rows = PartnershipOrganization.objects.filter(
            partnership=OuterRef(ref), side=side, is_lead=True
        )
        short = NullIf("organization__short_name", Value(""), output_field=CharField())
        return Subquery(
            rows.values(said=Coalesce(short, F("organization__name"), output_field=CharField()))[:1]
        )

    return {"partner_said": said(Side.PARTNER), "thought_partner_said": said(Side.THOUGHT_PARTNER)}


def where(row) -> str:
    """Return "Lakeview and Beacon" for a row with `names`."""
    return _("%(partner)s and %(thought_partner)s") % {
        "partner": row.partner_said,
        "thought_partner": row.thought_partner_said,
    }
