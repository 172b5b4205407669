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
            name="Instrument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(unique=True)),
                ("title", foundation.fields.NameField(max_length=200, verbose_name="title")),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("place", models.SlugField(max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("context_kind", "context_id", "place", "person"),
                        name="writing_once_a_place_and_person",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="instruments.instrument",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "purpose",
                    foundation.fields.WordsField(max_length=20000, verbose_name="why we ask"),
                ),
                (
                    "voluntary",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="what happens if you skip it"
                    ),
                ),
                (
                    "who_sees",
                    foundation.fields.WordsField(max_length=20000, verbose_name="who will see it"),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes it takes")),
                (
                    "clearance_number",
                    foundation.fields.NameField(
                        blank=True, max_length=40, verbose_name="clearance number"
                    ),
                ),
                (
                    "clearance_expires",
                    models.DateField(blank=True, null=True, verbose_name="clearance expires"),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instrument", "number"), name="instrument_version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("instrument",),
                        name="instrument_one_published_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="instrument_version_published_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "retired"])),
                        name="instrument_version_state_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "instrument_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="instruments.instrumentversion",
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", foundation.fields.NameField(max_length=200, verbose_name="title")),
                (
                    "task",
                    foundation.fields.NameField(
                        max_length=200, verbose_name="what to do, starting with a verb"
                    ),
                ),
                (
                    "question",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="question in plain words"
                    ),
                ),
                (
                    "hint",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="hint"),
                ),
                (
                    "source",
                    foundation.fields.NameField(
                        blank=True, max_length=80, verbose_name="where it comes from"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instrument_version", "key"), name="item_key_once_a_version"
                    ),
                    models.UniqueConstraint(
                        fields=("instrument_version", "order"), name="item_order_once_a_version"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("context_kind", models.CharField(max_length=60)),
                ("context_id", models.UUIDField()),
                ("created_at", models.DateTimeField(verbose_name="created")),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "instrument_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="instruments.instrumentversion",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("words", "in their own words"), ("levels", "with the rubric")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Being filled in"), ("signed_off", "Signed off")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_off_by",
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
                        fields=("context_kind", "context_id", "instrument_version", "voice"),
                        name="sheet_once_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_off_at", None), ("state", "open")),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("signed_off_by__isnull", False),
                                ("state", "signed_off"),
                            ),
                            _connector="OR",
                        ),
                        name="sheet_signed_off_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("voice__in", ["words", "levels"])),
                        name="sheet_voice_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="anchors",
                        to="instruments.item",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("text", foundation.fields.WordsField(max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "level"), name="anchor_level_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="anchor_level_1_to_5"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="instruments.sheet",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.item",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="your words"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="level"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "item"), name="answer_once_an_item"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", None), ("level__range", (1, 5)), _connector="OR"
                        ),
                        name="answer_level_1_to_5",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
