"""Sends allauth's codes at once; their text is never kept (trust D2: codes are exempt)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy

from accounts import codes


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

    def send_mail(self, template_prefix, email, context):
        """Say in each mail how long its code works."""
        super().send_mail(template_prefix, email, {"minutes": codes.minutes(), **context})
