from django.db import migrations

from partnerships.walls import enrolled_only


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [
        enrolled_only("matching_application", "organization_id"),
        enrolled_only("matching_offer", "organization_id"),
    ]
