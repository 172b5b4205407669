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
        ("partnerships", "0001_initial"),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                ("answer_by", models.DateField(blank=True, null=True)),
                ("kind_fits", models.BooleanField(null=True)),
                ("work_is_active", models.BooleanField(null=True)),
                ("screened_at", models.DateTimeField(blank=True, null=True)),
                ("apart", models.JSONField(default=list)),
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partnerships.round",
                    ),
                ),
                (
                    "screened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.round",
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
                ],
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "places",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="partners it can take"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("apart", models.JSONField(default=list)),
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="partnerships.round",
                    ),
                ),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matching_rules",
                        to="partnerships.program",
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="matching.application",
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
                    "contexts",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "context"},
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="settings",
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
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "topic"},
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="topics",
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "place",
                    models.CharField(
                        choices=[("first", "Facilitator"), ("second", "Second reader")],
                        max_length=6,
                    ),
                ),
                (
                    "note",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="for you and the other reader"
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="matching.offer",
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
                ("at", models.DateTimeField()),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "words",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="What did you agree on?"
                    ),
                ),
                ("gaps", models.JSONField()),
                ("at", models.DateTimeField()),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    )
                ],
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="What worries you about sharing?"
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worries",
                        to="matching.offer",
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
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="matching.application",
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
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who would facilitate?",
                    ),
                ),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.alignmentreview",
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
            name="Consent",
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
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField(default=1)),
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
                (
                    "by",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="matching.matchproposal",
                    ),
                ),
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
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("title", foundation.fields.NameField(max_length=80)),
                ("decides", models.BooleanField(default=False)),
                ("implements", models.BooleanField(default=False)),
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
            },
        ),
    ]
