"""The folded text and the facts stand in the listings: the columns that held them in each entry go."""

from django.db import migrations

# Their triggers went with 0015, and nothing but those ever wrote or read them.
GO = """
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX directory_entry_folded;
-- squawk-ignore ban-drop-column
ALTER TABLE directory_entry DROP COLUMN folded;
-- squawk-ignore ban-drop-column
ALTER TABLE directory_entry DROP COLUMN facts
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0016_full_allowances")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GO)],
            state_operations=[
                migrations.RemoveIndex("entry", "directory_entry_folded"),
                migrations.RemoveField("entry", "folded"),
                migrations.RemoveField("entry", "facts"),
            ],
        ),
    ]
