from django.db import migrations

from foundation.walls import append_only


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_version_pairs")]

    operations = [append_only("foundation_auditevent", "foundation_transition")]
