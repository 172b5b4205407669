"""Sends allauth's codes at once; their text is never kept (trust D2: codes are exempt)."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation or with an interest form, never by signing themselves up."""

    def is_open_for_signup(self, request):
        return False
