"""Sends allauth's codes at once; their text is never kept (trust D2: codes are exempt)."""

import threading

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from accounts import codes

log = structlog.get_logger("seedbed.mail")
ASKED_TOO_OFTEN = gettext_lazy(
    "Several codes went to this address just now, so no other one goes yet. Type the newest, or ask"
    " again in a while."
)


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation or with an interest form, never by signing themselves up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code of our newest mail to you."),
        "too_many_login_attempts": gettext_lazy(
            "Too many codes were wrong, so the one we sent works no more. Ask for another one here."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Lead on to an address that begins here: any other text would be read as one of ours."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)

    def validation_error(self, code, *args):
        """Tell who asks too often from who typed a wrong code too often: allauth calls both so."""
        if code == "too_many_login_attempts":
            return ValidationError(ASKED_TOO_OFTEN, code=code)
        return super().validation_error(code, *args)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Return the mail. In production a thread hands it over: by the clock, or by an error of
        the mail server, nobody tells an address that is known from one that is not (trust K28).
        """
        message = super().render_mail(template_prefix, email, context, headers=headers)
        if settings.PRODUCTION:
            hand_over = message.send
            message.send = threading.Thread(target=_sent, args=[hand_over]).start
        return message

    def send_mail(self, template_prefix, email, context):
        """Say in each mail how long its code works."""
        super().send_mail(template_prefix, email, {"minutes": codes.minutes(), **context})


def _sent(hand_over):
    """Hand a mail over; what fails is asked for again by who waits for it, and noted here."""
    try:
        hand_over()
    except Exception as error:
        log.error("code_not_sent", error=type(error).__name__)  # its words may hold the address
