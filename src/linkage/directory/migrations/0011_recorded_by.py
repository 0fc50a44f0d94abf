"""Who entered a nomination in a head's name, from what the head wrote on a form."""

import django.db.models.deletion
from django.db import migrations

from linkage.database.constraints import SameProgramme, TenantForeignKey

KEY = """
ALTER TABLE directory_nomination ADD CONSTRAINT directory_nomination_same_recorded_by
    FOREIGN KEY (programme_id, recorded_by_id) REFERENCES people_person (programme_id, id)
    DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0010_words"),
        ("people", "0002_vouched_claims"),
    ]
    operations = [
        migrations.AddField(
            "nomination",
            "recorded_by",
            TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        # Checked in 0012: a key that is checked at once would stop those who write.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(KEY)],
            state_operations=[
                migrations.AddConstraint(
                    "nomination", SameProgramme(field="recorded_by", name="directory_nomination_same_recorded_by")
                ),
            ],
        ),
    ]
