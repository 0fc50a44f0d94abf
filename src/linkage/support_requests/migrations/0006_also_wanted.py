"""The further entries of a shortlist that was asked about as a whole."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0005_more_and_consent")]
    operations = [
        migrations.AddField(
            "supportrequest",
            "also_wanted",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
    ]
