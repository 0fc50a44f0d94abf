"""What the search reads of an entry, in a narrow row of its own, and the triggers that keep it.

A word finds thousands, and each of them lay on a page of its own among the wide entries. Under row-level security `&&`
may not use an index, as it is not leakproof: the functions of the next migration run as the owner and name the
programme themselves.
"""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import linkage.database.constraints

# What stands for a word, a code or a map square: the first four bytes of its digest, as a number.
TOKEN = """
CREATE FUNCTION directory_tokens(named text[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT coalesce(array_agg(DISTINCT ('x' || left(md5(t), 8))::bit(32)::integer), '{}') FROM unnest($1) t
$$;
REVOKE EXECUTE ON FUNCTION directory_tokens(text[]) FROM PUBLIC
"""

# Writes the listings of some entries anew: of those that are listed, at a school that has not left. An entry that
# somebody else is changing is waited for first; the next statement then sees what they changed. Beside a finer area
# stands the one above it, whose words find nobody by it, but which does.
KEEP = """
CREATE SEQUENCE directory_listing_number;
REVOKE ALL ON SEQUENCE directory_listing_number FROM linkage_rights;
CREATE FUNCTION directory_list(wanted uuid[], is_locked boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF coalesce(cardinality(wanted), 0) = 0 THEN
        RETURN;
    END IF;
    IF NOT is_locked THEN
        PERFORM FROM directory_entry e WHERE e.id = ANY (wanted) ORDER BY e.id FOR NO KEY UPDATE;
    END IF;
    DELETE FROM directory_listing l USING directory_entry e
        WHERE e.id = ANY (wanted) AND l.programme_id = e.programme_id AND l.entry_id = e.id
            AND (e.status <> 'listed' OR EXISTS (
                SELECT FROM organisations_member m WHERE m.programme_id = e.programme_id
                    AND m.organisation_id = e.organisation_id AND m.status = 'left'));
    INSERT INTO directory_listing AS l (id, programme_id, entry_id, is_for_everybody, tokens, facts)
    SELECT gen_random_uuid(), e.programme_id, e.id, e.visibility = 'everybody',
        directory_tokens(
            tsvector_to_array(
                to_tsvector('english', directory_plain(
                    concat_ws(' ', held.named, e.title, e.job_title, e.words)))
                || to_tsvector('simple', directory_plain(
                    concat_ws(' ', CASE WHEN e.kind = 'person' THEN p.name END, o.name, o.town))))
            || held.tokens
            || array['kind:' || e.kind]
            || array(SELECT 'phase:' || t FROM unnest(e.phases) t)
            || array(SELECT 'way:' || t FROM unnest(e.ways) t)
            || CASE WHEN e.is_online THEN array['online:yes'] END
            || CASE WHEN o.easting IS NOT NULL AND o.northing IS NOT NULL THEN array[
                'square:' || o.easting / 10000 || ':' || o.northing / 10000,
                'region:' || o.easting / 50000 || ':' || o.northing / 50000] END),
        uuid_send(e.id)
            || int8send(nextval('directory_listing_number'))
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
        CROSS JOIN (
            SELECT ARRAY['nursery', 'primary', 'secondary', 'sixteen_plus', 'special', 'alternative'] AS phases, ARRAY[
                'call', 'visit_us', 'visit_you', 'coaching', 'moderation', 'resources', 'training'] AS ways
        ) known
    WHERE e.id = ANY (wanted) AND e.status = 'listed' AND NOT EXISTS (
        SELECT FROM organisations_member m WHERE m.programme_id = e.programme_id
            AND m.organisation_id = e.organisation_id AND m.status = 'left')
    ON CONFLICT (programme_id, entry_id) DO UPDATE
        SET is_for_everybody = excluded.is_for_everybody, tokens = excluded.tokens, facts = excluded.facts;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list(uuid[], boolean) FROM PUBLIC
"""

READ_ONLY = "REVOKE INSERT, UPDATE, DELETE ON directory_listing FROM linkage_rights"


DROP = """
DROP FUNCTION directory_list(uuid[], boolean);
DROP SEQUENCE directory_listing_number;
DROP FUNCTION directory_tokens(text[])
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_needs_and_drives"), ("programmes", "0003_words_when_a_school_asks")]
    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("is_for_everybody", models.BooleanField()),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                ("facts", models.BinaryField()),
                (
                    "entry",
                    linkage.database.constraints.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.entry",
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
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["tokens"], name="directory_listing_tokens")
                ],
                "constraints": [
                    linkage.database.constraints.RowLevelSecurity(name="directory_listing_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="directory_listing_own_id"),
                    linkage.database.constraints.SameProgramme(field="entry", name="directory_listing_same_entry"),
                    models.UniqueConstraint(fields=("programme", "entry"), name="directory_listing_once"),
                ],
            },
        ),
        # The triggers of the next migration begin with all who are listed.
        migrations.RunSQL([TOKEN, KEEP, READ_ONLY], reverse_sql=DROP),
    ]
