"""Database walls: a listed organization has facts only, whoever writes it.

A check constraint cannot look at another table, so triggers do, on SQLite and on PostgreSQL alike.
"""

from django.db import migrations

SENTENCE = "listed organization: enroll it first"

SQLITE = """
CREATE TRIGGER {name}_{event} BEFORE {event} ON {table}
WHEN NEW.{column} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM partnerships_organization
    WHERE id = NEW.{column} AND enrolled_at IS NOT NULL
)
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
POSTGRES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.{column} IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM partnerships_organization
        WHERE id = NEW.{column} AND enrolled_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {column} ON {table}
FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def enrolled_only(table: str, column: str) -> migrations.RunPython:
    """Return the migration step that lets `table.column` name enrolled organizations only.

    A write that breaks it raises IntegrityError on both databases. SQLite rebuilds a table when
    a later migration alters it and drops its triggers: repeat the step after such a migration.
    """
    words = {"name": f"enrolled_{table}_{column}"[:60], "table": table, "column": column}

    def build(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES.format(sentence=SENTENCE, **words))
            return
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(SQLITE.format(sentence=SENTENCE, event=event, **words))

    return migrations.RunPython(build, migrations.RunPython.noop)
