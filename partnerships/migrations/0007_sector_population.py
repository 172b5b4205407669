import django.db.models.deletion
import foundation.fields
from django.conf import settings
from django.db import migrations, models

from partnerships import vocabulary


def load(apps, schema_editor):
    vocabulary.load_sectors(apps.get_model("partnerships", "Term"))


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0007_role_resets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="term",
            name="term_vocabulary_known",
        ),
        migrations.AddField(
            model_name="benefit",
            name="point",
            field=models.CharField(
                choices=[("so_far", "so far"), ("end", "at the end")], default="end", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="absolute_priority",
            field=foundation.fields.NameField(
                blank=True,
                help_text="As its notice names it, number and title.",
                max_length=200,
                verbose_name="absolute priority",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="high_need",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="serves high-need schools"
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="population",
            field=foundation.fields.NameField(
                blank=True,
                help_text="Whom the work is for, as the source says it. Empty: not stated.",
                max_length=400,
                verbose_name="population served",
            ),
        ),
        migrations.AddField(
            model_name="organization",
            name="sector",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="term",
            name="sector",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kinds",
                to="partnerships.term",
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="vocabulary",
            field=models.CharField(
                choices=[
                    ("topic", "Topic"),
                    ("context", "Context"),
                    ("organization_type", "Organization type"),
                    ("sector", "Sector"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("point", "end"),
                    models.Q(("expected", ""), ("point", "so_far")),
                    _connector="OR",
                ),
                name="benefit_so_far_expects_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("vocabulary__in", ["topic", "context", "organization_type", "sector"])
                ),
                name="term_vocabulary_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sector", None), ("vocabulary", "organization_type"), _connector="OR"
                ),
                name="term_sector_follows_from_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("point", "so_far")),
                fields=("partnership", "side"),
                name="benefit_so_far_once_a_side",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
