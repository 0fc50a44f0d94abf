"""The parent of an area is of its programme; what stands there already is checked by the next migration.

So neither statement keeps a table in use waiting.
"""

from django.db import migrations

import linkage.database.constraints

ADD = """
ALTER TABLE areas_area ADD CONSTRAINT areas_area_same_parent
    FOREIGN KEY (programme_id, parent_id) REFERENCES areas_area (programme_id, id)
    DEFERRABLE INITIALLY DEFERRED NOT VALID
"""
DROP = "ALTER TABLE areas_area DROP CONSTRAINT areas_area_same_parent"


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_two_levels")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, reverse_sql=DROP)],
            state_operations=[
                migrations.AddConstraint(
                    "area",
                    linkage.database.constraints.SameProgramme(field="parent", name="areas_area_same_parent"),
                ),
            ],
        ),
    ]
