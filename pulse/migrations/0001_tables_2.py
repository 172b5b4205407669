import django.db.models.deletion
import foundation.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("partnerships", "0001_tables_3"),
    ]

    operations = [
        migrations.CreateModel(
            name="PulseRound",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_rounds",
                        to="partnerships.partnership",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("midpoint", models.DateField()),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField(verbose_name="the window closes")),
                ("statement", foundation.fields.WordsField(max_length=20000)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reader_since", models.DateTimeField(blank=True, null=True)),
                ("issue_due_on", models.DateField(blank=True, null=True)),
                ("serious_since", models.DateTimeField(blank=True, null=True)),
                ("words_since", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "number"), name="pulse_round_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed"])),
                        name="pulse_round_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gt", models.F("opens_on"))),
                        name="pulse_round_has_a_window",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseSnapshot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.program",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("rounds", models.JSONField(default=list)),
                ("people", models.PositiveIntegerField()),
                ("partnerships", models.PositiveIntegerField()),
                ("share", models.CharField(max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "number"), name="pulse_snapshot_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseConversation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to="pulse.pulseround",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_book", "To book"),
                            ("booked", "Booked"),
                            ("held", "Held"),
                            ("declined", "This side said no"),
                        ],
                        default="to_book",
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                (
                    "place",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="where or how"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "side"), name="pulse_one_talk_a_side"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["to_book", "booked", "held", "declined"])
                        ),
                        name="pulse_talk_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="pulse_talk_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "booked"), _negated=True),
                            ("starts_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pulse_booked_talk_has_its_time",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="pulse.pulseround",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("answered", models.BooleanField(default=False)),
                ("talk", models.BooleanField(default=False)),
                ("by_link", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "person"), name="pulse_form_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="pulse_form_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseNote",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="pulse.pulseround",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="notes"
                    ),
                ),
                (
                    "said_no",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why this side said no"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "side"), name="pulse_note_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="pulse_note_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseTally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tally",
                        to="pulse.pulseround",
                    ),
                ),
                ("people", models.PositiveSmallIntegerField()),
                ("gaining", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gaining__lte", models.F("people"))),
                        name="pulse_tally_adds_up",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseTheme",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="pulse.pulseround",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("change", "Something that should change"),
                            ("value", "What it is worth to this side"),
                        ],
                        default="change",
                        max_length=8,
                        verbose_name="it is",
                    ),
                ),
                (
                    "text",
                    foundation.fields.NameField(
                        max_length=240, verbose_name="the theme, in one sentence"
                    ),
                ),
                (
                    "asked_words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what they would rather say"
                    ),
                ),
                (
                    "promise",
                    foundation.fields.NameField(
                        blank=True, max_length=240, verbose_name="what will change"
                    ),
                ),
                ("promise_on", models.DateField(blank=True, null=True, verbose_name="from when")),
                ("named", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "With you"),
                            ("with_side", "With the side"),
                            ("released", "Shared"),
                            ("withheld", "Stays here"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("released_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["drafted", "with_side", "released", "withheld"])
                        ),
                        name="pulse_theme_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="pulse_theme_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["change", "value"])),
                        name="pulse_theme_about_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("promise", ""), ("promise_on", None)),
                            models.Q(
                                models.Q(("promise", ""), _negated=True),
                                ("promise_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_promise_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_on__isnull", False), ("state", "released")),
                            models.Q(
                                models.Q(("state", "released"), _negated=True),
                                ("released_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_released_has_its_day",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="pulse.pulseform",
                    ),
                ),
                ("question", models.CharField(max_length=30)),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("5", "Strongly agree"),
                            ("4", "Agree"),
                            ("3", "Partly"),
                            ("2", "Disagree"),
                            ("1", "Strongly disagree"),
                            ("cannot_say", "Cannot say"),
                            ("yes", "Yes"),
                            ("no", "No"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", foundation.fields.WordsField(blank=True, max_length=20000)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("alone", "Not shared"),
                            ("unnamed", "Share without my name"),
                            ("named", "Share with my name"),
                        ],
                        default="alone",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("form", "question"), name="pulse_answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating", ""),
                            ("rating__in", ["5", "4", "3", "2", "1", "cannot_say", "yes", "no"]),
                            _connector="OR",
                        ),
                        name="pulse_rating_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consent__in", ["alone", "unnamed", "named"])),
                        name="pulse_consent_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseIssue",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="pulse.pulseround",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="pulse.pulsetheme",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="pulse.pulsenote",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("process", "How they work together"),
                            ("participation", "Who takes part"),
                            ("content", "What they work on"),
                            ("boundary", "What may be shared"),
                        ],
                        max_length=13,
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Small: the work goes on"),
                            (2, "It holds the work back"),
                            (3, "Serious: the partnership may break on it"),
                        ],
                        verbose_name="how serious it is",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who looks after it",
                    ),
                ),
                (
                    "change",
                    foundation.fields.NameField(
                        blank=True, max_length=240, verbose_name="what will change"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("acting", "Under way"),
                            ("resolved", "Resolved"),
                            ("accepted", "Stays as it is"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "acting", "resolved", "accepted"])
                        ),
                        name="pulse_issue_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["process", "participation", "content", "boundary"])
                        ),
                        name="pulse_issue_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", [1, 2, 3])),
                        name="pulse_issue_severity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", None), ("theme__isnull", False)),
                            models.Q(("note__isnull", False), ("theme", None)),
                            _connector="OR",
                        ),
                        name="pulse_issue_has_one_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                ("due_on__isnull", False),
                                ("owner__isnull", False),
                                models.Q(("change", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_issue_acted_on_has_its_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_on__isnull", False),
                                ("state__in", ("resolved", "accepted")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("resolved", "accepted")), _negated=True),
                                ("settled_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_issue_settled_has_its_day",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseVoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="pulse.pulsetheme",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("named", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("theme", "person"), name="pulse_one_voice_a_person"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PulseChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "issue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="pulse.pulseissue",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_changes",
                        to="partnerships.partnership",
                    ),
                ),
                ("change", foundation.fields.NameField(max_length=240)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("acting", "Under way"),
                            ("resolved", "Resolved"),
                            ("accepted", "Stays as it is"),
                        ],
                        max_length=8,
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("shared_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["acting", "resolved", "accepted"])),
                        name="pulse_change_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_on__isnull", False),
                                ("state__in", ("resolved", "accepted")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("resolved", "accepted")), _negated=True),
                                ("settled_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_change_settled_has_its_day",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
