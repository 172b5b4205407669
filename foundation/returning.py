"""Back to where a person came from: `?next=` on the address, this site's addresses only."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, default):
    """Return the address in `next`, or `default` (whatever redirect() takes) without a good one."""
    wanted = request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fits else default
