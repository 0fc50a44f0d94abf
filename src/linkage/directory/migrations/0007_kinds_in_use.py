"""Beside their own entry somebody may be written to for several offers of the same school.

New indexes are made beside the old one, and a table in use is never without.
"""

from django.db import migrations, models
from django.db.models import Q

MAKE_NEW = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS directory_entry_person_once
    ON directory_entry (programme_id, person_id, organisation_id) WHERE kind = 'person' AND NOT status = 'withdrawn'
"""
DROP_NEW = "DROP INDEX CONCURRENTLY IF EXISTS directory_entry_person_once"
MAKE_OLD = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS directory_entry_once
    ON directory_entry (programme_id, person_id, organisation_id) WHERE NOT status = 'withdrawn'
"""
DROP_OLD = "DROP INDEX CONCURRENTLY IF EXISTS directory_entry_once"
MAKE_OFFER = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS directory_commitment_offer
    ON directory_commitment (programme_id, entry_id, period_starts_on) WHERE entry_id IS NOT NULL
"""
DROP_OFFER = "DROP INDEX CONCURRENTLY IF EXISTS directory_commitment_offer"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("directory", "0006_kinds_and_freshness")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(MAKE_NEW, reverse_sql=DROP_NEW),
                migrations.RunSQL(DROP_OLD, reverse_sql=MAKE_OLD),
                migrations.RunSQL(MAKE_OFFER, reverse_sql=DROP_OFFER),
            ],
            state_operations=[
                migrations.RemoveConstraint("entry", "directory_entry_once"),
                migrations.AddConstraint(
                    "entry",
                    models.UniqueConstraint(
                        fields=("programme", "person", "organisation"),
                        condition=Q(kind="person") & ~Q(status="withdrawn"),
                        name="directory_entry_person_once",
                    ),
                ),
                migrations.AddIndex(
                    "commitment",
                    models.Index(
                        fields=["programme", "entry", "period_starts_on"],
                        name="directory_commitment_offer",
                        condition=Q(entry__isnull=False),
                    ),
                ),
            ],
        ),
    ]
