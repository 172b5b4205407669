from django.db import migrations

from partnerships import vocabulary


def load(apps, schema_editor):
    terms = apps.get_model("partnerships", "Term")
    vocabulary.load(terms)
    vocabulary.load_sectors(terms)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_walls")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
