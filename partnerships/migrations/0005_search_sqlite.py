"""The index under the search boxes on SQLite; PostgreSQL has its own since 0004."""

from django.db import migrations

from partnerships.words_index import lay

SEARCHED = {
    "partnerships_organization": ("name", "short_name", "city"),
    "partnerships_grant": ("award_number", "activity"),
    "partnerships_expertise": ("claim",),
    "partnerships_initiative": ("title", "challenge", "doing"),
    "partnerships_documentedrelation": ("expert_name", "partner_name", "worked_on"),
}


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_search")]

    operations = [lay(table, fields) for table, fields in SEARCHED.items()]
