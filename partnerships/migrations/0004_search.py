from django.db import migrations

from partnerships import search

SEARCHED = {
    "Organization": ("name", "short_name", "city"),
    "Grant": ("award_number", "activity"),
    "Expertise": ("claim",),
    "Initiative": ("title", "challenge", "doing"),
    "DocumentedRelation": ("expert_name", "partner_name", "worked_on"),
}
AVAILABLE = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"


def _indexes(apps):
    from django.contrib.postgres.indexes import GinIndex, OpClass  # noqa: PLC0415 - PostgreSQL only
    from django.db.models.expressions import OrderBy  # noqa: PLC0415 - as above
    from django.db.models.functions import Collate  # noqa: PLC0415 - as above
    from django.db.models.indexes import IndexExpression  # noqa: PLC0415 - as above

    # What django.contrib.postgres does where it is installed; without it the SQL is malformed.
    IndexExpression.register_wrappers(OrderBy, OpClass, Collate)

    for name, fields in SEARCHED.items():
        words = OpClass(search.expression(fields), name="gin_trgm_ops")
        yield apps.get_model("partnerships", name), GinIndex(words, name=f"{name.lower()}_words")


def build(apps, schema_editor):
    """Lay trigram indexes under the search boxes. SQLite reads the table instead."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(AVAILABLE)
        if cursor.fetchone() is None:  # a server without contrib searches slower, and works
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for model, index in _indexes(apps):
        schema_editor.add_index(model, index)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_vocabulary")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
