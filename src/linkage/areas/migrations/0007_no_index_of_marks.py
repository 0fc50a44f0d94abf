"""What was confirmed is read whole and remembered: nobody looks it up by its marks any more."""

from django.db import migrations

GO = """
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX areas_confirmation_marks
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0006_changes_noted")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GO)],
            state_operations=[migrations.RemoveIndex("confirmation", "areas_confirmation_marks")],
        ),
    ]
