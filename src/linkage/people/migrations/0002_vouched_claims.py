"""A claim shows once somebody whose word counts stands behind it.

Of those that stand already nobody can tell who typed them: they stay as visible as they were.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_tables")]
    operations = [
        migrations.AddField("affiliation", "vouched_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(
            "UPDATE people_affiliation SET vouched_at = claimed_at WHERE status = 'claimed'",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
