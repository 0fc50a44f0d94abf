"""Programmes that share with one another: each says so for itself, and one function tells what the other said."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import linkage.database.constraints

# Of the programme acted in: with whom it shares, who shares with it, and since when.
NEIGHBOURS = """
CREATE FUNCTION programmes_neighbours()
RETURNS TABLE (programme_id uuid, ours timestamptz, theirs timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH mine AS (SELECT nullif(current_setting('linkage.programme_id', true), '')::uuid AS id),
    ours AS (SELECT n.other_id, n.since FROM programmes_neighbour n JOIN mine ON mine.id = n.programme_id),
    theirs AS (SELECT n.programme_id, n.since FROM programmes_neighbour n JOIN mine ON mine.id = n.other_id)
    SELECT coalesce(ours.other_id, theirs.programme_id), ours.since, theirs.since
    FROM ours FULL JOIN theirs ON theirs.programme_id = ours.other_id
$$;
REVOKE EXECUTE ON FUNCTION programmes_neighbours() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION programmes_neighbours() TO linkage_rights
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0010_has_rounds")]

    operations = [
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    linkage.database.constraints.RowLevelSecurity(name="programmes_neighbour_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="programmes_neighbour_own_id"),
                    models.UniqueConstraint(fields=("programme", "other"), name="programmes_neighbour_once"),
                    models.CheckConstraint(
                        condition=models.Q(("other", models.F("programme")), _negated=True),
                        name="programmes_neighbour_is_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NEIGHBOURS, reverse_sql="DROP FUNCTION programmes_neighbours()"),
    ]
