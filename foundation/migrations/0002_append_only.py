from django.db import migrations

from foundation.walls import append_only


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_tables")]

    operations = [append_only("foundation_auditevent", "foundation_transition")]
