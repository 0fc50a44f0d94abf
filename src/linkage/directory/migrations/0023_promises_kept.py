"""A process keeps whose places are all promised too, and is told anew only when one of those tables changed (ADR 11)."""

from django.db import migrations

from linkage.database.constraints import NotesChanges

# As in 0021, but that promises are handed over only where they are asked for, and where a transaction that had not ended
# in the snapshot `promised_in` changed one of their tables: with thousands of promises that takes longer than all else.
# And not knowing `since`, the planner takes a third of all listings to be later: of a million it read the whole table,
# by several processes at once.
GATHER = """
CREATE FUNCTION directory_gather(words text[], since bigint, promised_in pg_snapshot, now_on date, next_on date)
RETURNS TABLE (place integer, told bytea, tokens bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
    mine uuid := nullif(current_setting('linkage.programme_id', true), '')::uuid;
BEGIN
    RETURN QUERY SELECT 0, string_agg(uuid_send(l.entry_id) || int8send(l.changed_in) || l.facts, ''::bytea),
            string_agg(l.tokens, ''::bytea)
        FROM directory_listing l WHERE l.programme_id = mine AND l.changed_in >= since;
    RETURN QUERY SELECT asked.n::integer, directory_packed(directory_tokens(
            tsvector_to_array(to_tsvector('english', asked.word) || to_tsvector('simple', asked.word)))), NULL::bytea
        FROM unnest(words) WITH ORDINALITY AS asked (word, n);
    RETURN QUERY SELECT -4, CASE WHEN pg_current_xact_id_if_assigned() IS NULL
        THEN convert_to(pg_current_snapshot()::text, 'UTF8') END, NULL::bytea;
    IF now_on IS NULL OR (promised_in IS NOT NULL AND NOT EXISTS (
        SELECT FROM database_change c WHERE c.programme_id = mine
            AND c.changed_in >= pg_snapshot_xmin(promised_in)::text::bigint
            AND NOT pg_visible_in_snapshot(c.changed_in::text::xid8, promised_in)
            AND c.of_table IN ('directory_allowance', 'directory_offerallowance', 'directory_schoolceiling')))
    THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT -1, string_agg(uuid_send(a.person_id), ''::bytea), NULL::bytea FROM directory_allowance a
        WHERE a.programme_id = mine AND a.period_starts_on = now_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -1, string_agg(uuid_send(a.entry_id), ''::bytea), NULL::bytea FROM directory_offerallowance a
        WHERE a.programme_id = mine AND a.period_starts_on = now_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -2, string_agg(uuid_send(a.person_id), ''::bytea), NULL::bytea FROM directory_allowance a
        WHERE a.programme_id = mine AND a.period_starts_on = next_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -2, string_agg(uuid_send(a.entry_id), ''::bytea), NULL::bytea FROM directory_offerallowance a
        WHERE a.programme_id = mine AND a.period_starts_on = next_on AND a.places_promised >= a.places_limit;
    RETURN QUERY SELECT -3, string_agg(uuid_send(s.organisation_id), ''::bytea), NULL::bytea
        FROM directory_schoolceiling s WHERE s.programme_id = mine AND s.is_stopped;
END $$;
REVOKE EXECUTE ON FUNCTION directory_gather(text[], bigint, pg_snapshot, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_gather(text[], bigint, pg_snapshot, date, date) TO linkage_rights
"""
# Only what is replaced here calls it.
OLD = """
-- squawk-ignore ban-drop-function
DROP FUNCTION directory_gather(text[], bigint, date, date)
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0022_changes_noted")]
    operations = [
        *(
            migrations.AddConstraint(model_name=name, constraint=NotesChanges(name=f"directory_{name}_changes"))
            for name in ("allowance", "offerallowance", "schoolceiling")
        ),
        migrations.RunSQL([OLD, GATHER]),
    ]
