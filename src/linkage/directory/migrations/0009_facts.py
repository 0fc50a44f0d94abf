"""The facts by which people are narrowed, counted and put in order, in a row of bytes of fixed width beside the index.

Counting a choice needs all whom the words find. Joined from eight tables that takes a hundred times as long as handing
the bytes over as they lie; `directory.queries.facts` reads them, and says which byte means what.
"""

from django.db import migrations, models

# What stands for a code or a name in the facts: the first four bytes of its digest.
CODE = """
CREATE FUNCTION directory_code(named text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT decode(substr(md5($1), 1, 8), 'hex')
$$;
REVOKE EXECUTE ON FUNCTION directory_code(text) FROM PUBLIC;
CREATE FUNCTION directory_bits(held text[], known text[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT coalesce(sum(1 << (n - 1)::integer), 0)::integer
    FROM unnest($2) WITH ORDINALITY k (value, n) WHERE value = ANY ($1)
$$;
REVOKE EXECUTE ON FUNCTION directory_bits(text[], text[]) FROM PUBLIC
"""

FACTS = """
CREATE FUNCTION directory_facts(
    of_programme uuid, of_entry uuid, of_organisation uuid, named text, phases text[], ways text[], others integer
) RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH held AS (
        SELECT string_agg(code, ''::bytea) AS codes, count(*) AS number FROM (
            SELECT directory_code(a.code) AS code
            FROM directory_entryarea x JOIN areas_area a ON a.programme_id = x.programme_id AND a.id = x.area_id
            WHERE x.programme_id = $1 AND x.entry_id = $2 ORDER BY a.code LIMIT 6
        ) kept
    ), stages AS (
        SELECT ARRAY['nursery', 'primary', 'secondary', 'sixteen_plus', 'special', 'alternative'] AS known
    )
    SELECT uuid_send($2)
        || substring(convert_to(rpad(left(directory_plain(coalesce($4, '')), 12), 12), 'UTF8') FROM 1 FOR 12)
        || int4send(coalesce(o.easting, -1)) || int4send(coalesce(o.northing, -1)) || int4send(coalesce(o.pupils, -1))
        || int2send(coalesce(round(o.fsm_percent * 10), -1)::smallint)
        || int2send(coalesce(round(o.sen_percent * 10), -1)::smallint)
        || CASE WHEN o.religious_character IN ('', 'Does not apply', 'None') THEN '\\x00000000'::bytea
            ELSE directory_code(o.religious_character) END
        || substring(uuid_send($3) FROM 9 FOR 8)
        || int4send(directory_bits($5, stages.known)
            | (directory_bits($6, ARRAY[
                'call', 'visit_us', 'visit_you', 'coaching', 'moderation', 'resources', 'training']) << 8)
            | (directory_bits(o.phases::text[], stages.known) << 16)
            | $7)
        || coalesce(held.codes, ''::bytea) || decode(repeat('00000000', 6 - held.number::integer), 'hex')
    FROM organisations_organisation o, held, stages WHERE o.id = $3
$$;
REVOKE EXECUTE ON FUNCTION directory_facts(uuid, uuid, uuid, text, text[], text[], integer) FROM PUBLIC
"""

FOLD = """
CREATE OR REPLACE FUNCTION directory_fold_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    NEW.folded := directory_folded(
        NEW.programme_id, NEW.id, NEW.organisation_id, CASE WHEN NEW.kind = 'person' THEN NEW.person_id END,
        NEW.title || ' ' || NEW.job_title, NEW.words, NEW.phases::text[], NEW.ways::text[], NEW.visibility)
        || array_to_tsvector(array['kind:' || NEW.kind] || CASE WHEN NEW.is_online THEN array['online:yes'] END);
    NEW.facts := directory_facts(
        NEW.programme_id, NEW.id, NEW.organisation_id,
        CASE WHEN NEW.kind = 'person' THEN (
            SELECT p.name FROM people_person p WHERE p.programme_id = NEW.programme_id AND p.id = NEW.person_id
        ) ELSE NEW.title END,
        NEW.phases::text[], NEW.ways::text[],
        (directory_bits(ARRAY[NEW.kind], ARRAY['person', 'strength', 'hub', 'partner']) << 24)
        | (NEW.is_online::integer << 15)
        | (directory_bits(ARRAY[NEW.price], ARRAY['free', 'cost', 'agreed']) << 28));
    RETURN NEW;
END $$;
DROP TRIGGER directory_entry_folds ON directory_entry;
CREATE TRIGGER directory_entry_folds BEFORE INSERT
    OR UPDATE OF organisation_id, person_id, kind, title, job_title, words, phases, ways, visibility, is_online, price,
        folded
    ON directory_entry FOR EACH ROW EXECUTE FUNCTION directory_fold_entry()
"""

SCHOOLS = """
CREATE OR REPLACE FUNCTION directory_fold_schools() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE directory_entry e SET folded = NULL FROM was JOIN now_is USING (id)
        WHERE e.organisation_id = was.id
            AND (was.name, was.town, was.easting, was.northing, was.pupils, was.fsm_percent, was.sen_percent,
                    was.religious_character, was.phases)
                IS DISTINCT FROM (now_is.name, now_is.town, now_is.easting, now_is.northing, now_is.pupils,
                    now_is.fsm_percent, now_is.sen_percent, now_is.religious_character, now_is.phases);
    RETURN NULL;
END $$
"""

# With `is_strict` everything chosen must fit. Without, all but one group of choices may: who misses two of them counts
# for no choice, and need not be read.
NARROWING = """
CREATE FUNCTION directory_narrowing(
    areas text[], phases text[], ways text[], squares text[], is_strict boolean
) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
DECLARE
    chosen tsquery[] := array_remove(ARRAY[
        directory_tokens('area', areas), directory_tokens('phase', phases), directory_tokens('way', ways),
        directory_tokens('square', squares)], NULL);
    others tsquery;
    made tsquery;
BEGIN
    FOR left_out IN CASE WHEN is_strict THEN 0 ELSE 1 END .. CASE WHEN is_strict THEN 0 ELSE cardinality(chosen) END LOOP
        others := NULL;
        FOR n IN 1 .. cardinality(chosen) LOOP
            IF n <> left_out THEN
                others := coalesce(others && chosen[n], chosen[n]);
            END IF;
        END LOOP;
        made := coalesce(made || others, others);
    END LOOP;
    RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION directory_narrowing(text[], text[], text[], text[], boolean) FROM PUBLIC
"""

# One row for the suggested areas (place 0) and one for each word: the facts of whom they find, and beside them one byte
# each for whether they have room (1 in the half-term that begins on `now_on`, 2 in the one from `next_on`). With nothing
# asked there is one row, of everybody.
GATHER = """
CREATE FUNCTION directory_gather(
    words text[], suggested text[], areas text[], phases text[], ways text[], squares text[], seen text[],
    is_strict boolean, now_on date, next_on date
) RETURNS TABLE (place integer, facts bytea, room bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH terms AS MATERIALIZED (
        SELECT asked.place, coalesce(about && narrowing, about, narrowing, directory_tokens('seen', $7)) AS query
        FROM (
            SELECT 0 AS place, directory_tokens('area', $2) AS about
            UNION ALL SELECT n::integer, directory_words(ARRAY[w]) FROM unnest($1) WITH ORDINALITY t (w, n)
        ) asked, directory_narrowing($3, $4, $5, $6, $8) narrowing
        WHERE about IS NOT NULL OR $1 = '{}' AND $2 = '{}'
    )
    SELECT terms.place, found.facts, found.room FROM terms CROSS JOIN LATERAL (
        SELECT string_agg(e.facts, ''::bytea) AS facts, string_agg(set_byte('\\x00'::bytea, 0, CASE
            WHEN e.places = 0 OR e.stopped_at IS NOT NULL OR e.organisation_id IN (
                SELECT s.organisation_id FROM directory_schoolceiling s
                WHERE s.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid AND s.is_stopped
            ) THEN 0
            WHEN e.kind = 'person' THEN 3
                - (e.person_id IN (
                    SELECT a.person_id FROM directory_allowance a
                    WHERE a.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
                        AND a.period_starts_on = $9 AND a.places_promised >= a.places_limit
                ))::integer - 2 * (e.person_id IN (
                    SELECT a.person_id FROM directory_allowance a
                    WHERE a.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
                        AND a.period_starts_on = $10 AND a.places_promised >= a.places_limit
                ))::integer
            ELSE 3
                - (e.id IN (
                    SELECT a.entry_id FROM directory_offerallowance a
                    WHERE a.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
                        AND a.period_starts_on = $9 AND a.places_promised >= a.places_limit
                ))::integer - 2 * (e.id IN (
                    SELECT a.entry_id FROM directory_offerallowance a
                    WHERE a.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
                        AND a.period_starts_on = $10 AND a.places_promised >= a.places_limit
                ))::integer
            END), ''::bytea) AS room
        FROM directory_entry e
        WHERE e.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
            AND e.status = 'listed'
            AND e.folded @@ terms.query
            AND e.visibility = ANY ($7)
            AND e.organisation_id NOT IN (
                SELECT m.organisation_id FROM organisations_member m
                WHERE m.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
                    AND m.status = 'left'
            )
    ) found
$$;
REVOKE EXECUTE ON FUNCTION directory_gather(
    text[], text[], text[], text[], text[], text[], text[], boolean, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_gather(
    text[], text[], text[], text[], text[], text[], text[], boolean, date, date) TO linkage_rights
"""


class Migration(migrations.Migration):
    # What stood before is in 0003 and 0008; nobody goes back past offers that schools have made.
    dependencies = [
        ("directory", "0008_ledger_and_words_of_offers"),
        ("organisations", "0005_needs_and_languages"),
    ]
    operations = [
        migrations.AddField("entry", "facts", models.BinaryField(editable=False, null=True)),
        migrations.RunSQL([CODE, FACTS, FOLD, SCHOOLS, NARROWING, GATHER]),
        # The trigger writes the facts of those who are listed already.
        migrations.RunSQL("UPDATE directory_entry SET folded = NULL"),
    ]
