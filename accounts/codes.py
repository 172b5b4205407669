"""The code from the mail: how long it works, and what happens when it is past that."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _


def minutes() -> int:
    """Return how many minutes a code works, as pages and mails say."""
    return settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60


class ConfirmCode(ConfirmLoginCodeView):
    """Takes the code; who comes too late reads so, and still gets to where they were going."""

    @method_decorator(login_not_required)
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated or not self._late(request):
            return response
        late = _("That code was past its %(n)s minutes. Ask for another one here.")
        messages.info(request, late % {"n": minutes()})
        return self._to_another(reverse("account_login"))

    def post(self, request, *args, **kwargs):
        if not ratelimit.consume(request, action="wrong_code", dry_run=True):
            return ratelimit.respond_429(request)
        if self._tries(request) > settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS:
            self._process.abort()
            messages.error(request, get_adapter().error_messages["too_many_login_attempts"])
            return self._to_another(reverse("account_login"))
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        """After the last wrong try, lead to another code that still opens what was asked for."""
        ratelimit.consume(self.request, action="wrong_code")
        response = super().form_invalid(form)
        over = isinstance(response, HttpResponseRedirect)
        return self._to_another(response.url) if over else response

    def _to_another(self, url):
        """Lead to where another code is asked for; it opens what this one would have."""
        return redirect(passthrough_next_redirect_url(self.request, url, "next"))

    def _tries(self, request) -> int:
        """Count this try at one code. Many sent at once would each find the session's count as low
        as the first did."""
        key = f"code_tries:{request.session.session_key}:{self._process.state['at']}"
        cache.add(key, 0, settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        return cache.incr(key)

    def _late(self, request) -> bool:
        """Say whether a code was typed, or its page opened, after its time."""
        begun = hasattr(self, "_process")
        return self._process is None if begun else request.method == "POST"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"minutes": minutes()}
