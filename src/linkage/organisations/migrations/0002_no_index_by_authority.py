"""Schools are no longer indexed by authority.

A rule looks through all 25,000 in 8 ms where the index took 1, and only for coordinators; keeping the index took 0.03 s of
a first import of 50,000 schools (benchmarks/RESULTS.md).
"""

from django.db import migrations

DROP = "DROP INDEX CONCURRENTLY IF EXISTS organisations_by_authority"
MAKE = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS organisations_by_authority
    ON organisations_organisation (authority_code, status)
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("organisations", "0001_tables")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(DROP, reverse_sql=MAKE)],
            state_operations=[migrations.RemoveIndex("organisation", "organisations_by_authority")],
        ),
    ]
