"""What a school does well that whoever asks would like to see."""

import django.db.models.deletion
from django.db import migrations

from linkage.database.constraints import SameProgramme, TenantForeignKey

KEY = """
ALTER TABLE support_requests_supportrequest ADD CONSTRAINT support_requests_request_same_wanted_practice
    FOREIGN KEY (programme_id, wanted_practice_id) REFERENCES practice_practice (programme_id, id)
    DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_tables"),
        ("support_requests", "0013_from_different_schools"),
    ]
    operations = [
        migrations.AddField(
            "supportrequest",
            "wanted_practice",
            TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="practice.practice",
            ),
        ),
        # Checked in 0015: a key that is checked at once would stop those who write.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(KEY)],
            state_operations=[
                migrations.AddConstraint(
                    "supportrequest",
                    SameProgramme(field="wanted_practice", name="support_requests_request_same_wanted_practice"),
                ),
            ],
        ),
    ]
