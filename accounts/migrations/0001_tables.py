import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import foundation.fields
import timezone_field.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[\\x21-\\x7e]+\\Z",
                                "Write the address with plain letters, digits and signs.",
                            )
                        ],
                        verbose_name="work e-mail",
                    ),
                ),
                (
                    "name",
                    foundation.fields.NameField(
                        help_text="As colleagues write it.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "time_zone",
                    timezone_field.fields.TimeZoneField(
                        choices_display="STANDARD",
                        default="America/New_York",
                        verbose_name="time zone",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at", None), ("is_active", False), _connector="OR"
                        ),
                        name="user_who_left_is_inactive",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PersonalLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("answer", "answer"),
                            ("rsvp", "say whether you come"),
                            ("report_done", "say that it is done"),
                            ("object", "object"),
                        ],
                        max_length=12,
                    ),
                ),
                ("secret_hash", models.CharField(editable=False, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("uses", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["context_kind", "context_id"], name="accounts_pe_context_e23221_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["answer", "rsvp", "report_done", "object"])
                        ),
                        name="personal_link_purpose_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="personal_link_lasts",
                    ),
                ],
            },
        ),
    ]
