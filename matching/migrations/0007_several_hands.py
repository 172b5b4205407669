"""Several hands on one form; what shows a level; a gap talked through item by item."""

import django.db.models.deletion
import foundation.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedColleague",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
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
                    "name",
                    foundation.fields.NameField(
                        help_text="E.g. Superintendent.", max_length=120, verbose_name="Who is it?"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("backs", "Yes, I back it, with the people and the time it names"),
                            ("talk", "Not yet, let us talk about it first"),
                        ],
                        max_length=8,
                        verbose_name="What did they say?",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="In their words"
                    ),
                ),
                (
                    "told",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="E.g. On the phone, Monday 8 March.",
                        max_length=200,
                        verbose_name="How did it reach you?",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("item", models.CharField(max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Something they said or showed"),
                            ("link", "A page on the web"),
                            ("document", "A document, by its name"),
                        ],
                        max_length=8,
                        verbose_name="What is it?",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="What does it show?"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="Its address")),
                (
                    "document",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="The document’s name"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Hand",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OfferedTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    foundation.fields.NameField(
                        help_text="A role, not a name. E.g. Coaching lead.",
                        max_length=80,
                        verbose_name="Which role?",
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(verbose_name="Hours a month")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="talk",
            name="held_on",
            field=models.DateField(null=True, verbose_name="On which day?"),
        ),
        migrations.AddField(
            model_name="talk",
            name="item",
            field=models.CharField(default="", max_length=12),
        ),
        migrations.AddField(
            model_name="talk",
            name="present",
            field=foundation.fields.NameField(
                default="", max_length=200, verbose_name="Who talked?"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="talk_has_its_note"
            ),
        ),
        migrations.AddField(
            model_name="askedcolleague",
            name="application",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="matching.application",
            ),
        ),
        migrations.AddField(
            model_name="askedcolleague",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="askedcolleague",
            name="offer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="matching.offer",
            ),
        ),
        migrations.AddField(
            model_name="askedcolleague",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="endorsement",
                to="matching.application",
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="reading",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="matching.reading",
            ),
        ),
        migrations.AddField(
            model_name="hand",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hands",
                to="matching.application",
            ),
        ),
        migrations.AddField(
            model_name="hand",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="offeredtime",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offered",
                to="matching.application",
            ),
        ),
        migrations.AddField(
            model_name="offeredtime",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="askedcolleague",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("application__isnull", False), ("offer", None)),
                    models.Q(("application", None), ("offer__isnull", False)),
                    _connector="OR",
                ),
                name="askedcolleague_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="askedcolleague",
            constraint=models.UniqueConstraint(
                fields=("application", "person"), name="colleague_asked_once_an_application"
            ),
        ),
        migrations.AddConstraint(
            model_name="askedcolleague",
            constraint=models.UniqueConstraint(
                fields=("offer", "person"), name="colleague_asked_once_an_offer"
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "backs", "talk"])),
                name="endorsement_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="endorsement_answer_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("leader__isnull", False),
                    models.Q(("told", ""), _negated=True),
                    _connector="OR",
                ),
                name="endorsement_by_link_or_told_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", ""), ("kind", "words"), ("url", "")),
                    models.Q(
                        ("document", ""), ("kind", "link"), models.Q(("url", ""), _negated=True)
                    ),
                    models.Q(
                        ("kind", "document"), ("url", ""), models.Q(("document", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="evidence_is_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="hand",
            constraint=models.UniqueConstraint(
                fields=("application", "field"), name="hand_once_an_answer"
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredtime",
            constraint=models.UniqueConstraint(
                fields=("application", "role"),
                name="offered_time_once_a_role",
                violation_error_message="This role is on the list. Take it off first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredtime",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__range", (1, 400))), name="offered_time_1_to_400_hours"
            ),
        ),
    ]
