"""People. The e-mail address is the name a person signs in with; there is no password."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from foundation.fields import Identified, NameField
from foundation.models import About, AboutQuerySet

# Look-alike letters and full-width domains pass for addresses elsewhere (trust K27).
PLAIN_ADDRESS = RegexValidator(
    r"\A[\x21-\x7e]+\Z", _("Write the address with plain letters, digits and signs.")
)


class UserManager(BaseUserManager):
    """Finds people by address, whatever its capitals."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def invite(self, *, email: str, name: str, now, time_zone="America/New_York"):
        """Return the person with this address, made if new. Nobody is mailed here.

        Raises ValidationError for what is not an address. Somebody who left comes back as left.
        Without a `name`, where a stranger only typed the address, who names it next gives it one.
        """
        email = email.strip().lower()
        existing = self.filter(email__iexact=email).first()
        if existing:
            return self._named(existing, name)
        user = self.model(email=email, name=name, time_zone=time_zone, joined_at=now)
        user.set_unusable_password()
        user.clean_fields(exclude=["password"] if name else ["password", "name"])
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError:  # invited at the same moment by somebody else
            return self.get(email__iexact=email)
        return user

    def _named(self, user, name):
        if name and not user.name:
            self.filter(pk=user.pk, name="").update(name=name)
            user.refresh_from_db(fields=["name"])
        return user


def called(name: str) -> str:
    """Return `name` of a person, or what stands for one who gave none."""
    return name or str(_("someone"))


class User(Identified, AbstractBaseUser):
    """One person, who may act in several organizations and partnerships."""

    email = models.EmailField(_("work e-mail"), unique=True, validators=[PLAIN_ADDRESS])
    name = NameField(_("name"), help_text=_("As colleagues write it."))
    time_zone = TimeZoneField(
        _("time zone"), default="America/New_York", choices_display="STANDARD"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(is_active=False), name="user_who_left_is_inactive"
            ),
        ]

    def __str__(self):
        return called(self.name)

    def get_full_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        """Nothing is decided by Django's permissions; see each room's permissions.py."""
        return False

    def has_module_perms(self, app_label):
        return False


class Purpose(models.TextChoices):
    """All that a link alone may do (design, "Personal links"); anything more needs a session."""

    ANSWER = "answer", _("answer")
    RSVP = "rsvp", _("say whether you come")
    REPORT_DONE = "report_done", _("say that it is done")
    OBJECT = "object", _("object")


class PersonalLinkQuerySet(AboutQuerySet):
    def standing(self, now):
        """Links that open on `now`: not revoked, not past, of a person who is still here."""
        return self.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)


class PersonalLink(About):
    """One person's way to one thing, from a mail. The token is never kept, only its hash."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    secret_hash = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # last; opening is no use
    uses = models.PositiveIntegerField(default=0)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="personal_link_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="personal_link_lasts"
            ),
        ]
        indexes = [models.Index(fields=["context_kind", "context_id"])]

    def __str__(self):
        return f"{self.purpose} ({self.pk})"
