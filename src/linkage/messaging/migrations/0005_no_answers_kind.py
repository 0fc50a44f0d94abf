"""Nobody reads of what kind the mail was that an answer answers: the mail itself is known."""

from django.db import migrations

GO = """
-- squawk-ignore ban-drop-column
ALTER TABLE messaging_inboundmail DROP COLUMN answers_kind
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_inbound")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GO)],
            state_operations=[migrations.RemoveField("inboundmail", "answers_kind")],
        ),
    ]
