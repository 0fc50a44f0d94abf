"""The parent of an area is of its programme.

Added unchecked and checked afterwards, so that neither statement keeps a table in use waiting.
"""

from django.db import migrations

import linkage.database.constraints

# Repeatable, as a broken run may have left it behind.
ADD = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'areas_area_same_parent') THEN
        ALTER TABLE areas_area ADD CONSTRAINT areas_area_same_parent
            FOREIGN KEY (programme_id, parent_id) REFERENCES areas_area (programme_id, id)
            DEFERRABLE INITIALLY DEFERRED NOT VALID;
    END IF;
END
$$
"""
DROP = "ALTER TABLE areas_area DROP CONSTRAINT IF EXISTS areas_area_same_parent"
CHECK = "ALTER TABLE areas_area VALIDATE CONSTRAINT areas_area_same_parent"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("areas", "0002_two_levels")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(ADD, reverse_sql=DROP),
                migrations.RunSQL(CHECK, reverse_sql=migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.AddConstraint(
                    "area",
                    linkage.database.constraints.SameProgramme(field="parent", name="areas_area_same_parent"),
                ),
            ],
        ),
    ]
