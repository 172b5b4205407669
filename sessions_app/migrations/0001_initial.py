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
        ("partnerships", "0001_initial"),
    ]

    operations = [
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
            },
        ),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("template", models.SlugField(blank=True)),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (15, 960))), name="agenda_length"
                    )
                ],
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "lead_words",
                    foundation.fields.NameField(blank=True, max_length=80, verbose_name="led by"),
                ),
                ("fixed", models.BooleanField(default=False)),
                (
                    "agenda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="sessions_app.agenda",
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
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.learningobjective",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agenda", "order"),
                        name="block_order_once",
                    ),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "objectives",
                    models.ManyToManyField(
                        blank=True, related_name="sessions", to="partnerships.learningobjective"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="partnerships.partnership",
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
            name="Reflection",
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "author"), name="reflection_once_an_author"
                    )
                ],
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "colleague",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_off",
                        to="sessions_app.session",
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField()),
                ("block_started_at", models.DateTimeField()),
                ("block_extra", models.SmallIntegerField(default=0)),
                ("spent", models.JSONField(default=dict)),
                ("lengths", models.JSONField(default=dict)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "block",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sessions_app.agendablock",
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="live",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "text",
                    foundation.fields.NameField(max_length=400, verbose_name="what was decided"),
                ),
                (
                    "because",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="why"),
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
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partnerships.learningobjective",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
                    ),
                ),
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "user"), name="attendance_once_a_person"
                    )
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                ("text", foundation.fields.NameField(max_length=400, verbose_name="what")),
                ("side", models.CharField(max_length=16)),
                ("due_on", models.DateField(verbose_name="by")),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sessions_app.session",
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
            name="SessionNote",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_notes",
                        to="sessions_app.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "created_by"), name="session_note_once"
                    )
                ],
            },
        ),
    ]
