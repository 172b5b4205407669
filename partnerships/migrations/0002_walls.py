from django.db import migrations

from partnerships.walls import enrolled_only


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_tables_3")]

    operations = [
        enrolled_only("partnerships_membership", "organization_id"),
        enrolled_only("partnerships_partnershiporganization", "organization_id"),
        enrolled_only("partnerships_rosterentry", "organization_id"),
    ]
