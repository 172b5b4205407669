import django.core.validators
import django.db.models.deletion
import foundation.fields
import uuid
from decimal import Decimal
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
            name="Application",
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
                        related_name="applications",
                        to="partnerships.round",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partnerships.initiative",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("submitted", "With the facilitator"),
                            ("ineligible", "Not a fit here"),
                            ("assessing", "Nine questions, then a talk"),
                            ("ready", "Ready for a partner"),
                            ("preparing", "Prepare first"),
                            ("not_now", "Not now"),
                            ("talk", "A talk comes first"),
                            ("proposed", "A partner is proposed"),
                            ("matched", "Matched"),
                            ("waitlisted", "Waiting for a place"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="A few words are enough.",
                        max_length=200,
                        verbose_name="What do you call it?",
                    ),
                ),
                (
                    "doing",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="What are you doing, or about to do?",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exploring", "Exploring: looking at options, nothing chosen"),
                            ("problem_analysed", "Problem analysed: causes are known"),
                            ("designing", "Designing: choosing and building it"),
                            ("piloting", "Piloting: trying it in some places"),
                            ("implementing", "Implementing: running it"),
                            ("refining", "Refining: improving what runs"),
                            ("redesigning", "Redesigning: rebuilding something that exists"),
                        ],
                        max_length=20,
                        verbose_name="How far are you?",
                    ),
                ),
                (
                    "educators",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("teachers", "Teachers"),
                            ("principals", "Principals and other school leaders"),
                            ("both", "Both"),
                        ],
                        max_length=12,
                        verbose_name="For whom is it?",
                    ),
                ),
                (
                    "owner",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="A role, not a name.",
                        max_length=200,
                        verbose_name="Who owns it?",
                    ),
                ),
                (
                    "challenge",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="What problem does it answer, and what do you think lies behind it?",
                    ),
                ),
                (
                    "requested_by",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="Who asked for it?"
                    ),
                ),
                (
                    "in_local_plan",
                    foundation.fields.NameField(
                        blank=True,
                        max_length=200,
                        verbose_name="Where does it stand in your local plan?",
                    ),
                ),
                (
                    "data_sources",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What data do you already have?"
                    ),
                ),
                (
                    "why_now",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Why now?"
                    ),
                ),
                (
                    "hoped_for",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="What do you hope a partner could help you see?",
                    ),
                ),
                (
                    "people_and_time",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="Who would take part, and when could they?",
                    ),
                ),
                (
                    "leader",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="A role, e.g. superintendent.",
                        max_length=200,
                        verbose_name="Which leader backs this?",
                    ),
                ),
                (
                    "leader_agrees",
                    models.BooleanField(
                        default=False, verbose_name="The leader knows of this form and agrees"
                    ),
                ),
                (
                    "preferred_dates",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="Which dates suit you, and which do not?",
                    ),
                ),
                ("pages", models.JSONField(default=dict)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("kind_fits", models.BooleanField(null=True)),
                ("work_is_active", models.BooleanField(null=True)),
                ("screened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "screened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("apart", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "submitted_at"], name="matching_ap_state_78b598_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("round", "organization"),
                        name="application_one_draft_a_round",
                        violation_error_message="Your organization already has a form open here.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("initiative__isnull", False),
                            models.Q(("state", "withdrawn"), _negated=True),
                        ),
                        fields=("round", "initiative"),
                        name="application_once_a_round_and_initiative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "ineligible",
                                    "assessing",
                                    "ready",
                                    "preparing",
                                    "not_now",
                                    "talk",
                                    "proposed",
                                    "matched",
                                    "waitlisted",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="application_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(
                                ("answer_by__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="application_sent_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "withdrawn"]),
                            models.Q(
                                ("kind_fits__isnull", False),
                                ("screened_at__isnull", False),
                                ("screened_by__isnull", False),
                                ("work_is_active__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="application_screened_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["ready", "proposed", "matched", "waitlisted"]),
                                _negated=True,
                            ),
                            ("initiative__isnull", False),
                            _connector="OR",
                        ),
                        name="application_ready_has_initiative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage", ""),
                            (
                                "stage__in",
                                [
                                    "exploring",
                                    "problem_analysed",
                                    "designing",
                                    "piloting",
                                    "implementing",
                                    "refining",
                                    "redesigning",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="application_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("educators", ""),
                            ("educators__in", ["teachers", "principals", "both"]),
                            _connector="OR",
                        ),
                        name="application_educators_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.round",
                    ),
                ),
                (
                    "organization_name",
                    foundation.fields.NameField(max_length=200, verbose_name="organization"),
                ),
                (
                    "title",
                    foundation.fields.NameField(max_length=80, verbose_name="what you do there"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "Asked, not signed in yet"),
                            ("waiting", "Waiting to be let in"),
                            ("in", "In"),
                            ("declined", "Not let in"),
                        ],
                        default="started",
                        max_length=10,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.organization",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user", "state", "at"], name="matching_ar_user_id_7c57f1_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["started", "waiting", "in", "declined"])),
                        name="arrival_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "started"), ("organization__isnull", False), _connector="OR"
                        ),
                        name="arrival_beyond_start_has_organization",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("user", "organization"),
                        name="arrival_waits_once_an_organization",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedRun",
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
                        related_name="asked_runs",
                        to="partnerships.round",
                    ),
                ),
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
                ("weights", models.JSONField()),
                ("most_of_a_state", models.PositiveSmallIntegerField(null=True)),
                ("loads", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being solved"),
                            ("done", "Solved"),
                            ("refused", "Cannot be solved so"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("said", foundation.fields.WordsField(blank=True, max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("round",),
                        name="asked_run_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "done", "refused"])),
                        name="asked_run_state_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MatchRun",
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
                        related_name="runs",
                        to="partnerships.round",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
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
                ("method", models.CharField(max_length=20)),
                ("weights", models.JSONField()),
                ("most_of_a_state", models.PositiveSmallIntegerField(null=True)),
                ("loads", models.JSONField(default=dict)),
                ("inputs", models.BinaryField()),
                ("inputs_digest", models.CharField(max_length=64)),
                ("report", models.JSONField()),
                ("result_digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "number"), name="run_number_once_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="run_counts_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most_of_a_state", None), ("most_of_a_state__gte", 1), _connector="OR"
                        ),
                        name="run_limit_is_one_or_more",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                        related_name="offers",
                        to="partnerships.round",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Nine questions are waiting"),
                            ("answered", "With the facilitator"),
                            ("willing", "Willing and able"),
                            ("build_first", "Build first"),
                            ("talk", "A talk comes first"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="partners it can take"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("apart", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "organization"),
                        name="offer_once_a_round",
                        violation_error_message="This organization is already asked in this round.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asked",
                                    "answered",
                                    "willing",
                                    "build_first",
                                    "talk",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="offer_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1)), name="offer_has_a_place"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="partnerships.program",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("help", "Helps where we do not"),
                            ("sponsor", "Pays for partnerships"),
                        ],
                        default="help",
                        max_length=8,
                        verbose_name="What is it?",
                    ),
                ),
                ("name", foundation.fields.NameField(max_length=200, verbose_name="Its name")),
                (
                    "helps_with",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="Whom does it help, and with what?"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="Its web page")),
                (
                    "source",
                    foundation.fields.NameField(
                        help_text="For example: its web page, read on 8 March 2027.",
                        max_length=300,
                        verbose_name="Where do you know this from?",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="As of")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("program", "name"),
                        name="referral_once_a_program",
                        violation_error_message="It is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["help", "sponsor"])),
                        name="referral_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="referral_has_a_source",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
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
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matching_rules",
                        to="partnerships.program",
                    ),
                ),
                (
                    "ready_level",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Ready: items 1, 5, 7 and 8 at least at",
                    ),
                ),
                (
                    "ready_mean",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2.75"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Ready: all nine together at least at",
                    ),
                ),
                (
                    "unclear_level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Prepare first: item 1 or 5 at most at",
                    ),
                ),
                (
                    "will_level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Prepare first: items 6 to 8 at least at",
                    ),
                ),
                (
                    "able_level",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Willing and able: items 1, 2 and 5 at least at",
                    ),
                ),
                (
                    "build_level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="Build first: item 2 or 4 at",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("able_level__range", (1, 4)),
                            ("build_level__range", (1, 4)),
                            ("ready_level__range", (1, 4)),
                            ("ready_mean__range", (1, 4)),
                            ("unclear_level__range", (1, 4)),
                            ("will_level__range", (1, 4)),
                        ),
                        name="rule_set_levels_1_to_4",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AlignmentReview",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="matching.offer",
                    ),
                ),
                (
                    "in_short",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="In a line"
                    ),
                ),
                (
                    "judgment",
                    models.CharField(
                        choices=[
                            ("first", "First choice"),
                            ("reserve", "Kept in reserve"),
                            ("not_now", "Not this round"),
                        ],
                        default="reserve",
                        max_length=8,
                        verbose_name="Where it stands",
                    ),
                ),
                (
                    "level_a",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "not"), (1, "a little"), (2, "much"), (3, "fully")],
                        null=True,
                        verbose_name="Same kind of initiative, for a like purpose",
                    ),
                ),
                (
                    "evidence_a",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What shows it"
                    ),
                ),
                (
                    "level_b",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "not"), (1, "a little"), (2, "much"), (3, "fully")],
                        null=True,
                        verbose_name="Same setting, and further on",
                    ),
                ),
                (
                    "evidence_b",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What shows it"
                    ),
                ),
                (
                    "level_c",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "not"), (1, "a little"), (2, "much"), (3, "fully")],
                        null=True,
                        verbose_name="Deep expertise in the topic",
                    ),
                ),
                (
                    "evidence_c",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What shows it"
                    ),
                ),
                (
                    "shareable",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "not"), (1, "a little"), (2, "much"), (3, "fully")],
                        null=True,
                        verbose_name="Something of use may be shared",
                    ),
                ),
                (
                    "shareable_words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What may travel"
                    ),
                ),
                (
                    "context_words",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="Where their settings differ, and how to deal with it",
                    ),
                ),
                (
                    "tempo_words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="How fast each side decides"
                    ),
                ),
                (
                    "benefit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "not"), (1, "a little"), (2, "much"), (3, "fully")],
                        null=True,
                        verbose_name="Both sides gain",
                    ),
                ),
                (
                    "benefit_words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What each side gains"
                    ),
                ),
                (
                    "practical_words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Time zones, travel, load"
                    ),
                ),
                (
                    "speaks_for",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="What speaks for it",
                    ),
                ),
                (
                    "speaks_against",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="What speaks against it",
                    ),
                ),
                (
                    "unknown",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="What we do not know",
                    ),
                ),
                (
                    "changes_mind",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="What would change our mind",
                    ),
                ),
                (
                    "worries",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What worries you"
                    ),
                ),
                ("method", models.CharField(blank=True, editable=False, max_length=20)),
                ("suggested", models.JSONField(default=dict, editable=False)),
                ("suggested_from", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "offer"), name="review_once_a_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("judgment__in", ["first", "reserve", "not_now"])),
                        name="review_judgment_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_a", None), ("level_a__range", (0, 3)), _connector="OR"
                        ),
                        name="review_level_a_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_b", None), ("level_b__range", (0, 3)), _connector="OR"
                        ),
                        name="review_level_b_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_c", None), ("level_c__range", (0, 3)), _connector="OR"
                        ),
                        name="review_level_c_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shareable", None), ("shareable__range", (0, 3)), _connector="OR"
                        ),
                        name="review_shareable_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("benefit", None), ("benefit__range", (0, 3)), _connector="OR"
                        ),
                        name="review_benefit_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_a", None),
                            ("level_a", 0),
                            models.Q(("evidence_a", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_a_has_evidence",
                        violation_error_message="Say what shows it, in a sentence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_b", None),
                            ("level_b", 0),
                            models.Q(("evidence_b", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_b_has_evidence",
                        violation_error_message="Say what shows it, in a sentence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level_c", None),
                            ("level_c", 0),
                            models.Q(("evidence_c", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_c_has_evidence",
                        violation_error_message="Say what shows it, in a sentence.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AskedColleague",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.offer",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", False), ("offer", None)),
                            models.Q(("application", None), ("offer__isnull", False)),
                            _connector="OR",
                        ),
                        name="askedcolleague_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "person"), name="colleague_asked_once_an_application"
                    ),
                    models.UniqueConstraint(
                        fields=("offer", "person"), name="colleague_asked_once_an_offer"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Carry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carries",
                        to="matching.application",
                    ),
                ),
                (
                    "out_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_out",
                        to="partnerships.round",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_in",
                        to="partnerships.round",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "out_of"), name="carry_once_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("out_of", models.F("into")), _negated=True),
                        name="carry_goes_into_another_round",
                    ),
                ],
                "indexes": [],
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
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsement",
                        to="matching.application",
                    ),
                ),
                (
                    "name",
                    foundation.fields.NameField(
                        help_text="E.g. Superintendent.", max_length=120, verbose_name="Who is it?"
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "backs", "talk"])),
                        name="endorsement_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="endorsement_answer_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leader__isnull", False),
                            models.Q(("told", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="endorsement_by_link_or_told_how",
                    ),
                ],
                "indexes": [],
            },
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
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hands",
                        to="matching.application",
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "field"), name="hand_once_an_answer"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MatchFacts",
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
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="matching.application",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preparation", "Preparing new educators"),
                            ("development", "Developing serving educators"),
                            ("both", "Both"),
                        ],
                        max_length=12,
                        verbose_name="kind of work",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "topic"},
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="topics",
                    ),
                ),
                (
                    "contexts",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "context"},
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="settings",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("work", ""),
                            ("work__in", ["preparation", "development", "both"]),
                            _connector="OR",
                        ),
                        name="facts_work_known",
                    )
                ],
                "indexes": [],
            },
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered",
                        to="matching.application",
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "role"),
                        name="offered_time_once_a_role",
                        violation_error_message="This role is on the list. Take it off first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__range", (1, 400))),
                        name="offered_time_1_to_400_hours",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Origin",
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
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origin",
                        to="matching.application",
                    ),
                ),
                (
                    "start",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "They began it themselves"),
                            ("policy", "A policy or a mandate asks for it"),
                            ("funder", "Somebody who pays asked for it"),
                        ],
                        max_length=8,
                        verbose_name="Where does it come from?",
                    ),
                ),
                (
                    "goals",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What is it to reach?"
                    ),
                ),
                (
                    "checked_with",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="A role, not a name.",
                        max_length=200,
                        verbose_name="Which leader said that the problem matters to them?",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="When?")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__in", ["", "own", "policy", "funder"])),
                        name="origin_start_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_on", None), ("checked_with", "")),
                            models.Q(
                                models.Q(("checked_with", ""), _negated=True),
                                ("checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="origin_check_has_who_and_when",
                        violation_error_message="Say both who said it and when.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.offer",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("first", "Facilitator"), ("second", "Second reader")],
                        max_length=6,
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="for you and the other reader"
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", False), ("offer", None)),
                            models.Q(("application", None), ("offer__isnull", False)),
                            _connector="OR",
                        ),
                        name="reading_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["first", "second"])),
                        name="reading_place_known",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "place"), name="reading_one_place_an_application"
                    ),
                    models.UniqueConstraint(
                        fields=("application", "reader"), name="reading_one_reader_an_application"
                    ),
                    models.UniqueConstraint(
                        fields=("offer", "place"), name="reading_one_place_an_offer"
                    ),
                    models.UniqueConstraint(
                        fields=("offer", "reader"), name="reading_one_reader_an_offer"
                    ),
                ],
                "indexes": [],
            },
        ),
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
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons",
                        to="matching.offer",
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
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.offer",
                    ),
                ),
                ("result", models.CharField(max_length=12)),
                (
                    "words",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="What the organization reads"
                    ),
                ),
                (
                    "next_step",
                    foundation.fields.NameField(max_length=300, verbose_name="Next step"),
                ),
                ("next_on", models.DateField(verbose_name="On")),
                (
                    "agreed_note",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Note you agreed on with them"
                    ),
                ),
                ("by_rule", models.CharField(blank=True, max_length=12)),
                ("levels", models.JSONField(default=dict)),
                ("rule", models.JSONField(default=dict)),
                (
                    "override_reason",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Why, against our rule"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", False), ("offer", None)),
                            models.Q(("application", None), ("offer__isnull", False)),
                            _connector="OR",
                        ),
                        name="reply_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by_rule", ""),
                            ("by_rule", models.F("result")),
                            models.Q(("override_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reply_against_the_rule_has_a_reason",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RootCauseWorkup",
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
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workup",
                        to="matching.application",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being worked on"),
                            ("reviewed", "Read by the facilitator"),
                            ("accepted", "Accepted"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_note",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What you say to them"
                    ),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "reviewed", "accepted"])),
                        name="workup_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("reviewed_at__isnull", False), ("reviewed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="workup_reviewed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("accepted_at", None),
                                ("accepted_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="workup_accepted_has_who_and_when",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RoundWish",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="matching.offer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("pin", "Keep these two together"), ("veto", "Not these two")],
                        max_length=4,
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("known", "They know each other already"),
                            ("unseen", "Something the facts do not show"),
                            ("conflict", "A conflict of interest"),
                            ("practical", "Time, travel or load"),
                            ("asked", "One of the two asked for it"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                        verbose_name="Why?",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(max_length=20000, verbose_name="In your words"),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.offer",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("application", "offer"),
                        name="wish_one_standing_a_pair",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "pin"), ("lifted_at", None)),
                        fields=("application",),
                        name="wish_one_standing_pin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pin", "veto"])), name="wish_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "because__in",
                                ["known", "unseen", "conflict", "practical", "asked", "other"],
                            )
                        ),
                        name="wish_because_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="wish_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="wish_lifted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "veto"),
                            ("instead_of", None),
                            models.Q(("instead_of", models.F("offer")), _negated=True),
                            _connector="OR",
                        ),
                        name="wish_pins_another",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RunRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="matching.matchrun",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.offer",
                    ),
                ),
                (
                    "stable",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.offer",
                    ),
                ),
                ("fit", models.PositiveSmallIntegerField(null=True)),
                ("benefit", models.PositiveSmallIntegerField(null=True)),
                ("why", foundation.fields.NameField(blank=True, max_length=300)),
                ("pinned", models.BooleanField(default=False)),
                ("close", models.BooleanField(default=False)),
                ("possible", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "application"), name="run_row_once"),
                    models.UniqueConstraint(fields=("run", "place"), name="run_row_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("benefit", None), ("fit", None), ("offer", None), ("pinned", False)
                            ),
                            models.Q(
                                ("benefit__range", (0, 100)),
                                ("fit__range", (0, 100)),
                                ("offer__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="run_row_weighed_where_proposed",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.offer",
                    ),
                ),
                ("item", models.CharField(default="", max_length=12)),
                (
                    "words",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="What did you agree on?"
                    ),
                ),
                ("gaps", models.JSONField()),
                (
                    "present",
                    foundation.fields.NameField(
                        default="", max_length=200, verbose_name="Who talked?"
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="On which day?")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", False), ("offer", None)),
                            models.Q(("application", None), ("offer__isnull", False)),
                            _connector="OR",
                        ),
                        name="talk_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="talk_has_its_note"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Worry",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worries",
                        to="matching.offer",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What worries you about sharing?"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("offer", "created_by"), name="worry_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("created_by__isnull", False)), name="worry_has_a_writer"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Cause",
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
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "workup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="matching.rootcauseworkup",
                    ),
                ),
                (
                    "bone",
                    models.CharField(
                        choices=[
                            ("people", "People and skills"),
                            ("time", "Time and calendar"),
                            ("money", "Money and posts"),
                            ("rules", "Rules and decisions"),
                            ("work", "How the work is done"),
                            ("around", "Surroundings"),
                        ],
                        max_length=8,
                        verbose_name="Where does it belong?",
                    ),
                ),
                (
                    "text",
                    foundation.fields.NameField(
                        max_length=300, verbose_name="What lies behind it?"
                    ),
                ),
                (
                    "evidence",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="How do you know?"
                    ),
                ),
                ("chosen", models.BooleanField(default=False, verbose_name="This is a root cause")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="workup_cause_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bone__in", ["people", "time", "money", "rules", "work", "around"])
                        ),
                        name="workup_cause_bone_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", False),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="workup_root_cause_has_evidence",
                    ),
                ],
                "indexes": [],
            },
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
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="matching.reading",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", ""), ("kind", "words"), ("url", "")),
                            models.Q(
                                ("document", ""),
                                ("kind", "link"),
                                models.Q(("url", ""), _negated=True),
                            ),
                            models.Q(
                                ("kind", "document"),
                                ("url", ""),
                                models.Q(("document", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_of_its_kind",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="GivenReferral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="matching.reply",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="matching.referral",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reply", "referral"), name="referral_once_a_reply"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MatchProposal",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="matching.application",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="matching.offer",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.alignmentreview",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who would facilitate?",
                    ),
                ),
                (
                    "purpose",
                    foundation.fields.WordsField(
                        max_length=20000,
                        verbose_name="What it is for, in one sentence both sides read",
                    ),
                ),
                ("brief_partner", foundation.fields.WordsField(max_length=20000)),
                ("brief_thought_partner", foundation.fields.WordsField(max_length=20000)),
                ("override_reason", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("starts_on", models.DateField(verbose_name="It would start")),
                ("ends_on", models.DateField(verbose_name="and end")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "Written, not sent"),
                            ("sent", "With both sides"),
                            ("matched", "Matched"),
                            ("not_proceeding", "Not proceeding"),
                            ("expired", "Time ran out"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="drafted",
                        max_length=16,
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField(default=1)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("partner_until", models.DateTimeField(blank=True, null=True)),
                ("thought_partner_until", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_words",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="What was settled; both sides read it",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("held_up_by", foundation.fields.WordsField(blank=True, max_length=20000)),
                (
                    "partnership",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "partner_until"], name="matching_ma_state_fcef1e_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "drafted",
                                    "sent",
                                    "matched",
                                    "not_proceeding",
                                    "expired",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="proposal_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["drafted", "sent"])),
                        fields=("application",),
                        name="proposal_one_standing_an_application",
                        violation_error_message="Another proposal stands for this organization.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["drafted", "withdrawn"]),
                            models.Q(
                                ("asked_at__isnull", False),
                                ("partner_until__isnull", False),
                                ("sent_at__isnull", False),
                                ("thought_partner_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_sent_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("partnership__isnull", False), ("state", "matched")),
                            models.Q(
                                models.Q(("state", "matched"), _negated=True), ("partnership", None)
                            ),
                            _connector="OR",
                        ),
                        name="proposal_matched_has_partnership",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="proposal_ends_after_start",
                        violation_error_message="It would end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turn__gte", 1)), name="proposal_turn_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparationSession",
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
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "workup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="matching.rootcauseworkup",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("on", models.DateField(verbose_name="On which day?")),
                (
                    "result",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="What came out of it, in one line?"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside_at", None)),
                        fields=("workup", "number"),
                        name="workup_session_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 4))), name="workup_session_1_to_4"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProblemStatement",
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
                    "workup",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problem",
                        to="matching.rootcauseworkup",
                    ),
                ),
                (
                    "what",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What happens that should not?"
                    ),
                ),
                (
                    "who",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="To whom does it happen?"
                    ),
                ),
                (
                    "where",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Where and when, and where not?"
                    ),
                ),
                (
                    "how_much",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="How much, how often?"
                    ),
                ),
                (
                    "effect",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="What does it do to your schools? What do your data say?",
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
            name="WhyChain",
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
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "workup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chains",
                        to="matching.rootcauseworkup",
                    ),
                ),
                (
                    "starts_from",
                    foundation.fields.NameField(max_length=300, verbose_name="What do you see?"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_from", ""), _negated=True),
                        name="workup_chain_starts_somewhere",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="matching.matchproposal",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("accept", "Yes, we want this"),
                            ("conditions", "Yes, if something is settled first"),
                            ("decline", "No, not this"),
                        ],
                        max_length=12,
                        verbose_name="Do you want this partnership?",
                    ),
                ),
                (
                    "conditions",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What has to be settled first?"
                    ),
                ),
                (
                    "reason",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="Anything the facilitator should know?",
                    ),
                ),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "side", "turn"), name="consent_one_a_side_and_turn"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="consent_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["accept", "conditions", "decline"])),
                        name="consent_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "conditions"),
                                models.Q(("conditions", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("answer", "conditions"), _negated=True),
                                ("conditions", ""),
                            ),
                            _connector="OR",
                        ),
                        name="consent_conditions_are_written",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PossibleSolution",
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
                    "workup",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solution",
                        to="matching.rootcauseworkup",
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What could you try?"
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.cause",
                        verbose_name="Which cause would it change?",
                    ),
                ),
                (
                    "sign",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="How would you notice that it works?",
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
            name="ProposalPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="matching.matchproposal",
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
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("title", foundation.fields.NameField(max_length=80)),
                ("decides", models.BooleanField(default=False)),
                ("implements", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "user"), name="proposal_person_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decides", True)),
                        fields=("proposal", "side"),
                        name="proposal_one_decider_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="proposal_person_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SideCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="matching.matchproposal",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField(verbose_name="On which day?")),
                (
                    "note",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What stays in mind?"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "side"), name="call_once_a_side"),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="call_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Weighing",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighings",
                        to="matching.matchproposal",
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
                    "advantages",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What speaks for it?"
                    ),
                ),
                (
                    "disadvantages",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What speaks against it?"
                    ),
                ),
                (
                    "costs",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="Time, people, attention, money.",
                        max_length=20000,
                        verbose_name="What would it cost us?",
                    ),
                ),
                (
                    "benefits",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What would we have from it?"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "side"), name="weighing_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="weighing_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Why",
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
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whys",
                        to="matching.whychain",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "because",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="Because"
                    ),
                ),
                (
                    "evidence",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="How do you know?"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"), name="workup_why_once_a_chain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 7))), name="workup_why_1_to_7"
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
