"""One folded index for the directory, the triggers that keep it, and the one function that reads it.

Under row-level security `@@` may not use an index, as it is not leakproof. So the search is a function of the owner of
the tables that names the programme itself and gives back ids and rank; the caller joins them under its own policy.
"""

from django.db import migrations

# Lower case, no accents, no apostrophes: the same as linkage.search.folding makes of what is typed.
PLAIN = """
CREATE FUNCTION directory_plain(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT regexp_replace(normalize(lower(translate($1, '''‘’', '')), NFKD), '[\u0300-\u036f]', '', 'g')
$$;
REVOKE EXECUTE ON FUNCTION directory_plain(text) FROM PUBLIC
"""

# Names of areas weigh most, the person's own words and job title next, names and places least. Areas, stages, ways,
# the map square of ten kilometres and who may see the entry stand beside the words as tokens ("phase:primary").
FOLDED = """
CREATE FUNCTION directory_folded(
    of_programme uuid, of_entry uuid, of_organisation uuid, of_person uuid,
    title text, words text, phases text[], ways text[], seen text
) RETURNS tsvector LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH held AS (
        SELECT a.code, a.name || ' ' || array_to_string(a.synonyms, ' ') AS named
        FROM directory_entryarea x JOIN areas_area a ON a.programme_id = x.programme_id AND a.id = x.area_id
        WHERE x.programme_id = $1 AND x.entry_id = $2
    ), home AS (
        SELECT o.name, o.town, o.easting, o.northing FROM organisations_organisation o WHERE o.id = $3
    )
    SELECT setweight(to_tsvector('english', directory_plain(coalesce((SELECT string_agg(named, ' ') FROM held), ''))), 'A')
        || setweight(to_tsvector('english', directory_plain(title || ' ' || words)), 'B')
        || setweight(to_tsvector('simple', directory_plain(
            coalesce((SELECT p.name FROM people_person p WHERE p.programme_id = $1 AND p.id = $4), '')
            || ' ' || coalesce((SELECT name || ' ' || town FROM home), ''))), 'C')
        || array_to_tsvector(
            coalesce((SELECT array_agg('area:' || code) FROM held), '{}')
            || coalesce((SELECT array_agg('phase:' || t) FROM unnest(phases) t), '{}')
            || coalesce((SELECT array_agg('way:' || t) FROM unnest(ways) t), '{}')
            || coalesce((SELECT array['square:' || easting / 10000 || ':' || northing / 10000] FROM home
                         WHERE easting IS NOT NULL AND northing IS NOT NULL), '{}')
            || array['seen:' || seen])
$$;
REVOKE EXECUTE ON FUNCTION directory_folded(uuid, uuid, uuid, uuid, text, text, text[], text[], text) FROM PUBLIC
"""

KEEP = """
CREATE FUNCTION directory_fold_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    NEW.folded := directory_folded(
        NEW.programme_id, NEW.id, NEW.organisation_id, NEW.person_id, NEW.job_title, NEW.words,
        NEW.phases::text[], NEW.ways::text[], NEW.visibility);
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION directory_fold_entry() FROM PUBLIC;
CREATE TRIGGER directory_entry_folds BEFORE INSERT
    OR UPDATE OF organisation_id, person_id, job_title, words, phases, ways, visibility, folded
    ON directory_entry FOR EACH ROW EXECUTE FUNCTION directory_fold_entry();
CREATE FUNCTION directory_fold_areas() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE directory_entry e SET folded = NULL WHERE e.programme_id = OLD.programme_id AND e.id = OLD.entry_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE directory_entry e SET folded = NULL WHERE e.programme_id = NEW.programme_id AND e.id = NEW.entry_id;
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_fold_areas() FROM PUBLIC;
CREATE TRIGGER directory_entryarea_folds AFTER INSERT OR UPDATE OR DELETE
    ON directory_entryarea FOR EACH ROW EXECUTE FUNCTION directory_fold_areas()
"""

# What an entry's words borrow from other tables. A register import renames and moves schools: one statement, one look.
BORROWED = """
CREATE FUNCTION directory_fold_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE directory_entry e SET folded = NULL FROM directory_entryarea x
        WHERE x.programme_id = NEW.programme_id AND x.area_id = NEW.id
            AND e.programme_id = x.programme_id AND e.id = x.entry_id;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_fold_named() FROM PUBLIC;
CREATE TRIGGER directory_area_folds AFTER UPDATE OF code, name, synonyms
    ON areas_area FOR EACH ROW EXECUTE FUNCTION directory_fold_named();
CREATE FUNCTION directory_fold_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE directory_entry e SET folded = NULL WHERE e.programme_id = NEW.programme_id AND e.person_id = NEW.id;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_fold_person() FROM PUBLIC;
CREATE TRIGGER directory_person_folds AFTER UPDATE OF name
    ON people_person FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION directory_fold_person();
CREATE FUNCTION directory_fold_schools() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE directory_entry e SET folded = NULL FROM was JOIN now_is USING (id)
        WHERE e.organisation_id = was.id
            AND (was.name, was.town, was.easting, was.northing)
                IS DISTINCT FROM (now_is.name, now_is.town, now_is.easting, now_is.northing);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_fold_schools() FROM PUBLIC;
CREATE TRIGGER directory_school_folds AFTER UPDATE ON organisations_organisation
    REFERENCING OLD TABLE AS was NEW TABLE AS now_is
    FOR EACH STATEMENT EXECUTE FUNCTION directory_fold_schools()
"""

# Any of the words or suggested areas, and one of each group that narrows; an empty group narrows nothing.
QUERY = """
CREATE FUNCTION directory_words(words text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT string_agg(nullif(q::text, ''), ' | ')::tsquery FROM unnest($1) w,
        LATERAL (SELECT plainto_tsquery('english', w) UNION SELECT plainto_tsquery('simple', w)) made(q)
$$;
REVOKE EXECUTE ON FUNCTION directory_words(text[]) FROM PUBLIC;
CREATE FUNCTION directory_tokens(kind text, codes text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT string_agg('''' || replace(replace($1 || ':' || c, '\\', ''), '''', '''''') || '''', ' | ')::tsquery
    FROM unnest($2) c
$$;
REVOKE EXECUTE ON FUNCTION directory_tokens(text, text[]) FROM PUBLIC;
CREATE FUNCTION directory_query(
    words text[], suggested text[], areas text[], phases text[], ways text[], squares text[], seen text[]
) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
DECLARE
    made tsquery := directory_tokens('seen', seen);
    about tsquery := coalesce(
        directory_words(words) || directory_tokens('area', suggested),
        directory_words(words), directory_tokens('area', suggested));
    narrowing tsquery;
BEGIN
    FOREACH narrowing IN ARRAY ARRAY[
        about, directory_tokens('area', areas), directory_tokens('phase', phases),
        directory_tokens('way', ways), directory_tokens('square', squares)]
    LOOP
        made := coalesce(made && narrowing, made);
    END LOOP;
    RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION directory_query(text[], text[], text[], text[], text[], text[], text[]) FROM PUBLIC
"""

SEARCH = """
CREATE FUNCTION directory_search(
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
$$;
REVOKE EXECUTE ON FUNCTION directory_search(text[], text[], text[], text[], text[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_search(text[], text[], text[], text[], text[], text[], text[]) TO linkage_rights
"""

DROP = """
DROP FUNCTION directory_search(text[], text[], text[], text[], text[], text[], text[]);
DROP FUNCTION directory_query(text[], text[], text[], text[], text[], text[], text[]);
DROP FUNCTION directory_tokens(text, text[]);
DROP FUNCTION directory_words(text[]);
DROP TRIGGER directory_school_folds ON organisations_organisation;
DROP FUNCTION directory_fold_schools();
DROP TRIGGER directory_person_folds ON people_person;
DROP FUNCTION directory_fold_person();
DROP TRIGGER directory_area_folds ON areas_area;
DROP FUNCTION directory_fold_named();
DROP TRIGGER directory_entryarea_folds ON directory_entryarea;
DROP FUNCTION directory_fold_areas();
DROP TRIGGER directory_entry_folds ON directory_entry;
DROP FUNCTION directory_fold_entry();
DROP FUNCTION directory_folded(uuid, uuid, uuid, uuid, text, text, text[], text[], text);
DROP FUNCTION directory_plain(text)
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_capacity_ledger")]
    operations = [
        migrations.RunSQL([PLAIN, FOLDED, KEEP, BORROWED, QUERY, SEARCH], reverse_sql=DROP),
    ]
