import django.db.models.deletion
import django.db.models.functions.text
import foundation.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("rule", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "Invitation"),
                            ("cancellation", "Cancellation"),
                            ("before", "Before"),
                            ("after", "After"),
                            ("reminder", "Reminder"),
                            ("consent", "Consent"),
                            ("pulse", "Pulse"),
                            ("digest", "Digest"),
                            ("notice", "Notice"),
                            ("code", "Code"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("context_kind", models.CharField(blank=True, max_length=60)),
                ("context_id", models.UUIDField(null=True)),
                ("subject", foundation.fields.NameField(max_length=200)),
                ("body", foundation.fields.WordsField(max_length=20000)),
                ("links", foundation.fields.PairsField(default=dict)),
                ("calendar_method", models.CharField(blank=True, max_length=10)),
                ("calendar_text", models.TextField(blank=True)),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("why", foundation.fields.WordsField(max_length=20000)),
                ("waits_because", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("stopped_because", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("exempt", models.BooleanField(default=False)),
                ("at_once", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("planned_for", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Goes when it is due"),
                            ("held", "Held for you"),
                            ("claimed", "Goes now"),
                            ("handing_over", "Being handed over"),
                            ("sent", "Sent"),
                            ("delivered", "Delivered"),
                            ("bounced", "Came back"),
                            ("failed", "Failed"),
                            ("in_doubt", "In doubt"),
                            ("superseded", "Replaced"),
                            ("suppressed", "Address closed"),
                            ("stopped", "Stopped"),
                            ("expired", "Too late"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("claimed_by", models.CharField(blank=True, max_length=40)),
                ("lease_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("handed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("provider_id", models.CharField(blank=True, max_length=200)),
                ("error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["due_at"],
                        name="message_due",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["claimed", "handing_over"])),
                        fields=["lease_until"],
                        name="message_leased",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["failed", "bounced", "suppressed", "in_doubt"])
                        ),
                        fields=["due_at"],
                        name="message_trouble",
                    ),
                    models.Index(fields=["person", "handed_at"], name="message_of_person"),
                    models.Index(
                        fields=["context_kind", "context_id", "due_at"], name="message_about"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "queued",
                                    "held",
                                    "claimed",
                                    "handing_over",
                                    "sent",
                                    "delivered",
                                    "bounced",
                                    "failed",
                                    "in_doubt",
                                    "superseded",
                                    "suppressed",
                                    "stopped",
                                    "expired",
                                ],
                            )
                        ),
                        name="message_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "invitation",
                                    "cancellation",
                                    "before",
                                    "after",
                                    "reminder",
                                    "consent",
                                    "pulse",
                                    "digest",
                                    "notice",
                                    "code",
                                ],
                            )
                        ),
                        name="message_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("sent", "delivered", "bounced")), _negated=True
                            ),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="message_sent_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["claimed", "handing_over"]), _negated=True),
                            models.Q(
                                ("lease_until__isnull", False),
                                models.Q(("claimed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="message_claim_has_a_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("context_id", None), ("context_kind", "")),
                            models.Q(
                                models.Q(("context_kind", ""), _negated=True),
                                ("context_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="message_context_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("stopped", "superseded", "expired")), _negated=True
                            ),
                            models.Q(("stopped_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="message_end_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("calendar_method__in", ["", "REQUEST", "CANCEL"])),
                        name="message_calendar_method_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("environment", models.CharField(max_length=200)),
                ("since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="origin_is_one")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                ("because", foundation.fields.WordsField(max_length=20000)),
                ("since", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        condition=models.Q(("lifted_at", None)),
                        name="suppression_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="suppression_lifted_by_somebody",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
