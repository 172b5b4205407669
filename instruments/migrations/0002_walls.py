"""Database wall: published questions never change, whoever writes (trust W10).

A check constraint cannot look at another table, so triggers do. On SQLite a delete is not
watched, because clearing a test database deletes row by row.
"""

from django.db import migrations

SENTENCE = "published questions never change"
WORDS = ("purpose", "voluntary", "who_sees", "minutes", "clearance_number", "clearance_expires")
VERSION = "SELECT 1 FROM instruments_instrumentversion v WHERE v.state <> 'draft' AND v.id = "
ITEM = (
    "SELECT 1 FROM instruments_instrumentversion v JOIN instruments_item i"
    " ON i.instrument_version_id = v.id WHERE v.state <> 'draft' AND i.id = "
)
SQLITE = """
CREATE TRIGGER {table}_kept_{event} BEFORE {event} ON {table} WHEN EXISTS ({published}{row})
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
SQLITE_VERSION = """
CREATE TRIGGER instruments_version_kept BEFORE UPDATE OF {words} ON instruments_instrumentversion
WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS ({published}OLD.{column}) THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF EXISTS ({published}NEW.{column}) THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_kept BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_kept();
"""
POSTGRES_VERSION = """
CREATE OR REPLACE FUNCTION instruments_version_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER instruments_version_kept BEFORE UPDATE OF {words} ON instruments_instrumentversion
FOR EACH ROW EXECUTE FUNCTION instruments_version_kept();
"""
TABLES = [
    ("instruments_item", "instrument_version_id", VERSION),
    ("instruments_anchor", "item_id", ITEM),
]


def build(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    whole = POSTGRES_VERSION if postgres else SQLITE_VERSION
    schema_editor.execute(whole.format(words=", ".join(WORDS), sentence=SENTENCE))
    for table, column, published in TABLES:
        said = {"table": table, "column": column, "published": published, "sentence": SENTENCE}
        if postgres:
            schema_editor.execute(POSTGRES.format(**said))
            continue
        for event in ("INSERT", "UPDATE"):
            row = f"NEW.{column}" if event == "INSERT" else f"OLD.{column}"
            schema_editor.execute(SQLITE.format(event=event, row=row, **said))


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_tables")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
