"""The key of what whoever asks would like to see holds for the rows that were there before, too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0014_wanted_practice")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE support_requests_supportrequest "
            "VALIDATE CONSTRAINT support_requests_request_same_wanted_practice",
            migrations.RunSQL.noop,
        ),
    ]
