"""Searching asks no more of the index than is asked of it: each condition that is given has a statement of its own."""

from django.db import migrations

# As in 0015. A condition that stands in the statement costs at each row of the index, though it were always true.
GATHER = """
CREATE OR REPLACE FUNCTION directory_gather(
    words text[], suggested integer[], one integer[], other integer[], is_hidden_seen boolean, now_on date, next_on date
) RETURNS TABLE (place integer, facts bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    mine uuid := nullif(current_setting('linkage.programme_id', true), '')::uuid;
    about integer[];
BEGIN
    FOR n IN 0 .. cardinality(words) LOOP
        about := CASE WHEN n = 0 THEN suggested ELSE directory_tokens(
            tsvector_to_array(to_tsvector('english', words[n]) || to_tsvector('simple', words[n]))) END;
        IF n = 0 AND about = '{}' AND words = '{}' THEN
            about := one;
        END IF;
        IF about IS NULL THEN
            RETURN QUERY SELECT n, string_agg(l.facts, ''::bytea) FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen);
        ELSIF about = '{}' THEN
            CONTINUE;
        ELSIF one IS NULL THEN
            RETURN QUERY SELECT n, string_agg(l.facts, ''::bytea) FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen)
                AND l.tokens && about;
        ELSIF other IS NULL THEN
            RETURN QUERY SELECT n, string_agg(l.facts, ''::bytea) FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen)
                AND l.tokens && about AND l.tokens && one;
        ELSE
            RETURN QUERY SELECT n, string_agg(l.facts, ''::bytea) FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen)
                AND l.tokens && about AND l.tokens && one AND l.tokens && other;
        END IF;
    END LOOP;
    RETURN QUERY SELECT -1, string_agg(uuid_send(a.person_id), ''::bytea) FROM directory_allowance a
        WHERE a.programme_id = mine AND a.period_starts_on = now_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -1, string_agg(uuid_send(a.entry_id), ''::bytea) FROM directory_offerallowance a
        WHERE a.programme_id = mine AND a.period_starts_on = now_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -2, string_agg(uuid_send(a.person_id), ''::bytea) FROM directory_allowance a
        WHERE a.programme_id = mine AND a.period_starts_on = next_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -2, string_agg(uuid_send(a.entry_id), ''::bytea) FROM directory_offerallowance a
        WHERE a.programme_id = mine AND a.period_starts_on = next_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -3, string_agg(uuid_send(s.organisation_id), ''::bytea)
        FROM directory_schoolceiling s WHERE s.programme_id = mine AND s.is_stopped;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0019_saved_searches")]
    operations = [migrations.RunSQL(GATHER, reverse_sql=migrations.RunSQL.noop)]
