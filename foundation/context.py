"""What every template may ask for."""

from django.conf import settings


def page(request):
    """Return the mode and the site's address for the frame around each page."""
    return {"demo": settings.DEMO, "production": settings.PRODUCTION, "site_url": settings.SITE_URL}
