"""A form sent twice has one effect (trust D4, U1, U2)."""

import uuid
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase
from django.utils.translation import gettext as _

from .errors import Refused
from .models import FormKey

FIELD = "form_key"


def once(view):
    """Run a POST at most once per form key; a repeat gets the first answer's address.

    The view must answer success with a redirect. Anything else leaves the key unused. A key that
    somebody else used, or that was used on another form, is refused.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        key = _key_of(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        if earlier := FormKey.objects.filter(key=key).first():
            return _first_answer(earlier, view, request)
        try:
            return _first_time(view, request, key, args, kwargs)
        except IntegrityError:
            earlier = FormKey.objects.filter(key=key).first()
            if earlier is None:  # the clash was not about the key
                raise
            return _first_answer(earlier, view, request)

    return guarded


def _first_time(view, request, key, args, kwargs):
    with transaction.atomic():
        mark = FormKey(key=key, by_id=_person(request), name=_name(view), at=request.now)
        mark.save(force_insert=True)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirectBase):
            longest = FormKey._meta.get_field("result_url").max_length or 0
            fits = len(response.url) <= longest
            mark.result_url = response.url if fits else request.path
            mark.save(update_fields=["result_url"])
        else:
            mark.delete()
        return response


def _first_answer(earlier, view, request):
    if (earlier.by_id, earlier.name) != (_person(request), _name(view)):
        raise Refused(_("This form was sent from another page. Open the page again, then send it."))
    return HttpResponseRedirect(earlier.result_url or request.path)


def _person(request):
    return request.user.pk if request.user.is_authenticated else None


def _name(view):
    return f"{view.__module__}.{view.__name__}"


def _key_of(request):
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
