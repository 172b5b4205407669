"""Setting up a second step is the proof of it: nobody types it again a moment later.

A session that began before, with the code from the mail alone, ends: otherwise whoever reads the
mailbox would walk on in it without ever showing the second step.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView

from . import services


class _Proven:
    kind = ""

    def form_valid(self, form):
        response = super().form_valid(form)  # type: ignore[misc]
        request = self.request  # type: ignore[attr-defined]
        record_authentication(
            request, request.user, method="mfa", type=self.kind, reauthenticated=True
        )
        services.end_other_sessions(request.user, kept=request.session.session_key)
        return response


class ActivateApp(_Proven, ActivateTOTPView):
    """The app on the phone: shows the picture, takes the first six digits."""

    kind = Authenticator.Type.TOTP


class AddPasskey(_Proven, AddWebAuthnView):
    """A passkey: the browser makes it, the page keeps its public half."""

    kind = Authenticator.Type.WEBAUTHN
