"""Whose places are all promised is asked at every search: an index of those alone, made beside a table in use."""

from django.db import migrations, models
from django.db.models import F, Q

PEOPLE = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS directory_allowance_full
    ON directory_allowance (programme_id, period_starts_on, person_id) WHERE places_promised >= places_limit
"""
OFFERS = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS directory_offer_full
    ON directory_offerallowance (programme_id, period_starts_on, entry_id) WHERE places_promised >= places_limit
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("directory", "0015_gathered_from_listings")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(PEOPLE, reverse_sql="DROP INDEX CONCURRENTLY IF EXISTS directory_allowance_full"),
                migrations.RunSQL(OFFERS, reverse_sql="DROP INDEX CONCURRENTLY IF EXISTS directory_offer_full"),
            ],
            state_operations=[
                migrations.AddIndex(
                    "allowance",
                    models.Index(
                        fields=["programme", "period_starts_on", "person"],
                        name="directory_allowance_full",
                        condition=Q(places_promised__gte=F("places_limit")),
                    ),
                ),
                migrations.AddIndex(
                    "offerallowance",
                    models.Index(
                        fields=["programme", "period_starts_on", "entry"],
                        name="directory_offer_full",
                        condition=Q(places_promised__gte=F("places_limit")),
                    ),
                ),
            ],
        ),
    ]
