"""The key of who entered a nomination holds for the rows that were there before, too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_recorded_by")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE directory_nomination VALIDATE CONSTRAINT directory_nomination_same_recorded_by",
            migrations.RunSQL.noop,
        ),
    ]
