"""The triggers that keep the listings, and the functions by which they are found: one gathers, one counts.

What stood before (a folded text and the facts in the wide row of the entry itself) is dropped by the next migration.
"""

from django.db import migrations

# One statement, one look: a register import renames and moves thousands of schools.
ENTRIES = """
CREATE FUNCTION directory_list_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM directory_listing l USING was
            WHERE l.programme_id = was.programme_id AND l.entry_id = was.id;
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
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_entries() FROM PUBLIC;
CREATE TRIGGER directory_entry_listed AFTER INSERT ON directory_entry
    REFERENCING NEW TABLE AS now_is FOR EACH STATEMENT EXECUTE FUNCTION directory_list_entries();
CREATE TRIGGER directory_entry_relisted AFTER UPDATE ON directory_entry
    REFERENCING OLD TABLE AS was NEW TABLE AS now_is FOR EACH STATEMENT EXECUTE FUNCTION directory_list_entries();
CREATE TRIGGER directory_entry_unlisted AFTER DELETE ON directory_entry
    REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION directory_list_entries()
"""

AREAS = """
CREATE FUNCTION directory_list_areas() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM directory_list(array(SELECT DISTINCT entry_id FROM was));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM directory_list(array(SELECT DISTINCT entry_id FROM now_is));
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_areas() FROM PUBLIC;
CREATE TRIGGER directory_entryarea_listed AFTER INSERT ON directory_entryarea
    REFERENCING NEW TABLE AS now_is FOR EACH STATEMENT EXECUTE FUNCTION directory_list_areas();
CREATE TRIGGER directory_entryarea_relisted AFTER UPDATE ON directory_entryarea
    REFERENCING OLD TABLE AS was NEW TABLE AS now_is FOR EACH STATEMENT EXECUTE FUNCTION directory_list_areas();
CREATE TRIGGER directory_entryarea_unlisted AFTER DELETE ON directory_entryarea
    REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION directory_list_areas()
"""

# What a listing borrows from areas, people and schools, and whether the school takes part.
BORROWED = """
CREATE FUNCTION directory_list_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM directory_list(array(
        SELECT DISTINCT x.entry_id FROM directory_entryarea x
            JOIN areas_area a ON a.programme_id = x.programme_id AND a.id = x.area_id
        WHERE x.programme_id = NEW.programme_id AND NEW.id IN (a.id, a.parent_id)));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_named() FROM PUBLIC;
CREATE TRIGGER directory_area_relists AFTER UPDATE OF code, name, synonyms, parent_id ON areas_area
    FOR EACH ROW WHEN ((OLD.code, OLD.name, OLD.synonyms, OLD.parent_id)
        IS DISTINCT FROM (NEW.code, NEW.name, NEW.synonyms, NEW.parent_id))
    EXECUTE FUNCTION directory_list_named();
CREATE FUNCTION directory_list_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM directory_list(array(
        SELECT e.id FROM directory_entry e
        WHERE e.programme_id = NEW.programme_id AND e.person_id = NEW.id AND e.status = 'listed'));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_person() FROM PUBLIC;
CREATE TRIGGER directory_person_relists AFTER UPDATE OF name ON people_person
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION directory_list_person();
CREATE FUNCTION directory_list_schools() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM directory_list(array(
        SELECT e.id FROM was JOIN now_is n USING (id) JOIN directory_entry e ON e.organisation_id = n.id
        WHERE e.status = 'listed'
            AND (was.name, was.town, was.easting, was.northing, was.pupils, was.fsm_percent, was.sen_percent,
                    was.religious_character, was.phases)
                IS DISTINCT FROM (n.name, n.town, n.easting, n.northing, n.pupils, n.fsm_percent, n.sen_percent,
                    n.religious_character, n.phases)));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_schools() FROM PUBLIC;
CREATE TRIGGER directory_school_relists AFTER UPDATE ON organisations_organisation
    REFERENCING OLD TABLE AS was NEW TABLE AS now_is FOR EACH STATEMENT EXECUTE FUNCTION directory_list_schools();
CREATE FUNCTION directory_list_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM directory_list(array(
        SELECT e.id FROM directory_entry e
        WHERE e.programme_id = coalesce(NEW.programme_id, OLD.programme_id)
            AND e.organisation_id IN (NEW.organisation_id, OLD.organisation_id) AND e.status = 'listed'));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_list_member() FROM PUBLIC;
CREATE TRIGGER directory_member_comes_left AFTER INSERT ON organisations_member
    FOR EACH ROW WHEN (NEW.status = 'left') EXECUTE FUNCTION directory_list_member();
CREATE TRIGGER directory_member_leaves AFTER UPDATE ON organisations_member
    FOR EACH ROW WHEN (OLD.organisation_id <> NEW.organisation_id OR (OLD.status = 'left') <> (NEW.status = 'left'))
    EXECUTE FUNCTION directory_list_member();
CREATE TRIGGER directory_member_is_gone AFTER DELETE ON organisations_member
    FOR EACH ROW WHEN (OLD.status = 'left') EXECUTE FUNCTION directory_list_member()
"""

# One row for the suggested areas (place 0) and one for each word: the facts of whom they find. With nothing asked one
# row of everybody. A word is looked for by its stem and as it is. Whoever is found has one of `one` and one of `other`, where they are given. Below nought stand
# whose places are all promised in the half-term that begins on `now_on` (-1) and on `next_on` (-2), and the schools
# that take no promises (-3). The plan is made once for each connection: making it takes longer than most searches.
GATHER = """
CREATE FUNCTION directory_gather(
    words text[], suggested integer[], one integer[], other integer[], is_hidden_seen boolean, now_on date, next_on date
) RETURNS TABLE (place integer, facts bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
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
        place := n;
        IF about IS NULL THEN
            SELECT string_agg(l.facts, ''::bytea) INTO facts FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen);
            RETURN NEXT;
        ELSIF about <> '{}' THEN
            SELECT string_agg(l.facts, ''::bytea) INTO facts FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen) AND l.tokens && about
                AND l.tokens && coalesce(one, about) AND l.tokens && coalesce(other, about);
            RETURN NEXT;
        END IF;
    END LOOP;
    FOREACH place IN ARRAY ARRAY[-1, -2] LOOP
        SELECT string_agg(uuid_send(who), ''::bytea) INTO facts FROM (
            SELECT a.person_id FROM directory_allowance a
            WHERE a.programme_id = mine AND a.period_starts_on = CASE place WHEN -1 THEN now_on ELSE next_on END
                AND a.places_promised >= a.places_limit
            UNION ALL SELECT a.entry_id FROM directory_offerallowance a
            WHERE a.programme_id = mine AND a.period_starts_on = CASE place WHEN -1 THEN now_on ELSE next_on END
                AND a.places_promised >= a.places_limit
        ) full_up (who);
        RETURN NEXT;
    END LOOP;
    place := -3;
    SELECT string_agg(uuid_send(s.organisation_id), ''::bytea) INTO facts
    FROM directory_schoolceiling s WHERE s.programme_id = mine AND s.is_stopped;
    RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION directory_gather(text[], integer[], integer[], integer[], boolean, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_gather(text[], integer[], integer[], integer[], boolean, date, date)
    TO linkage_rights
"""

# How many have any of the words or tokens and, where they are given, one of `one`; with nothing asked everybody counts.
COUNT = """
CREATE FUNCTION directory_count(words text[], suggested integer[], one integer[], is_hidden_seen boolean)
RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    mine uuid := nullif(current_setting('linkage.programme_id', true), '')::uuid;
    about integer[] := suggested;
BEGIN
    FOR n IN 1 .. cardinality(words) LOOP
        about := about || directory_tokens(
            tsvector_to_array(to_tsvector('english', words[n]) || to_tsvector('simple', words[n])));
    END LOOP;
    IF words = '{}' AND suggested = '{}' THEN
        about := one;
    END IF;
    IF about IS NULL THEN
        RETURN (SELECT count(*) FROM directory_listing l
            WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen));
    END IF;
    RETURN (SELECT count(*) FROM directory_listing l
        WHERE l.programme_id = mine AND (l.is_for_everybody OR is_hidden_seen)
            AND l.tokens && about AND l.tokens && coalesce(one, about));
END $$;
REVOKE EXECUTE ON FUNCTION directory_count(text[], integer[], integer[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_count(text[], integer[], integer[], boolean) TO linkage_rights
"""

# squawk-ignore comments: only what this migration replaces ever called them.
OLD = """
DROP TRIGGER directory_school_folds ON organisations_organisation;
DROP TRIGGER directory_person_folds ON people_person;
DROP TRIGGER directory_area_folds ON areas_area;
DROP TRIGGER directory_entryarea_folds ON directory_entryarea;
DROP TRIGGER directory_entry_folds ON directory_entry
"""
FUNCTIONS = (
    "directory_fold_schools()",
    "directory_fold_person()",
    "directory_fold_named()",
    "directory_fold_areas()",
    "directory_fold_entry()",
    "directory_folded(uuid, uuid, uuid, uuid, text, text, text[], text[], text)",
    "directory_facts(uuid, uuid, uuid, text, text[], text[], integer)",
    "directory_gather(text[], text[], text[], text[], text[], text[], text[], boolean, date, date)",
    "directory_narrowing(text[], text[], text[], text[], boolean)",
    "directory_search(text[], text[], text[], text[], text[], text[], text[])",
    "directory_query(text[], text[], text[], text[], text[], text[], text[])",
    "directory_tokens(text, text[])",
    "directory_words(text[])",
)
FILL = "SELECT directory_list(array(SELECT id FROM directory_entry WHERE status = 'listed'))"


class Migration(migrations.Migration):
    # Nobody goes back past offers that schools have made (0008).
    dependencies = [("directory", "0014_listings"), ("organisations", "0005_needs_and_languages")]
    operations = [
        migrations.RunSQL(OLD),
        migrations.RunSQL([
            f"-- Only what is dropped here called it.\n-- squawk-ignore ban-drop-function\nDROP FUNCTION {each}"
            for each in FUNCTIONS
        ]),
        migrations.RunSQL([ENTRIES, AREAS, BORROWED, GATHER, COUNT]),
        migrations.RunSQL(FILL),
    ]
