"""Every address of Seedbed. Those open to all are listed in tests/authorization/public.txt."""

from django.conf import settings
from django.urls import include, path

from foundation import views as foundation_views
from foundation.styleguide import styleguide

urlpatterns = [
    path("healthz", foundation_views.healthz, name="healthz"),
    path("account/", include("accounts.entrance")),
    path("me/", include("accounts.urls")),
    path("questions/", include("instruments.urls")),
    path("mail/", include("notifications.urls")),
    path("", include("matching.urls")),
    path("", include("sessions_app.urls")),
    path("", include("pulse.urls")),
    path("", include("partnerships.urls")),
    path("", include("insights.urls")),
    path("", include("overview.urls")),
]
if not settings.PRODUCTION:
    urlpatterns += [
        path("", include("demo.urls")),
        path("styleguide/", styleguide, name="styleguide"),
    ]

handler400 = "foundation.views.bad_request"
handler403 = "foundation.views.forbidden"
handler404 = "foundation.views.not_found"
handler429 = "foundation.views.too_many"  # asked for by allauth, which counts
handler500 = "foundation.views.server_error"
