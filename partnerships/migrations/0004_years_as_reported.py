from django.db import migrations, models

import foundation.fields

TYPES = [
    ("seed_partnership", "facilitated partnership"),
    ("mentor_program", "experienced program mentoring a like one"),
    ("technical_assistance", "assistance on a defined initiative"),
    ("network_hub_member", "hub and member of an improvement network"),
    ("research_practice_partnership", "research and practice, jointly"),
    ("seed_grant_site", "site of a grant-funded project"),
]


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_partnership")]

    operations = [
        migrations.AddField(
            model_name="documentedrelation",
            name="year_as_reported",
            field=foundation.fields.NameField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="grant",
            name="year_as_reported",
            field=foundation.fields.NameField(
                blank=True,
                default="",
                help_text="2013;2015",
                max_length=40,
                verbose_name="years as the source gives them",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="initiative",
            name="year_as_reported",
            field=foundation.fields.NameField(
                blank=True,
                default="",
                help_text="c. 2011",
                max_length=40,
                verbose_name="years as the source gives them",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="documentedrelation",
            name="relationship_type",
            field=models.CharField(choices=TYPES, max_length=40),
        ),
        migrations.AddIndex(
            model_name="documentedrelation",
            index=models.Index(fields=["expert_name", "id"], name="partnership_expert__d20753_idx"),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["title", "id"], name="partnership_title_66c4c3_idx"),
        ),
        migrations.AddConstraint(
            model_name="documentedrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(relationship_type__in=[value for value, _label in TYPES]),
                name="relation_type_known",
            ),
        ),
    ]
