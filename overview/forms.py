"""Forms of the homes."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.dates import say_day
from foundation.forms import Form

SUGGESTED = (1, 3, 7, 14)  # days


class LaterForm(Form):
    """Until when a row of Today can wait, and why."""

    why = forms.CharField(
        label=gettext_lazy("Why can it wait?"),
        help_text=gettext_lazy("Only you read this."),
        max_length=300,
    )
    until = forms.TypedChoiceField(
        label=gettext_lazy("Show it again on"),
        widget=forms.RadioSelect,
        coerce=datetime.date.fromisoformat,
    )

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        days = [today + datetime.timedelta(days=n) for n in SUGGESTED]
        words = {1: _("Tomorrow, %(day)s")}
        self.fields["until"].choices = [
            (day.isoformat(), words.get(n, "%(day)s") % {"day": say_day(day)})
            for n, day in zip(SUGGESTED, days, strict=True)
        ]
