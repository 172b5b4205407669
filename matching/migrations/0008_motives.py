import django.db.models.deletion
import foundation.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0007_several_hands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reasons",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "survive",
                    models.BooleanField(default=False, verbose_name="To come through a change"),
                ),
                (
                    "expand",
                    models.BooleanField(
                        default=False, verbose_name="To do more than they can alone"
                    ),
                ),
                (
                    "exchange",
                    models.BooleanField(default=False, verbose_name="To exchange what they know"),
                ),
                (
                    "other_motive",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="Something else"
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="As they said it, or wrote it before.",
                        max_length=20000,
                        verbose_name="In their own words",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons",
                        to="matching.offer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
