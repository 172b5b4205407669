"""What our rules suggested stands beside each judgment of a pair, with the facts and the version."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0007_several_hands"),
    ]

    operations = [
        migrations.AddField(
            model_name="alignmentreview",
            name="method",
            field=models.CharField(blank=True, editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name="alignmentreview",
            name="suggested",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="alignmentreview",
            name="suggested_from",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
