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
        ("sessions_app", "0001_tables_3"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brief",
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
                        related_name="briefs",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "series",
                    foundation.fields.NameField(
                        default="Insights brief", max_length=80, verbose_name="series"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("title", foundation.fields.NameField(max_length=160, verbose_name="title")),
                (
                    "lead",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="in one sentence"
                    ),
                ),
                (
                    "with_whom",
                    foundation.fields.NameField(blank=True, max_length=160, verbose_name="with"),
                ),
                (
                    "counted",
                    foundation.fields.WordsField(
                        blank=True, max_length=600, verbose_name="what was counted"
                    ),
                ),
                (
                    "boilerplate",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="funding statement and disclaimer",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Being written"),
                            ("review", "Both leaders read it"),
                            ("published", "Published"),
                            ("withheld", "Not published"),
                        ],
                        default="drafting",
                        max_length=10,
                    ),
                ),
                ("slug", models.SlugField(blank=True, max_length=90)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withheld_because",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why it is not published"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "published_at"], name="insights_br_state_c8a31e_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["drafting", "review", "published", "withheld"])
                        ),
                        name="brief_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False),
                                models.Q(("slug", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="brief_published_has_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("number__isnull", False),
                            _connector="OR",
                        ),
                        name="brief_published_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "review"), _negated=True),
                            models.Q(("answer_by__isnull", False), ("sent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="brief_in_review_has_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("slug", ""), _negated=True),
                        fields=("slug",),
                        name="brief_address_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Insight",
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
                        related_name="insights",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("practice", "Something that works"),
                            ("pitfall", "A pitfall"),
                            ("correction", "A change made on the way"),
                            ("roadblock", "A roadblock and the way around it"),
                            ("unintended", "Something nobody had intended"),
                            ("feature", "What a feature of the design did"),
                            ("comparison", "The same in different settings"),
                        ],
                        default="practice",
                        max_length=12,
                        verbose_name="kind of lesson",
                    ),
                ),
                (
                    "strategy",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="what to do"
                    ),
                ),
                (
                    "example",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what happened"
                    ),
                ),
                (
                    "setting",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="setting it came from"
                    ),
                ),
                (
                    "must_hold",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="must hold"
                    ),
                ),
                (
                    "may_vary",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="may vary"
                    ),
                ),
                (
                    "failed_where",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="failed where"
                    ),
                ),
                (
                    "buy_in",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="who had to be won over, and how"
                    ),
                ),
                (
                    "for_them",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what to change for the other side",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strong", "Strong: compared with others, by chance or nearly"),
                            ("moderate", "Moderate: compared with others"),
                            ("promising", "Promising: counted before and after"),
                            ("rationale", "A good reason, not counted yet"),
                        ],
                        max_length=10,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hunch", "A hunch"),
                            ("some", "Some evidence"),
                            ("tested", "Tested by us"),
                            ("replicated", "Held in more than one place"),
                        ],
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insights",
                        to="partnerships.learningobjective",
                        verbose_name="which objective it serves",
                    ),
                ),
                (
                    "boundary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insights",
                        to="partnerships.sharingboundary",
                        verbose_name="which material it shows",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Not shareable, do not ask"),
                            (1, "Talk about it only"),
                            (2, "Show in a session, no copy"),
                            (3, "This partner may use it, no onward sharing"),
                            (4, "The program may use it"),
                            (5, "Public, open license"),
                        ],
                        default=1,
                        verbose_name="how far it may travel",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insights",
                        to="sessions_app.session",
                    ),
                ),
                (
                    "reflection",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insight",
                        to="sessions_app.reflection",
                    ),
                ),
                (
                    "capture",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insight",
                        to="sessions_app.capture",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("complete", "Complete"),
                            ("shared", "Shared"),
                            ("used", "In use"),
                            ("superseded", "No longer current"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "Not shareable, do not ask"),
                            (1, "Talk about it only"),
                            (2, "Show in a session, no copy"),
                            (3, "This partner may use it, no onward sharing"),
                            (4, "The program may use it"),
                            (5, "Public, open license"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="insights.insight",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["partnership", "state"], name="insights_in_partner_054569_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "complete", "shared", "used", "superseded"])
                        ),
                        name="insight_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="insight_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "practice",
                                    "pitfall",
                                    "correction",
                                    "roadblock",
                                    "unintended",
                                    "feature",
                                    "comparison",
                                ],
                            )
                        ),
                        name="insight_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (0, 5))), name="insight_level_0_to_5"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "superseded"]),
                            models.Q(
                                models.Q(("strategy", ""), _negated=True),
                                models.Q(("example", ""), _negated=True),
                                models.Q(("setting", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="insight_complete_has_three_things",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at", None),
                                ("approved_by", None),
                                ("approved_level", None),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("approved_level__range", (1, 5)),
                            ),
                            _connector="OR",
                        ),
                        name="insight_approved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["shared", "used"]), _negated=True),
                            models.Q(("level__gte", 1), ("shared_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="insight_shared_is_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefLine",
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
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="insights.brief",
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brief_lines",
                        to="insights.insight",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("heading", foundation.fields.NameField(max_length=160, verbose_name="heading")),
                (
                    "text",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="the lesson, with its case"
                    ),
                ),
                (
                    "elsewhere",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what the other side did with it"
                    ),
                ),
                (
                    "quote",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="a quotation"
                    ),
                ),
                (
                    "quote_said",
                    foundation.fields.NameField(
                        blank=True,
                        max_length=120,
                        verbose_name="who said it: role and organization",
                    ),
                ),
                (
                    "quote_side",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                        verbose_name="whose words",
                    ),
                ),
                ("quote_agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "quote_agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_side",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brief", "insight"), name="brief_line_lesson_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quote_agreed_at", None), ("quote_agreed_by", None)),
                            models.Q(
                                ("quote_agreed_at__isnull", False),
                                ("quote_agreed_by__isnull", False),
                                models.Q(("quote", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="brief_line_quote_agreed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quote", ""),
                            ("quote_side__in", ["thought_partner", "partner"]),
                            _connector="OR",
                        ),
                        name="brief_line_quote_has_a_side",
                        violation_error_message="Say whose words they are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_side", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_side__in", ["thought_partner", "partner"]),
                            ),
                            _connector="OR",
                        ),
                        name="brief_line_withdrawn_by_a_side",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
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
                    "insight",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="insights.insight",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("adopt", "We adopt it as it is"),
                            ("adapt", "We adapt it"),
                            ("park", "We park it for now"),
                            ("reject", "It does not fit us"),
                        ],
                        max_length=6,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "why",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="why"),
                ),
                (
                    "here_changed",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="here we changed"
                    ),
                ),
                (
                    "first_used_on",
                    models.DateField(blank=True, null=True, verbose_name="first used on"),
                ),
                (
                    "first_used_where",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="where first"
                    ),
                ),
                (
                    "what_happened",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what happened"
                    ),
                ),
                (
                    "condition",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what would have to be true here"
                    ),
                ),
                (
                    "sketch",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="how we would do it here"
                    ),
                ),
                ("by_link", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["adopt", "adapt", "park", "reject"])),
                        name="verdict_choice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice", "adopt"),
                            models.Q(("why", ""), _negated=True),
                            models.Q(("here_changed", ""), _negated=True),
                            models.Q(("sketch", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="verdict_says_why",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
