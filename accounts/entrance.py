"""The doors of django-allauth that Seedbed opens: codes, second factor, sessions. No passwords,
no changing of addresses, nobody signs up."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from . import second_step
from .codes import ConfirmCode
from .views import sign_in, sign_out

to_login = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("login/code/", to_login, name="account_request_login_code"),
    path("login/code/confirm/", ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("logout/", sign_out, name="account_logout"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("2fa/totp/activate/", second_step.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
