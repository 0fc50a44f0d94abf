"""Nobody is found at a school that left the programme: the search asks for that itself, so that every count agrees."""

from django.db import migrations

AS_IT_WAS = """
CREATE OR REPLACE FUNCTION directory_search(
    words text[], suggested text[], areas text[], phases text[], ways text[], squares text[], seen text[]
) RETURNS TABLE (entry_id uuid, rank double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT e.id, coalesce(ts_rank(e.folded, directory_words($1)), 0) + (
        SELECT coalesce(sum(1.0 / s.place), 0) FROM unnest($2) WITH ORDINALITY s (code, place)
        WHERE e.folded @@ directory_tokens('area', ARRAY[s.code])
    )::double precision
    FROM directory_entry e
    WHERE e.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
        AND e.status = 'listed'
        AND e.folded @@ directory_query($1, $2, $3, $4, $5, $6, $7)
$$
"""
WITHOUT_LEFT_SCHOOLS = AS_IT_WAS.replace(
    "        AND e.status = 'listed'\n",
    """        AND e.status = 'listed'
        AND NOT EXISTS (
            SELECT FROM organisations_member m WHERE m.programme_id = e.programme_id
                AND m.organisation_id = e.organisation_id AND m.status = 'left'
        )
""",
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_who_paused"), ("organisations", "0001_tables")]
    operations = [migrations.RunSQL(WITHOUT_LEFT_SCHOOLS, reverse_sql=AS_IT_WAS)]
