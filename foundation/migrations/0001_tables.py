import django.db.models.deletion
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
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("verb", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("fields", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["context_kind", "context_id", "at"],
                        name="foundation__context_c6df24_idx",
                    )
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FormKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", foundation.fields.NameField(max_length=200)),
                ("result_url", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("side", models.CharField(max_length=20)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                ("cleared_because", foundation.fields.WordsField(blank=True, max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at", None)),
                        fields=("context_kind", "context_id", "side"),
                        name="signature_one_standing_per_side",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("field", models.CharField(default="state", max_length=30)),
                ("old", models.CharField(max_length=40)),
                ("new", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("why", foundation.fields.WordsField(blank=True, max_length=20000)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["context_kind", "context_id", "at"],
                        name="foundation__context_5428e2_idx",
                    )
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("content", foundation.fields.PairsField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("wording_only", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("context_kind", "context_id", "number"), name="version_number_once"
                    )
                ],
                "indexes": [],
            },
        ),
    ]
