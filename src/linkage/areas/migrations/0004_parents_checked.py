"""Every parent that stood there before is of its area's programme."""

from django.db import migrations

CHECK = "ALTER TABLE areas_area VALIDATE CONSTRAINT areas_area_same_parent"


class Migration(migrations.Migration):
    dependencies = [("areas", "0003_parent_in_the_programme")]
    operations = [migrations.RunSQL(CHECK, reverse_sql=migrations.RunSQL.noop)]
