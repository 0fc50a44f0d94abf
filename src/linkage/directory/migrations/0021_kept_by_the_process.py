"""The listings anew, for a process that keeps them and reads with each question what changed since (ADR 11).

Each row says which transaction wrote it, and who is listed no more leaves their key, so that whoever kept them learns of
it. Whom words find is told by the process: one function hands over what changed, no other reads the table.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import linkage.database.constraints

# Numbers as bytes, four each; and the facts of who is listed no more, as wide as those of anybody.
BYTES = """
CREATE FUNCTION directory_packed(numbers integer[]) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT coalesce(string_agg(int4send(n), ''::bytea), ''::bytea) FROM unnest($1) n
$$;
REVOKE EXECUTE ON FUNCTION directory_packed(integer[]) FROM PUBLIC;
CREATE FUNCTION directory_nothing() RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$ SELECT decode(repeat('00', 88), 'hex') $$;
REVOKE EXECUTE ON FUNCTION directory_nothing() FROM PUBLIC
"""

# As in 0014, but for what becomes of who is listed no more, the transaction, and tokens of words and areas alone:
# what else narrows is read from the facts.
LIST = """
CREATE OR REPLACE FUNCTION directory_list(wanted uuid[], is_locked boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    now_in bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF coalesce(cardinality(wanted), 0) = 0 THEN
        RETURN;
    END IF;
    IF NOT is_locked THEN
        PERFORM FROM directory_entry e WHERE e.id = ANY (wanted) ORDER BY e.id FOR NO KEY UPDATE;
    END IF;
    UPDATE directory_listing l SET changed_in = now_in, tokens = '', facts = directory_nothing()
        FROM directory_entry e
        WHERE e.id = ANY (wanted) AND l.programme_id = e.programme_id AND l.entry_id = e.id
            AND (e.status <> 'listed' OR EXISTS (
                SELECT FROM organisations_member m WHERE m.programme_id = e.programme_id
                    AND m.organisation_id = e.organisation_id AND m.status = 'left'));
    INSERT INTO directory_listing AS l (id, programme_id, entry_id, changed_in, tokens, facts)
    SELECT gen_random_uuid(), e.programme_id, e.id, now_in, words.packed,
        int4send(octet_length(words.packed) / 4)
            || substring(uuid_send(CASE WHEN e.kind = 'person' THEN e.person_id ELSE e.id END) FROM 9 FOR 8)
            || substring(uuid_send(e.organisation_id) FROM 9 FOR 8)
            || substring(convert_to(rpad(left(directory_plain(
                CASE WHEN e.kind = 'person' THEN p.name ELSE e.title END), 12), 12), 'UTF8') FROM 1 FOR 12)
            || int4send(coalesce(o.easting, -1)) || int4send(coalesce(o.northing, -1)) || int4send(coalesce(o.pupils, -1))
            || int2send(coalesce(round(o.fsm_percent * 10), -1)::smallint)
            || int2send(coalesce(round(o.sen_percent * 10), -1)::smallint)
            || CASE WHEN o.religious_character IN ('', 'Does not apply', 'None') THEN '\\x00000000'::bytea
                ELSE directory_code(o.religious_character) END
            || int4send(directory_bits(e.phases::text[], known.phases)
                | (directory_bits(e.ways::text[], known.ways) << 8)
                | (e.is_online::integer << 15)
                | (directory_bits(o.phases::text[], known.phases) << 16)
                | ((e.places > 0 AND e.stopped_at IS NULL)::integer << 22)
                | ((e.visibility = 'everybody')::integer << 23)
                | (directory_bits(ARRAY[e.kind], ARRAY['person', 'strength', 'hub', 'partner']) << 24)
                | (directory_bits(ARRAY[e.price], ARRAY['free', 'cost', 'agreed']) << 28))
            || coalesce(held.codes, ''::bytea) || decode(repeat('00000000', 8 - held.number), 'hex')
    FROM directory_entry e
        JOIN people_person p ON p.programme_id = e.programme_id AND p.id = e.person_id
        JOIN organisations_organisation o ON o.id = e.organisation_id
        CROSS JOIN LATERAL (
            SELECT string_agg(a.named, ' ') AS named, coalesce(array_agg('area:' || a.code), '{}') AS tokens,
                string_agg(directory_code(a.code), ''::bytea ORDER BY a.code) FILTER (WHERE a.place <= 8) AS codes,
                least(count(*), 8)::integer AS number
            FROM (
                SELECT a.code, string_agg(a.named, ' ') AS named, row_number() OVER (ORDER BY a.code) AS place
                FROM (
                    SELECT a.code, a.name || ' ' || array_to_string(a.synonyms, ' ') AS named
                    FROM directory_entryarea x
                        JOIN areas_area a ON a.programme_id = x.programme_id AND a.id = x.area_id
                    WHERE x.programme_id = e.programme_id AND x.entry_id = e.id
                    UNION ALL SELECT above.code, NULL
                    FROM directory_entryarea x
                        JOIN areas_area a ON a.programme_id = x.programme_id AND a.id = x.area_id
                        JOIN areas_area above ON above.programme_id = a.programme_id AND above.id = a.parent_id
                    WHERE x.programme_id = e.programme_id AND x.entry_id = e.id
                ) a GROUP BY a.code
            ) a
        ) held
        CROSS JOIN LATERAL (
            SELECT directory_packed(directory_tokens(
                tsvector_to_array(
                    to_tsvector('english', directory_plain(
                        concat_ws(' ', held.named, e.title, e.job_title, e.words)))
                    || to_tsvector('simple', directory_plain(
                        concat_ws(' ', CASE WHEN e.kind = 'person' THEN p.name END, o.name, o.town))))
                || held.tokens)) AS packed
            OFFSET 0  -- or it would be made again for each use
        ) words
        CROSS JOIN (
            SELECT ARRAY['nursery', 'primary', 'secondary', 'sixteen_plus', 'special', 'alternative'] AS phases, ARRAY[
                'call', 'visit_us', 'visit_you', 'coaching', 'moderation', 'resources', 'training'] AS ways
        ) known
    WHERE e.id = ANY (wanted) AND e.status = 'listed' AND NOT EXISTS (
        SELECT FROM organisations_member m WHERE m.programme_id = e.programme_id
            AND m.organisation_id = e.organisation_id AND m.status = 'left')
    ON CONFLICT (programme_id, entry_id) DO UPDATE
        SET changed_in = excluded.changed_in, tokens = excluded.tokens, facts = excluded.facts;
END $$
"""

# As in 0015, but for what becomes of an entry that is deleted.
ENTRIES = """
CREATE OR REPLACE FUNCTION directory_list_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    now_in bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE directory_listing l SET changed_in = now_in, tokens = '', facts = directory_nothing()
            FROM was WHERE l.programme_id = was.programme_id AND l.entry_id = was.id;
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM directory_list(array(SELECT id FROM now_is WHERE status = 'listed'), is_locked => true);
    ELSE
        PERFORM directory_list(array(
            SELECT id FROM was JOIN now_is USING (id)
            WHERE (was.status = 'listed' OR now_is.status = 'listed')
                AND (was.status, was.organisation_id, was.person_id, was.kind, was.title, was.job_title, was.words,
                        was.phases, was.ways, was.places > 0, was.visibility, was.is_online, was.price,
                        was.stopped_at IS NULL)
                    IS DISTINCT FROM (now_is.status, now_is.organisation_id, now_is.person_id, now_is.kind,
                        now_is.title, now_is.job_title, now_is.words, now_is.phases, now_is.ways, now_is.places > 0,
                        now_is.visibility, now_is.is_online, now_is.price, now_is.stopped_at IS NULL)),
            is_locked => true);
    END IF;
    RETURN NULL;
END $$
"""

# What was written by transactions from `since` on (place 0), the tokens of each word (1 and on; by its stem and as it
# is), and below nought whose places are all promised in the half-term that begins on `now_on` (-1) and on `next_on`
# (-2), the schools that take no promises (-3), and which transactions have ended (-4). To whoever has written something
# themselves that is not told: what they changed hides what was. The plan is made once for each connection: making it
# takes longer than most searches.
GATHER = """
CREATE FUNCTION directory_gather(words text[], since bigint, now_on date, next_on date)
RETURNS TABLE (place integer, told bytea, tokens bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
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
    RETURN QUERY SELECT -4, CASE WHEN pg_current_xact_id_if_assigned() IS NULL
        THEN convert_to(pg_current_snapshot()::text, 'UTF8') END, NULL::bytea;
END $$;
REVOKE EXECUTE ON FUNCTION directory_gather(text[], bigint, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_gather(text[], bigint, date, date) TO linkage_rights
"""

READ_ONLY = "REVOKE INSERT, UPDATE, DELETE ON directory_listing FROM linkage_rights"
FILL = "SELECT directory_list(array(SELECT id FROM directory_entry WHERE status = 'listed'))"
# Only what is replaced here reads them; what the table holds is made of the entries, and made anew.
OLD = """
-- squawk-ignore ban-drop-function
DROP FUNCTION directory_gather(text[], integer[], integer[], integer[], boolean, date, date);
-- squawk-ignore ban-drop-function
DROP FUNCTION directory_count(text[], integer[], integer[], boolean);
-- squawk-ignore ban-drop-sequence
DROP SEQUENCE directory_listing_number;
-- squawk-ignore ban-drop-table
DROP TABLE directory_listing
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0020_one_statement_a_condition"), ("programmes", "0006_how_often_entries_are_confirmed")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(OLD)], state_operations=[migrations.DeleteModel("Listing")]
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField()),
                ("changed_in", models.BigIntegerField()),
                ("tokens", models.BinaryField()),
                ("facts", models.BinaryField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "changed_in"], name="directory_listing_changed")],
                "constraints": [
                    linkage.database.constraints.RowLevelSecurity(name="directory_listing_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="directory_listing_own_id"),
                    models.UniqueConstraint(fields=("programme", "entry_id"), name="directory_listing_once"),
                ],
            },
        ),
        migrations.RunSQL([BYTES, LIST, ENTRIES, GATHER, READ_ONLY, FILL]),
    ]
