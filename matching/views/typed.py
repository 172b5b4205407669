"""Forms with an address to which Seedbed writes: what is refused stands beside what was typed."""

from django.core.exceptions import ValidationError

from matching import typed_addresses


def sent_to(form, service, **given) -> bool:
    """Run a service that writes to a typed address; what it refuses stands in the form."""
    try:
        service(**given)
    except ValidationError as error:
        form.add_error("email", error.messages)
    except typed_addresses.Reached as error:
        form.add_error(None, str(error))
    return form.is_valid()


def full(form, subject, *, by, now) -> str:
    """Return the sentence that stands in place of a form nobody could send any more, or ""."""
    if form.is_bound or not typed_addresses.reached(subject, by=by, now=now):
        return ""
    return str(typed_addresses.Reached())
