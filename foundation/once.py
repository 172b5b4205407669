"""A form sent twice has one effect (trust D4, U1, U2)."""

import uuid
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from .models import FormKey

FIELD = "form_key"


def once(view):
    """Run a POST at most once per form key; a repeat gets the first answer's address.

    The view must answer success with a redirect. Anything else leaves the key unused.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        key = _key_of(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        if earlier := FormKey.objects.filter(key=key).exclude(result_url="").first():
            return redirect(earlier.result_url)
        try:
            return _first_time(view, request, key, args, kwargs)
        except IntegrityError:
            earlier = FormKey.objects.filter(key=key).first()
            if earlier is None:  # the clash was not about the key
                raise
            return redirect(earlier.result_url or request.path)

    return guarded


def _first_time(view, request, key, args, kwargs):
    with transaction.atomic():
        user = request.user if request.user.is_authenticated else None
        mark = FormKey(key=key, by=user, name=view.__name__, at=request.now)
        mark.save(force_insert=True)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            FormKey.objects.filter(key=key).update(result_url=response.url[:500])
        else:
            mark.delete()
        return response


def _key_of(request):
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
