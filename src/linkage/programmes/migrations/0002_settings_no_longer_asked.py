"""Two settings that nobody is asked any more keep a default where their columns still stand.

They left the first migration after it had been published: homes made before have the columns, without a default, and could
take no further programme.
"""

from django.db import migrations

FILL = """
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM information_schema.columns
        WHERE table_schema = current_schema()
          AND table_name = 'programmes_programmesettings' AND column_name = 'introduction'
    ) THEN
        ALTER TABLE programmes_programmesettings
            ALTER COLUMN introduction SET DEFAULT 'at_once', ALTER COLUMN chooser SET DEFAULT 'programme';
    END IF;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_tables")]
    operations = [migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop)]
