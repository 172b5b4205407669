"""Forms of files that are read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form
from foundation.uploads import too_large

from .importing.folder import FILES

FIELDS = {name: name.removesuffix(".csv") for name in FILES}


class ImportForm(Form):
    """Up to three files; each column of them is told in the directory's own words."""

    grantees = forms.FileField(
        label=_("Organizations that share, with their grants"),
        required=False,
        help_text=_("One line for each award."),
    )
    partners = forms.FileField(
        label=_("Organizations that look for a partner, with their initiatives"),
        required=False,
        help_text=_("One line for each initiative."),
    )
    pairs = forms.FileField(
        label=_("Who worked with whom"),
        required=False,
        help_text=_("One line for each pair that a public source speaks of."),
    )

    def __init__(self, request):
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None)
        self.dropped = too_large(request)
        for field in self.fields.values():
            field.widget.attrs["accept"] = ".csv,text/csv"
            field.error_messages["empty"] = _("The file is empty. Choose the one with the lines.")

    def clean(self):
        cleaned = super().clean()
        for name in sorted(self.dropped & set(self.fields)):
            self.add_error(name, _(
                "This file is larger than 40 MB. Split it and import the parts one after the other."
            ))  # fmt: skip
        if not self.errors and not any((cleaned or {}).values()):
            raise forms.ValidationError(_("Choose at least one file."))
        return cleaned

    @property
    def files_by_name(self) -> dict[str, bytes]:
        """The bytes of the chosen files by the names the import knows."""
        chosen = {name: self.cleaned_data.get(field) for name, field in FIELDS.items()}
        return {name: file.read() for name, file in chosen.items() if file}
