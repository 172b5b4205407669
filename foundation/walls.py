"""Database walls: history and audit rows are written once, whoever writes (trust D10).

PostgreSQL only: SQLite serves demonstrations and tests, which empty tables by DELETE.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION seedbed_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION seedbed_append_only()
"""


def append_only(*tables: str) -> migrations.RunPython:
    """Return the migration step after which rows of `tables` can only be added.

    An UPDATE or DELETE raises IntegrityError on PostgreSQL.
    """

    def build(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute(FUNCTION, params=None)
        for table in tables:
            schema_editor.execute(TRIGGER.format(table=table))

    def undo(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table in tables:
            schema_editor.execute(f"DROP TRIGGER append_only ON {table}")

    return migrations.RunPython(build, undo)
