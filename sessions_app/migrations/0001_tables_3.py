import django.db.models.deletion
import foundation.fields
import timezone_field.fields
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
            name="Agenda",
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
                ("minutes", models.PositiveSmallIntegerField()),
                ("template", models.SlugField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (15, 960))), name="agenda_length"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgendaTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(unique=True)),
                ("title", foundation.fields.NameField(max_length=200)),
                (
                    "fits",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="when it fits"
                    ),
                ),
                ("blocks", models.JSONField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AgendaBlock",
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
                    "agenda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="sessions_app.agenda",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("welcome", "Welcome, norms, outcome"),
                            ("update", "Partner's update"),
                            ("actions", "Actions check"),
                            ("main", "Lesson"),
                            ("group", "Group work"),
                            ("round", "Round: each speaks in turn"),
                            ("takeaway", "What each side takes away"),
                            ("parked", "Parked items and plan"),
                            ("close", "Decisions read back, next time"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                ("title", foundation.fields.NameField(max_length=120, verbose_name="title")),
                (
                    "text",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what happens"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("inform", "inform"),
                            ("learn", "learn"),
                            ("apply", "apply"),
                            ("decide", "decide"),
                        ],
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="led by",
                    ),
                ),
                (
                    "lead_words",
                    foundation.fields.NameField(blank=True, max_length=80, verbose_name="led by"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.learningobjective",
                    ),
                ),
                ("fixed", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agenda", "order"), name="block_order_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 480))), name="block_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "welcome",
                                    "update",
                                    "actions",
                                    "main",
                                    "group",
                                    "round",
                                    "takeaway",
                                    "parked",
                                    "close",
                                    "other",
                                ],
                            )
                        ),
                        name="block_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["inform", "learn", "apply", "decide"])),
                        name="block_purpose_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "update")),
                        fields=("agenda",),
                        name="one_partner_update_an_agenda",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                        related_name="sessions",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kickoff", "Kickoff"),
                            ("monthly", "Monthly session"),
                            ("extra", "Extra session"),
                            ("close", "Last session"),
                        ],
                        default="monthly",
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("local_date", models.DateField(verbose_name="day")),
                ("local_time", models.TimeField(verbose_name="time")),
                (
                    "time_zone",
                    timezone_field.fields.TimeZoneField(
                        choices_display="STANDARD", verbose_name="time zone"
                    ),
                ),
                ("fold", models.PositiveSmallIntegerField(default=0)),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=90, verbose_name="minutes")),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "in person"), ("virtual", "by video")],
                        default="virtual",
                        max_length=10,
                        verbose_name="how we meet",
                    ),
                ),
                (
                    "mode_reason",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="why not in person"
                    ),
                ),
                (
                    "place",
                    foundation.fields.NameField(blank=True, max_length=300, verbose_name="place"),
                ),
                (
                    "join_url",
                    models.URLField(blank=True, max_length=500, verbose_name="link to join"),
                ),
                (
                    "outcome",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="by the end"
                    ),
                ),
                (
                    "timekeeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who keeps the time",
                    ),
                ),
                (
                    "agenda",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session",
                        to="sessions_app.agenda",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("gone_out", "Agenda is out"),
                            ("held", "Held, notes not sent"),
                            ("wrapped_up", "Held, notes sent"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("goes_out_at", models.DateTimeField()),
                ("went_out_at", models.DateTimeField(blank=True, null=True)),
                ("notes_sent_at", models.DateTimeField(blank=True, null=True)),
                ("notes_stand_on", models.DateField(blank=True, null=True)),
                (
                    "notes",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what the notes say first"
                    ),
                ),
                ("uid", models.CharField(max_length=120, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("cancelled_because", foundation.fields.WordsField(blank=True, max_length=20000)),
                (
                    "objectives",
                    models.ManyToManyField(
                        blank=True, related_name="sessions", to="partnerships.learningobjective"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["partnership", "starts_at"], name="sessions_ap_partner_1e23b6_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["planned", "gone_out", "held", "wrapped_up", "cancelled"],
                            )
                        ),
                        name="session_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["kickoff", "monthly", "extra", "close"])),
                        name="session_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (15, 960))), name="session_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fold__in", [0, 1])), name="session_fold_0_or_1"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("number__isnull", False),
                            models.Q(("state", "cancelled"), _negated=True),
                        ),
                        fields=("partnership", "number"),
                        name="session_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "kickoff"), models.Q(("state", "cancelled"), _negated=True)
                        ),
                        fields=("partnership",),
                        name="one_kickoff_a_partnership",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "wrapped_up"), _negated=True),
                            ("notes_sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="session_wrapped_up_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnerships.partnership",
                    ),
                ),
                ("text", foundation.fields.NameField(max_length=400, verbose_name="what")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("side", models.CharField(max_length=16)),
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnerships.learningobjective",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("dropped", "dropped")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("by_link", models.BooleanField(default=False)),
                ("carried", models.PositiveSmallIntegerField(default=0)),
                (
                    "result",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what came of it"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["partnership", "state", "due_on"],
                        name="sessions_ap_partner_9282c9_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "dropped"])),
                        name="action_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("done_at__isnull", False),
                            _connector="OR",
                        ),
                        name="action_done_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adaptation",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "original",
                    foundation.fields.NameField(max_length=400, verbose_name="what it was"),
                ),
                (
                    "change",
                    foundation.fields.WordsField(max_length=20000, verbose_name="what was changed"),
                ),
                (
                    "reason",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="why"),
                ),
                (
                    "result",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what happened"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["", "thought_partner", "partner"])),
                        name="adaptation_side_known",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("side", models.CharField(max_length=16)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "no reply yet"),
                            ("yes", "will come"),
                            ("no", "cannot come"),
                        ],
                        default="none",
                        max_length=4,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("by_link", models.BooleanField(default=False)),
                ("came", models.BooleanField(blank=True, null=True)),
                ("spoke", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "user"), name="attendance_once_a_person"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Capture",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("insight", "Lesson"),
                            ("quote", "Quote"),
                            ("question", "Question"),
                            ("condition", "What would have to be true here?"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", foundation.fields.WordsField(max_length=20000, verbose_name="words")),
                ("side", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["insight", "quote", "question", "condition"])
                        ),
                        name="capture_kind_known",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ContextUpdate",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what happened or was decided"
                    ),
                ),
                ("side", models.CharField(blank=True, max_length=16)),
                (
                    "changes_plan",
                    models.BooleanField(default=False, verbose_name="this changes our plan"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("by_link", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "text",
                    foundation.fields.NameField(max_length=400, verbose_name="what was decided"),
                ),
                (
                    "because",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="why"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partnerships.learningobjective",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ExitRating",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "applied",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="applied to our context"
                    ),
                ),
                (
                    "shared",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="shared openly"
                    ),
                ),
                (
                    "line",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="one line"
                    ),
                ),
                ("by_link", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "user"), name="exit_rating_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applied", None), ("applied__range", (1, 5)), _connector="OR"
                            ),
                            models.Q(("shared", None), ("shared__range", (1, 5)), _connector="OR"),
                        ),
                        name="exit_rating_1_to_5",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LiveRun",
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="live",
                        to="sessions_app.session",
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "block",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sessions_app.agendablock",
                    ),
                ),
                ("block_started_at", models.DateTimeField()),
                ("block_extra", models.SmallIntegerField(default=0)),
                ("spent", models.JSONField(default=dict)),
                ("lengths", models.JSONField(default=dict)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="NotHere",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("idea", foundation.fields.NameField(max_length=400, verbose_name="the idea")),
                (
                    "barrier",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="what stands in the way"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("policy", "Policy"),
                            ("money", "Money"),
                            ("people", "People"),
                            ("time", "Time"),
                            ("politics", "Politics"),
                        ],
                        max_length=8,
                        verbose_name="what kind of thing that is",
                    ),
                ),
                (
                    "condition",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what would have to be true here"
                    ),
                ),
                (
                    "tried",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what was changed and tried"
                    ),
                ),
                (
                    "outcome",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what came of it"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["", "policy", "money", "people", "time", "politics"])
                        ),
                        name="not_here_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="not_here_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ParkedItem",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                ("text", foundation.fields.NameField(max_length=400, verbose_name="what")),
                (
                    "destination",
                    models.CharField(
                        choices=[
                            ("open", "still parked"),
                            ("next", "next session"),
                            ("plan", "a change of the plan"),
                            ("out", "outside this partnership"),
                            ("settled", "settled"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PutOff",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_off",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ask", models.CharField(max_length=20)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("not_me", "not me"),
                            ("not_now", "not now"),
                            ("colleague", "ask a colleague"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "user", "ask"), name="put_off_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "colleague"), _negated=True),
                            ("colleague__isnull", False),
                            _connector="OR",
                        ),
                        name="put_off_names_the_colleague",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                        related_name="questions",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("words", foundation.fields.NameField(max_length=400, verbose_name="question")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for an answer"),
                            ("answered", "answered"),
                            ("lesson", "became a draft lesson"),
                            ("next", "taken up in a session"),
                            ("let_go", "let go"),
                            ("reset", "more than was agreed"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    foundation.fields.WordsField(
                        blank=True, max_length=1000, verbose_name="answer"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_link", models.BooleanField(default=False)),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "last_word",
                    foundation.fields.NameField(blank=True, max_length=400, verbose_name="why"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["partnership", "state", "created_at"],
                        name="sessions_ap_partner_d6d9a4_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "answered", "lesson", "next", "let_go", "reset"])
                        ),
                        name="question_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="question_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["answered", "lesson"]), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_has_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["lesson", "next"]), _negated=True),
                            ("session__isnull", False),
                            _connector="OR",
                        ),
                        name="question_goes_to_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["let_go", "reset"]), _negated=True),
                            models.Q(("last_word", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="question_let_go_with_a_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "did",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What did you do?"
                    ),
                ),
                (
                    "happened",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What happened?"
                    ),
                ),
                (
                    "transfers",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What would transfer?"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("by_link", models.BooleanField(default=False)),
                ("typed_by_facilitator", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "author"), name="reflection_once_an_author"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SessionNote",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_notes",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="only for you"
                    ),
                ),
                (
                    "focus",
                    foundation.fields.NameField(
                        blank=True,
                        max_length=300,
                        verbose_name="what it moved forward, or what drew us away",
                    ),
                ),
                (
                    "drifted",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="we drifted from the plan"
                    ),
                ),
                (
                    "shifted",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="view shifted"
                    ),
                ),
                (
                    "stuck",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="stuck on"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "created_by"), name="session_note_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="QuestionPutOff",
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_off",
                        to="sessions_app.question",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("not_me", "not me"),
                            ("not_now", "not now"),
                            ("colleague", "ask a colleague"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        blank=True,
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
                        fields=("question", "user"), name="question_put_off_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["not_me", "not_now", "colleague"])),
                        name="question_put_off_way_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "colleague"), _negated=True),
                            ("colleague__isnull", False),
                            _connector="OR",
                        ),
                        name="question_put_off_names_the_colleague",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
