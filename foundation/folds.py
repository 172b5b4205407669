"""Optional fields of a form, folded away: an ask has a price, and a long page is one (design 6)."""

from crispy_forms.layout import Div

EMPTY: tuple = (None, "", [])


class Fold(Div):
    """Fields under a summary, closed; open as soon as one of them holds something or is wrong.

    Closed fields are sent like all others, so nothing is lost.
    """

    template = "components/fold.html"

    def __init__(self, summary, *fields):
        super().__init__(*fields)
        self.summary = summary

    def render(self, form, *args, **kwargs):
        """Return the fold as `form` stands."""
        fields = [form[name] for name in self.fields]
        self.open = any(field.errors or field.value() not in EMPTY for field in fields)
        return super().render(form, *args, **kwargs)
