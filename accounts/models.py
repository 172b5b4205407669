"""People. The e-mail address is the name a person signs in with; there is no password."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from foundation.fields import Identified, NameField


class UserManager(BaseUserManager):
    """Finds people by address, whatever its capitals."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def invite(self, *, email: str, name: str, now, time_zone="America/New_York"):
        """Return the person with this address, made if new. Nobody is mailed here."""
        email = email.strip().lower()
        existing = self.filter(email__iexact=email).first()
        if existing:
            return existing
        user = self.model(email=email, name=name, time_zone=time_zone, joined_at=now)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(Identified, AbstractBaseUser):
    """One person, who may act in several organizations and partnerships."""

    email = models.EmailField(_("work e-mail"), unique=True)
    name = NameField(_("name"), help_text=_("As colleagues write it."))
    time_zone = TimeZoneField(_("time zone"), default="America/New_York", choices_display="STANDARD")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self):
        return self.name or _("someone")

    def get_full_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        """Nothing is decided by Django's permissions; see each room's permissions.py."""
        return False

    def has_module_perms(self, app_label):
        return False
