import django.db.models.deletion
import django.db.models.functions.text
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
            name="DirectoryImport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "read, nothing loaded yet"),
                            ("loaded", "loaded"),
                            ("left", "put aside"),
                        ],
                        default="read",
                        max_length=8,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("ignored", models.JSONField(default=dict)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["at", "id"], name="partnership_at_4bbcac_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["read", "loaded", "left"])),
                        name="import_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "loaded"), _negated=True),
                            ("problems", 0),
                            _connector="OR",
                        ),
                        name="import_loaded_without_problems",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Program",
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
                ("name", foundation.fields.NameField(max_length=200, verbose_name="name")),
                (
                    "sponsor",
                    foundation.fields.NameField(blank=True, max_length=200, verbose_name="sponsor"),
                ),
                (
                    "boilerplate",
                    foundation.fields.WordsField(
                        blank=True,
                        help_text="Funding statement, award number, disclaimer.",
                        max_length=20000,
                        verbose_name="words at the foot of every brief",
                    ),
                ),
                (
                    "federally_sponsored",
                    models.BooleanField(
                        default=False,
                        help_text="Then question sets need a clearance number before a tenth outside person.",
                        verbose_name="A federal agency sponsors it",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name",), name="program_name_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("topic", "Topic"),
                            ("context", "Context"),
                            ("organization_type", "Organization type"),
                            ("sector", "Sector"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("label", foundation.fields.NameField(max_length=200)),
                ("meaning", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kinds",
                        to="partnerships.term",
                    ),
                ),
                (
                    "parents",
                    models.ManyToManyField(
                        blank=True, related_name="children", to="partnerships.term"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("vocabulary", "slug"), name="term_slug_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vocabulary__in", ["topic", "context", "organization_type", "sector"])
                        ),
                        name="term_vocabulary_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sector", None), ("vocabulary", "organization_type"), _connector="OR"
                        ),
                        name="term_sector_follows_from_a_kind",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "directory_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="partnerships.directoryimport",
                    ),
                ),
                ("name", foundation.fields.NameField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("packed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("directory_import", "name"), name="import_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__in", ["grantees.csv", "partners.csv", "pairs.csv"])
                        ),
                        name="import_file_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "directory_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="partnerships.directoryimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("changed", "changed"),
                            ("kept", "kept as it stands here"),
                            ("problem", "to mend"),
                        ],
                        max_length=8,
                    ),
                ),
                ("kind", foundation.fields.NameField(max_length=40)),
                ("key", foundation.fields.NameField(blank=True, max_length=60)),
                ("name", foundation.fields.NameField(blank=True, max_length=200)),
                ("place", models.PositiveIntegerField(null=True)),
                ("column", foundation.fields.NameField(blank=True, max_length=60)),
                ("sentence", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("differences", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["directory_import", "what", "number"],
                        name="partnership_directo_7bc2ac_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("directory_import", "number"), name="import_line_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["new", "changed", "kept", "problem"])),
                        name="import_line_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
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
                ("name", foundation.fields.NameField(max_length=200, verbose_name="name")),
                (
                    "short_name",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="As people say it: Lakeview.",
                        max_length=60,
                        verbose_name="short name",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "organization_type"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="kind of organization",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where the kind does not say it: a school district is public anyway.",
                        limit_choices_to={"vocabulary": "sector"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="sector",
                    ),
                ),
                (
                    "state",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="Two letters, e.g. MI.",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                (
                    "city",
                    foundation.fields.NameField(blank=True, max_length=80, verbose_name="city"),
                ),
                (
                    "about",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what it does"
                    ),
                ),
                (
                    "strengths",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="strengths"
                    ),
                ),
                (
                    "limitations",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="limits others should know"
                    ),
                ),
                (
                    "days_to_decide",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="days to decide something ordinary"
                    ),
                ),
                (
                    "approval_layers",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people who must agree"
                    ),
                ),
                (
                    "blackout",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="times when nothing new can start",
                    ),
                ),
                (
                    "enrolled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="enrolled"),
                ),
                (
                    "external_key",
                    foundation.fields.NameField(blank=True, max_length=60, null=True, unique=True),
                ),
                (
                    "source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source"
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "id"], name="partnership_name_5b290f_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="organization_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramRole",
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
                        related_name="roles",
                        to="partnerships.program",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="program_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("program_officer", "Program officer"),
                            ("facilitation_lead", "Facilitation lead"),
                            ("facilitator", "Facilitator"),
                            ("evaluator", "Evaluator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "administrator",
                                    "program_officer",
                                    "facilitation_lead",
                                    "facilitator",
                                    "evaluator",
                                ],
                            )
                        ),
                        name="program_role_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("program", "user", "role"),
                        name="program_role_held_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                        related_name="rounds",
                        to="partnerships.program",
                    ),
                ),
                ("name", foundation.fields.NameField(max_length=80, verbose_name="name")),
                ("opens_on", models.DateField(verbose_name="opens")),
                (
                    "closes_on",
                    models.DateField(
                        help_text="The last day, until midnight.", verbose_name="closes"
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(verbose_name="places")),
                (
                    "eligibility",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="who may ask"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("matched", "Matched"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        max_length=10,
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
                    models.UniqueConstraint(fields=("program", "name"), name="round_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gt", models.F("opens_on"))),
                        name="round_closes_after_opening",
                        violation_error_message="The round closes before it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1)), name="round_has_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "open", "closed", "matched", "archived"])
                        ),
                        name="round_state_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DocumentedRelation",
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
                    "source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source"
                    ),
                ),
                (
                    "external_key",
                    foundation.fields.NameField(blank=True, max_length=60, null=True, unique=True),
                ),
                ("expert_name", foundation.fields.NameField(max_length=200)),
                (
                    "expert",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_as_expert",
                        to="partnerships.organization",
                    ),
                ),
                ("partner_name", foundation.fields.NameField(max_length=200)),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_as_partner",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "relationship_type",
                    models.CharField(
                        choices=[
                            ("seed_partnership", "facilitated partnership"),
                            ("mentor_program", "experienced program mentoring a like one"),
                            ("technical_assistance", "assistance on a defined initiative"),
                            ("network_hub_member", "hub and member of an improvement network"),
                            ("research_practice_partnership", "research and practice, jointly"),
                            ("seed_grant_site", "site of a grant-funded project"),
                        ],
                        max_length=40,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("year_as_reported", foundation.fields.NameField(blank=True, max_length=40)),
                ("worked_on", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("outcome", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("detail_level", foundation.fields.NameField(blank=True, max_length=20)),
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
                        verbose_name="contexts",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["expert_name", "id"], name="partnership_expert__d20753_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relationship_type__in",
                                [
                                    "seed_partnership",
                                    "mentor_program",
                                    "technical_assistance",
                                    "network_hub_member",
                                    "research_practice_partnership",
                                    "seed_grant_site",
                                ],
                            )
                        ),
                        name="relation_type_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Expertise",
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
                    "source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source"
                    ),
                ),
                (
                    "external_key",
                    foundation.fields.NameField(blank=True, max_length=60, null=True, unique=True),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expertise",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        limit_choices_to={"vocabulary": "topic"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="topic",
                    ),
                ),
                (
                    "claim",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="what it knows how to do"
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="years of work"
                    ),
                ),
                (
                    "sites",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="places it worked in"
                    ),
                ),
                (
                    "evidence",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="where to read about it"
                    ),
                ),
                (
                    "depth",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "has begun"),
                            (2, "has done it once"),
                            (3, "has done it in several places"),
                            (4, "others learn it from here"),
                        ],
                        verbose_name="depth",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("drafted", "drafted"), ("confirmed", "confirmed")],
                        default="drafted",
                        max_length=12,
                    ),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed")),
                (
                    "confirmed_by",
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
                (
                    "contexts",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "context"},
                        related_name="+",
                        to="partnerships.term",
                        verbose_name="contexts",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("depth__range", (1, 4))), name="expertise_depth_1_to_4"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_on", None), ("state", "drafted")),
                            models.Q(("confirmed_on__isnull", False), ("state", "confirmed")),
                            _connector="OR",
                        ),
                        name="expertise_confirmed_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "confirmed"), ("confirmed_by", None), _connector="OR"
                        ),
                        name="expertise_drafted_by_nobody_confirmed",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                    "source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source"
                    ),
                ),
                (
                    "external_key",
                    foundation.fields.NameField(blank=True, max_length=60, null=True, unique=True),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "award_number",
                    foundation.fields.NameField(
                        blank=True, max_length=60, verbose_name="award number"
                    ),
                ),
                (
                    "listing_number",
                    foundation.fields.NameField(
                        blank=True, max_length=20, verbose_name="assistance listing"
                    ),
                ),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="fiscal year"
                    ),
                ),
                (
                    "year_as_reported",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="2013;2015",
                        max_length=40,
                        verbose_name="years as the source gives them",
                    ),
                ),
                (
                    "amount_usd",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="amount in US dollars"
                    ),
                ),
                (
                    "amount_note",
                    foundation.fields.NameField(
                        blank=True, max_length=400, verbose_name="what the amount covers"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("lead", "receives the grant"),
                            ("co_implementer", "named partner in the project"),
                        ],
                        default="lead",
                        max_length=20,
                        verbose_name="part in the grant",
                    ),
                ),
                (
                    "priority",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="priority"
                    ),
                ),
                (
                    "absolute_priority",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="As its notice names it, number and title.",
                        max_length=200,
                        verbose_name="absolute priority",
                    ),
                ),
                (
                    "population",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="Whom the work is for, as the source says it. Empty: not stated.",
                        max_length=400,
                        verbose_name="population served",
                    ),
                ),
                (
                    "high_need",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="serves high-need schools"
                    ),
                ),
                (
                    "activity",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what it pays for"
                    ),
                ),
                (
                    "announced_on",
                    models.DateField(
                        blank=True,
                        help_text="The date decides whether what the grant pays for must be openly licensed.",
                        null=True,
                        verbose_name="its competition was announced",
                    ),
                ),
                (
                    "open_licence",
                    models.BooleanField(
                        blank=True,
                        help_text="Only where the terms were read: they may make an exception.",
                        null=True,
                        verbose_name="What the grant’s own terms say of an open license",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_verified", "status not verified"),
                            ("active", "active"),
                            ("ended", "ended"),
                            ("terminated", "terminated"),
                            ("reinstated", "reinstated"),
                        ],
                        default="not_verified",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_as_of",
                    models.DateField(blank=True, null=True, verbose_name="status as of"),
                ),
                (
                    "status_source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source of the status"
                    ),
                ),
                (
                    "reliability",
                    foundation.fields.NameField(
                        blank=True, max_length=20, verbose_name="how well sourced"
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
                        verbose_name="contexts",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="grant_ends_after_start",
                        violation_error_message="The grant ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "not_verified"),
                            models.Q(
                                ("status_as_of__isnull", False),
                                models.Q(("status_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grant_status_has_date_and_source",
                        violation_error_message="A status needs the date it was true on and where you read it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["not_verified", "active", "ended", "terminated", "reinstated"],
                            )
                        ),
                        name="grant_status_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
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
                    "source",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="source"
                    ),
                ),
                (
                    "external_key",
                    foundation.fields.NameField(blank=True, max_length=60, null=True, unique=True),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="partnerships.organization",
                    ),
                ),
                ("title", foundation.fields.NameField(max_length=200, verbose_name="title")),
                (
                    "challenge",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="the problem it answers"
                    ),
                ),
                (
                    "doing",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what is being designed or done"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
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
                        verbose_name="stage",
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
                    "educators",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("teachers", "Teachers"),
                            ("principals", "Principals and other school leaders"),
                            ("both", "Both"),
                        ],
                        max_length=12,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "delivery",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="how it is delivered"
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="started")),
                (
                    "owner",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="A role, not a name.",
                        max_length=200,
                        verbose_name="who owns it",
                    ),
                ),
                (
                    "requested_by",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="who asked for it"
                    ),
                ),
                (
                    "in_local_plan",
                    foundation.fields.NameField(
                        blank=True, max_length=200, verbose_name="its place in the local plan"
                    ),
                ),
                (
                    "data_sources",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="data you already have"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year reported"
                    ),
                ),
                (
                    "year_as_reported",
                    foundation.fields.NameField(
                        blank=True,
                        help_text="c. 2011",
                        max_length=40,
                        verbose_name="years as the source gives them",
                    ),
                ),
                ("detail_level", foundation.fields.NameField(blank=True, max_length=20)),
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
                        verbose_name="contexts",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["title", "id"], name="partnership_title_66c4c3_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
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
                            )
                        ),
                        name="initiative_stage_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title",
                    foundation.fields.NameField(
                        max_length=80, verbose_name="role in the organization"
                    ),
                ),
                (
                    "unit",
                    foundation.fields.NameField(
                        blank=True, max_length=120, verbose_name="department or office"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("executive", "Executive"),
                            ("middle", "Middle"),
                            ("front_line", "Front line"),
                        ],
                        default="middle",
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "leads",
                    models.BooleanField(default=False, verbose_name="decides for the organization"),
                ),
                (
                    "administers",
                    models.BooleanField(
                        default=False, verbose_name="looks after the organization's page"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["executive", "middle", "front_line"])),
                        name="membership_level_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("organization", "user"),
                        name="membership_held_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
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
                        related_name="partnerships",
                        to="partnerships.round",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="partnerships.initiative",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        limit_choices_to={"vocabulary": "topic"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.term",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "facilitator_kind",
                    models.CharField(
                        choices=[
                            ("external", "from outside both organizations"),
                            ("internal", "from one of the two organizations"),
                        ],
                        default="external",
                        max_length=10,
                    ),
                ),
                (
                    "neutral_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "purpose",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="what it is for, in one sentence"
                    ),
                ),
                (
                    "sentence",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="where it stands, in a sentence"
                    ),
                ),
                ("sentence_shown_at", models.DateTimeField(blank=True, null=True)),
                ("sentence_before", foundation.fields.WordsField(blank=True, max_length=20000)),
                ("starts_on", models.DateField(verbose_name="starts")),
                ("ends_on", models.DateField(verbose_name="ends")),
                (
                    "length_reason",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why not six to twelve months"
                    ),
                ),
                ("session_minutes", models.PositiveSmallIntegerField(default=90)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("forming", "Forming"),
                            ("kickoff", "Kickoff"),
                            ("active", "Monthly sessions"),
                            ("midpoint", "Midpoint review"),
                            ("closing", "Closing"),
                            ("closed", "Closed"),
                            ("paused", "Paused"),
                            ("ended_early", "Ended early"),
                        ],
                        default="forming",
                        max_length=12,
                    ),
                ),
                (
                    "phase_before_pause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("forming", "Forming"),
                            ("kickoff", "Kickoff"),
                            ("active", "Monthly sessions"),
                            ("midpoint", "Midpoint review"),
                            ("closing", "Closing"),
                            ("closed", "Closed"),
                            ("paused", "Paused"),
                            ("ended_early", "Ended early"),
                        ],
                        max_length=12,
                    ),
                ),
                ("matched_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["phase", "ends_on"], name="partnership_phase_14bcb5_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "forming",
                                    "kickoff",
                                    "active",
                                    "midpoint",
                                    "closing",
                                    "closed",
                                    "paused",
                                    "ended_early",
                                ],
                            )
                        ),
                        name="phase_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="partnership_ends_after_start",
                        violation_error_message="The partnership ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("session_minutes__range", (30, 240))),
                        name="partnership_session_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("facilitator_kind", "external"),
                            ("neutral_person__isnull", False),
                            _connector="OR",
                        ),
                        name="partnership_internal_has_neutral_person",
                        violation_error_message="A facilitator from one side needs a neutral person for the midpoint talks.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("neutral_person", None),
                            models.Q(("neutral_person", models.F("facilitator")), _negated=True),
                            _connector="OR",
                        ),
                        name="partnership_neutral_person_is_another",
                        violation_error_message="The neutral person is somebody else.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phase", "paused"), _negated=True),
                            models.Q(("phase_before_pause", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="partnership_paused_knows_its_phase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("phase__in", ["closed", "ended_early"]),
                            ),
                            models.Q(
                                models.Q(("phase__in", ["closed", "ended_early"]), _negated=True),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="partnership_over_has_its_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleFlag",
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_flags",
                        to="partnerships.initiative",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shopping", "Resource shopping: materials are to be handed over"),
                            (
                                "solving",
                                "Solve it for us: the work is to be done by the other side",
                            ),
                        ],
                        max_length=8,
                        verbose_name="what it looks like",
                    ),
                ),
                (
                    "seen",
                    foundation.fields.WordsField(
                        max_length=2000, verbose_name="what you saw or heard"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "waits for its talk"),
                            ("talked", "talked through"),
                            ("set_aside", "set aside"),
                        ],
                        default="raised",
                        max_length=9,
                    ),
                ),
                ("talked_on", models.DateField(blank=True, null=True, verbose_name="on which day")),
                (
                    "present",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="who talked"
                    ),
                ),
                (
                    "agreed",
                    foundation.fields.WordsField(
                        blank=True, max_length=2000, verbose_name="what was agreed"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "created_at"], name="role_flag_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["raised", "talked", "set_aside"])),
                        name="role_flag_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["shopping", "solving"])),
                        name="role_flag_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen", ""), _negated=True),
                        name="role_flag_says_what_was_seen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "talked"), _negated=True),
                            models.Q(
                                ("talked_on__isnull", False),
                                models.Q(("present", ""), _negated=True),
                                models.Q(("agreed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="role_flag_talked_has_who_when_and_what",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "raised")),
                        fields=("context_kind", "context_id", "kind"),
                        name="role_flag_waits_once_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
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
                        related_name="benefits",
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
                    "point",
                    models.CharField(
                        choices=[("so_far", "so far"), ("end", "at the end")],
                        default="end",
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("synthesis", "We understand our own work better"),
                            ("question", "A new question to ask of our own work"),
                            ("transfer", "Our way was tried in another place"),
                            ("lesson", "A lesson that the other side made"),
                            ("capability", "Something we can do now"),
                            ("resource", "Material that we use now"),
                            ("relationship", "People we can ask"),
                        ],
                        max_length=12,
                        verbose_name="what kind it is",
                    ),
                ),
                (
                    "expected",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="hoped for at the start"
                    ),
                ),
                (
                    "evidence",
                    foundation.fields.WordsField(
                        max_length=20000, verbose_name="what there is to show"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="benefit_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "",
                                    "synthesis",
                                    "question",
                                    "transfer",
                                    "lesson",
                                    "capability",
                                    "resource",
                                    "relationship",
                                ],
                            )
                        ),
                        name="benefit_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True),
                        name="benefit_has_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("point", "end"),
                            models.Q(("expected", ""), ("point", "so_far")),
                            _connector="OR",
                        ),
                        name="benefit_so_far_expects_nothing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("expected", ""), _negated=True),
                        fields=("partnership", "side"),
                        name="benefit_expected_once_a_side",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("point", "so_far")),
                        fields=("partnership", "side"),
                        name="benefit_so_far_once_a_side",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CarryOn",
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
                        related_name="carried_on",
                        to="partnerships.partnership",
                    ),
                ),
                ("what", foundation.fields.NameField(max_length=300, verbose_name="what goes on")),
                (
                    "holder",
                    foundation.fields.NameField(max_length=120, verbose_name="who holds it"),
                ),
                (
                    "first_step",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="the first step, and when"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("holder", ""), _negated=True),
                        ),
                        name="carry_on_has_a_holder",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Charter",
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
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("reworded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reworded_side",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "partnership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charter",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "benefit_thought_partner",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what the organization that shares hopes to gain",
                    ),
                ),
                (
                    "benefit_partner",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what the organization that applies hopes to gain",
                    ),
                ),
                (
                    "could_not_alone",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what neither could do alone"
                    ),
                ),
                (
                    "in_scope",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what this is"
                    ),
                ),
                (
                    "out_of_scope",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what this is not"
                    ),
                ),
                (
                    "norms",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="how we work"
                    ),
                ),
                (
                    "if_people_leave",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="if somebody leaves"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reworded_side", ""),
                            ("reworded_side__in", ["thought_partner", "partner"]),
                            _connector="OR",
                        ),
                        name="charter_reworded_side_known",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CloseOut",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="close_out",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "goal_judged",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "reached"),
                            ("partly", "partly reached"),
                            ("not_met", "not reached"),
                        ],
                        max_length=8,
                        verbose_name="the goal was",
                    ),
                ),
                (
                    "goal_because",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what shows it"
                    ),
                ),
                (
                    "could_not_alone",
                    foundation.fields.WordsField(
                        blank=True,
                        max_length=20000,
                        verbose_name="what came about that neither could have done alone",
                    ),
                ),
                (
                    "onward",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("end", "It ends here"),
                            ("extend", "The two organizations go on by themselves"),
                            ("another", "A new partnership, with another question"),
                            ("network", "They join a wider group that works on it"),
                        ],
                        max_length=8,
                        verbose_name="what comes after",
                    ),
                ),
                (
                    "nothing_continues",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why nothing continues"
                    ),
                ),
                (
                    "no_insight_reason",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why no lesson was reviewed"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("goal_judged__in", ["", "met", "partly", "not_met"])),
                        name="close_out_goal_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("onward__in", ["", "end", "extend", "another", "network"])
                        ),
                        name="close_out_onward_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goal_judged", ""),
                            models.Q(("goal_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="close_out_goal_has_evidence",
                        violation_error_message="Say what shows it. One line is enough.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FacilitatorAssignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="partnerships.partnership",
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
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("handed_over_because", foundation.fields.WordsField(blank=True, max_length=20000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("partnership",),
                        name="one_facilitator_at_a_time",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Goal",
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
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("reworded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reworded_side",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                (
                    "partnership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "text",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="goal"),
                ),
                (
                    "measures",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="how we will know"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reworded_side", ""),
                            ("reworded_side__in", ["thought_partner", "partner"]),
                            _connector="OR",
                        ),
                        name="goal_reworded_side_known",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="KickoffCheck",
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
                        related_name="kickoff_checks",
                        to="partnerships.partnership",
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
                (
                    "understood",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Not yet"),
                            (2, "Partly"),
                            (3, "Well"),
                            (4, "Well enough to explain it to a colleague"),
                        ]
                    ),
                ),
                (
                    "invested",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Not yet"),
                            (2, "I wait and see"),
                            (3, "I want it to work"),
                            (4, "I will make time so that it works"),
                        ]
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="anything else"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "user"), name="kickoff_check_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("invested__range", (1, 4)), ("understood__range", (1, 4))
                        ),
                        name="kickoff_check_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="kickoff_check_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LeaderStatement",
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
                        related_name="leader_statements",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("empower", "Our people may speak for themselves"),
                            ("clarity", "What they may share, and in how much detail"),
                            ("commit", "We stand by it"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(max_length=20000, verbose_name="in your words"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "key"), name="leader_statement_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__in", ["empower", "clarity", "commit"])),
                        name="leader_statement_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LengthSeen",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lengths_seen",
                        to="partnerships.partnership",
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
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
                        fields=("partnership", "starts_on", "ends_on"), name="length_seen_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PartnershipOrganization",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="partnerships.organization",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("is_lead", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "organization"), name="organization_on_one_side"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_lead", True)),
                        fields=("partnership", "side"),
                        name="one_lead_organization_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="organization_side_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RosterEntry",
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
                        related_name="roster",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.organization",
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
                    "title",
                    foundation.fields.NameField(
                        max_length=80, verbose_name="role in the organization"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("sponsor", "backs it from above"),
                            ("lead", "leads day to day"),
                            ("implementer", "does the work"),
                            ("observer", "observes"),
                        ],
                        default="implementer",
                        max_length=12,
                        verbose_name="part here",
                    ),
                ),
                (
                    "decides",
                    models.BooleanField(default=False, verbose_name="can decide for this side"),
                ),
                (
                    "implements",
                    models.BooleanField(default=False, verbose_name="does the work day to day"),
                ),
                (
                    "knows_content",
                    models.BooleanField(default=False, verbose_name="knows the subject itself"),
                ),
                (
                    "knows_system",
                    models.BooleanField(
                        default=False, verbose_name="knows how the system around it works"
                    ),
                ),
                (
                    "knows_design",
                    models.BooleanField(default=False, verbose_name="designs tools for practice"),
                ),
                (
                    "above_both",
                    models.BooleanField(
                        default=False,
                        verbose_name="stands above both the teaching and the leading side",
                    ),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("partnership", "user"),
                        name="roster_person_on_one_side",
                        violation_error_message="This person is already in this partnership.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["thought_partner", "partner"])),
                        name="roster_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["sponsor", "lead", "implementer", "observer"])
                        ),
                        name="roster_part_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SharingBoundary",
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
                        related_name="boundaries",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.organization",
                    ),
                ),
                ("material", foundation.fields.NameField(max_length=200, verbose_name="material")),
                (
                    "detail",
                    models.CharField(
                        choices=[
                            ("idea", "the idea"),
                            ("principle", "the principle"),
                            ("steps", "the steps"),
                            ("template", "a template"),
                            ("full", "the full working document"),
                            ("data", "data"),
                        ],
                        default="steps",
                        max_length=10,
                        verbose_name="how much of it",
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
                ("commercial", models.BooleanField(default=False, verbose_name="usually sold")),
                (
                    "terms",
                    foundation.fields.NameField(blank=True, max_length=300, verbose_name="terms"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["organization_id", "created_at", "material"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "detail__in",
                                ["idea", "principle", "steps", "template", "full", "data"],
                            )
                        ),
                        name="boundary_detail_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="boundary_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (0, 5))), name="boundary_level_0_to_5"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("partnership", "organization", "material"),
                        name="boundary_material_once",
                        violation_error_message="This material is already on the list.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Wind",
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
                        related_name="winds",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("tail", "helps"), ("head", "hinders")],
                        max_length=4,
                        verbose_name="direction",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("time", "time"),
                            ("politics", "politics"),
                            ("demand", "competing demand"),
                            ("mandate", "policy or mandate"),
                            ("other", "other"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", foundation.fields.NameField(max_length=300, verbose_name="what it is")),
                (
                    "strength",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "a breeze"), (2, "a wind"), (3, "a storm")],
                        default=2,
                        verbose_name="strength",
                    ),
                ),
                ("watch_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
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
                ("blowing", models.BooleanField(default=True, verbose_name="still blowing")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("strength__range", (1, 3))), name="wind_strength_1_to_3"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["tail", "head"])),
                        name="wind_direction_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["time", "politics", "demand", "mandate", "other"])
                        ),
                        name="wind_kind_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="WorkbookSection",
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
                        related_name="workbook",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("context", "Where this happens"),
                            ("people", "Who has a say in it"),
                            ("challenge", "The challenge and what lies behind it"),
                            ("past", "What has been tried, and what came of it"),
                            ("current", "What is under way now"),
                            ("synthesis", "What made our program work"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="in your words"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "key"), name="workbook_section_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key__in",
                                ["context", "people", "challenge", "past", "current", "synthesis"],
                            )
                        ),
                        name="workbook_section_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FocusArea",
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
                        related_name="focus_areas",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "need",
                    foundation.fields.NameField(max_length=300, verbose_name="what is needed"),
                ),
                (
                    "can_show",
                    foundation.fields.NameField(
                        max_length=300, verbose_name="what can be shown for it"
                    ),
                ),
                (
                    "boundary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.sharingboundary",
                    ),
                ),
                (
                    "why",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="why this one"
                    ),
                ),
                ("chosen", models.BooleanField(default=False, verbose_name="we work on it")),
                ("order", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", False), ("order__range", (1, 3)), _connector="OR"
                        ),
                        name="focus_area_1_to_3",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("chosen", True)),
                        fields=("partnership", "order"),
                        name="focus_area_order_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FocusRating",
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
                        related_name="focus_ratings",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="partnerships.focusarea",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("need_rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "ability",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "we have read about it"),
                            (2, "we have tried it"),
                            (3, "we do it now"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "sharing",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "not for sharing"),
                            (1, "we can talk about it"),
                            (2, "we can show it"),
                            (3, "they may use it"),
                        ],
                        null=True,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "side"), name="focus_rating_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ability", None),
                                ("need_rank__gte", 1),
                                ("sharing", None),
                                ("side", "partner"),
                            ),
                            models.Q(
                                ("ability__range", (1, 3)),
                                ("need_rank", None),
                                ("sharing__range", (0, 3)),
                                ("side", "thought_partner"),
                            ),
                            _connector="OR",
                        ),
                        name="focus_rating_of_its_side",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LearningObjective",
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
                        related_name="objectives",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "focus_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="partnerships.focusarea",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1)),
                (
                    "short",
                    foundation.fields.NameField(max_length=80, verbose_name="in a few words"),
                ),
                ("who", foundation.fields.NameField(max_length=120, verbose_name="who")),
                (
                    "able_to",
                    foundation.fields.NameField(
                        max_length=300, verbose_name="will be able to decide, design or do"
                    ),
                ),
                ("by_date", models.DateField(verbose_name="by")),
                (
                    "measure",
                    foundation.fields.NameField(blank=True, max_length=300, verbose_name="seen by"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("met", "met"),
                            ("partly", "partly met"),
                            ("dropped", "dropped"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "judged_because",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="evidence"
                    ),
                ),
                (
                    "in_use",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="where it is used"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "met", "partly", "dropped"])),
                        name="objective_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__range", (1, 4))), name="objective_1_to_4"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("partnership", "order"),
                        name="objective_order_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                        related_name="session_map",
                        to="partnerships.partnership",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("month", models.DateField()),
                (
                    "accomplish",
                    foundation.fields.NameField(
                        blank=True, max_length=300, verbose_name="what it should accomplish"
                    ),
                ),
                (
                    "builds_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.planitem",
                    ),
                ),
                (
                    "objectives",
                    models.ManyToManyField(
                        blank=True, related_name="plan_items", to="partnerships.learningobjective"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "number"), name="plan_item_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 12))), name="plan_item_1_to_12"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanChange",
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
                        related_name="plan_changes",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="partnerships.planitem",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="partnerships.focusarea",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="partnerships.learningobjective",
                    ),
                ),
                (
                    "before",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="before"
                    ),
                ),
                ("after", foundation.fields.WordsField(max_length=20000, verbose_name="after")),
                (
                    "trigger",
                    foundation.fields.WordsField(max_length=20000, verbose_name="what led to it"),
                ),
                (
                    "advances",
                    models.CharField(
                        choices=[
                            ("yes", "It advances the goal"),
                            ("neutral", "It neither helps nor harms the goal"),
                            ("no", "It does not advance the goal"),
                        ],
                        max_length=8,
                        verbose_name="the goal",
                    ),
                ),
                (
                    "reasoning",
                    foundation.fields.WordsField(blank=True, max_length=20000, verbose_name="why"),
                ),
                ("stands_on", models.DateField()),
                (
                    "objected_by",
                    models.CharField(
                        blank=True,
                        choices=[("thought_partner", "shares"), ("partner", "applies")],
                        max_length=16,
                    ),
                ),
                ("objected_at", models.DateTimeField(blank=True, null=True)),
                (
                    "objection",
                    foundation.fields.WordsField(
                        blank=True, max_length=20000, verbose_name="what speaks against it"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_at", None), ("objected_by", "")),
                            models.Q(
                                ("objected_at__isnull", False),
                                ("objected_by__in", ["thought_partner", "partner"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_change_objected_by_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item", None), ("area", None)),
                            models.Q(("area", None), ("objective", None)),
                            models.Q(("item", None), ("objective", None)),
                            _connector="OR",
                        ),
                        name="plan_change_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("advances__in", ["yes", "neutral", "no"])),
                        name="plan_change_advances_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advances", "no"), _negated=True),
                            models.Q(("reasoning", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_change_against_the_goal_says_why",
                        violation_error_message="Say why, if it does not advance the goal.",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
