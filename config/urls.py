"""Every address of Seedbed. Which of them are public is listed in tests/authorization/public.txt."""

from django.conf import settings
from django.urls import include, path

from foundation import views as foundation_views

urlpatterns = [
    path("healthz", foundation_views.healthz, name="healthz"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("me/", include("accounts.urls")),
    path("", include("overview.urls")),
]
if not settings.PRODUCTION:
    urlpatterns += [path("", include("demo.urls"))]

handler400 = "foundation.views.bad_request"
handler500 = "foundation.views.server_error"
