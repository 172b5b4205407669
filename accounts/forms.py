"""Forms about oneself."""

from foundation.forms import ModelForm

from .models import User


class MeForm(ModelForm):
    """What colleagues call me, and the zone my times are told in."""

    class Meta:
        model = User
        fields = ["name", "time_zone"]
