"""The form of a letter to a leader."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form

from .forms_work import lines

LONGEST = 3000  # characters of a letter that somebody reads


class LetterForm(Form):
    """The letter, starting from its draft; `to` travels hidden, so that a new leader is noticed."""

    to = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("Your letter"), max_length=LONGEST, widget=lines(14, maxlength=LONGEST)
    )

    def __init__(self, data=None, *, page):
        self.page, leader = page, str(page.leader.pk)
        self.moved = data is not None and data.get("to") != leader
        if self.moved:
            data = data.copy()
            data["to"] = leader  # sent again, it goes to whoever stands on the page now
        super().__init__(data, initial={"to": leader, "words": page.draft.words})

    def clean(self):
        """Send nothing to somebody whose name did not stand on the page."""
        if self.moved:
            text = _("%(who)s decides for %(name)s now. Read it once more, then send it.")
            self.add_error("words", text % {"who": self.page.leader.user, "name": self.page.name})
        return super().clean()
