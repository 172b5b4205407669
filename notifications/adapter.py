"""Sends allauth's codes at once; their text is never kept (trust D2: codes are exempt)."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts import codes


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation or with an interest form, never by signing themselves up."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Say in each mail how long its code works."""
        super().send_mail(template_prefix, email, {"minutes": codes.minutes(), **context})
