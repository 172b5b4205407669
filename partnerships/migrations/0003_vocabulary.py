from django.db import migrations

from partnerships import vocabulary


def load(apps, schema_editor):
    vocabulary.load(apps.get_model("partnerships", "Term"))


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_walls")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
