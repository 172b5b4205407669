from django.db import migrations

from foundation.walls import append_only
from partnerships.walls import enrolled_only


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_tables")]

    operations = [
        enrolled_only("matching_application", "organization_id"),
        enrolled_only("matching_offer", "organization_id"),
        append_only("matching_matchrun", "matching_runrow"),
    ]
