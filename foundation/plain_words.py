"""What a field says of an answer it cannot take, in the house's words instead of Django's.

One home for all forms: a field that says something of its own keeps it.
"""

import copy
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

UNANSWERED = _("This needs an answer.")
NOT_SHOWN = _("Choose one of those shown here.")
WEB_ADDRESS = _("Write a web address, such as https://school.example/page.")
NO_FILE = _("No file arrived. Choose it again.")
SAID = [  # a class of Django's, which of its messages, what we say
    (forms.Field, "required", UNANSWERED),
    (forms.IntegerField, "invalid", _("Write a whole number, such as 12.")),
    (forms.FloatField, "invalid", _("Write a number, such as 12.5.")),
    (forms.DecimalField, "invalid", _("Write a number, such as 12.5.")),
    (forms.DateField, "invalid", _("Write a day, such as March 14, 2027.")),
    (forms.TimeField, "invalid", _("Write a time, such as 15:30.")),
    (forms.DateTimeField, "invalid", _("Write a day and a time, such as 2027-03-14 15:30.")),
    (forms.FileField, "invalid", NO_FILE),
    (forms.FileField, "missing", NO_FILE),
    (forms.FileField, "empty", _("This file is empty. Choose another one.")),
    (forms.URLField, "invalid", WEB_ADDRESS),
    (forms.ChoiceField, "invalid_choice", NOT_SHOWN),
    (forms.MultipleChoiceField, "invalid_choice", NOT_SHOWN),
    (forms.MultipleChoiceField, "invalid_list", NOT_SHOWN),
    (forms.ModelChoiceField, "invalid_choice", NOT_SHOWN),
    (forms.ModelMultipleChoiceField, "invalid_choice", NOT_SHOWN),
    (forms.ModelMultipleChoiceField, "invalid_list", NOT_SHOWN),
    (forms.ModelMultipleChoiceField, "invalid_pk_value", NOT_SHOWN),
]
CHECKED: dict[Any, Any] = {
    validators.MaxValueValidator: _("Write %(limit_value)s or less."),
    validators.MinValueValidator: _("Write %(limit_value)s or more."),
    validators.MaxLengthValidator: ngettext_lazy(
        "There is room for %(limit_value)d character; this has %(show_value)d.",
        "There is room for %(limit_value)d characters; this has %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "This takes at least %(limit_value)d character; it has %(show_value)d.",
        "This takes at least %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    ),
    validators.EmailValidator: _("Write an e-mail address, such as name@school.example."),
    validators.URLValidator: WEB_ADDRESS,
}
OF_ROWS = [
    (models.UUIDField.default_error_messages["invalid"], NOT_SHOWN),
    *((kind.message, words) for kind, words in CHECKED.items()),
]


def say_plainly(field: forms.Field) -> None:
    """Give `field` our words wherever it would say Django's; said twice, nothing changes."""
    for kind, key, words in SAID:
        theirs = vars(kind)["default_error_messages"][key]
        if isinstance(field, kind) and field.error_messages.get(key) == theirs:
            field.error_messages[key] = words
    field.validators = [_plain(check) for check in field.validators]


def _plain(check):
    words = CHECKED.get(type(check))
    if words is None or "message" in vars(check):
        return check
    check = copy.copy(check)  # fields of one class share theirs
    check.message = words
    return check


def reword(errors: ValidationError) -> None:
    """Put our words into what a row, or a field of one, refuses where they are Django's."""
    every = errors.error_list if hasattr(errors, "error_list") else []
    for several in getattr(errors, "error_dict", {}).values():
        every = [*every, *several]
    for error in every:
        error.message = next(
            (words for theirs, words in OF_ROWS if error.message is theirs), error.message
        )
