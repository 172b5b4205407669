"""Which requests a page that takes a form answers."""

from django.views.decorators.http import require_http_methods

# HEAD too: mail scanners ask for the head of what a link leads to.
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
