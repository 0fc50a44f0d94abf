"""The ledger counts itself: triggers keep what is promised, CHECK constraints are the limits.

`directory_count_commitment` runs as the owner of the tables, so it names the programme in every statement. Locks are
taken in one order (entries, ceiling, allowance, school's allowance), the same as an edit of an entry takes them.
"""

from django.db import migrations

OPEN = """
CREATE FUNCTION directory_open_allowance(
    of_programme uuid, of_person uuid, of_organisation uuid, of_period date, but_commitment uuid
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    -- A change of the offer holds these rows: wait for it, then read what it left.
    PERFORM 1 FROM directory_entry e
        WHERE e.programme_id = of_programme AND e.person_id = of_person FOR SHARE;
    INSERT INTO directory_allowance
        (id, programme_id, person_id, period_starts_on, places_limit, days_limit, places_promised, days_promised)
    SELECT gen_random_uuid(), of_programme, of_person, of_period,
        greatest(offer.places, promised.places), greatest(offer.days, promised.days),
        promised.places, promised.days
    FROM (
        SELECT coalesce(sum(e.places), 0) AS places, coalesce(sum(e.days), 0) AS days FROM directory_entry e
        WHERE e.programme_id = of_programme AND e.person_id = of_person
            AND e.status IN ('listed', 'paused', 'lapsed')
    ) offer, (
        SELECT coalesce(sum(c.places), 0) AS places, coalesce(sum(c.days), 0) AS days FROM directory_commitment c
        WHERE c.programme_id = of_programme AND c.person_id = of_person AND c.period_starts_on = of_period
            AND c.released_at IS NULL AND c.id <> but_commitment
    ) promised
    ON CONFLICT (programme_id, person_id, period_starts_on) DO NOTHING;
    PERFORM 1 FROM directory_schoolceiling s
        WHERE s.programme_id = of_programme AND s.organisation_id = of_organisation FOR SHARE;
    INSERT INTO directory_schoolallowance
        (id, programme_id, organisation_id, period_starts_on, days_limit, days_promised)
    SELECT gen_random_uuid(), of_programme, of_organisation, of_period,
        CASE WHEN ceiling.days IS NULL THEN NULL ELSE greatest(ceiling.days, promised.days) END, promised.days
    FROM (
        SELECT (
            SELECT s.days_limit FROM directory_schoolceiling s
            WHERE s.programme_id = of_programme AND s.organisation_id = of_organisation
        ) AS days
    ) ceiling, (
        SELECT coalesce(sum(c.days), 0) AS days FROM directory_commitment c
        WHERE c.programme_id = of_programme AND c.organisation_id = of_organisation
            AND c.period_starts_on = of_period AND c.released_at IS NULL AND c.id <> but_commitment
    ) promised
    ON CONFLICT (programme_id, organisation_id, period_starts_on) DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION directory_open_allowance(uuid, uuid, uuid, date, uuid) FROM PUBLIC
"""

COUNT = """
CREATE FUNCTION directory_count_commitment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN
        UPDATE directory_allowance a
            SET places_promised = a.places_promised - OLD.places, days_promised = a.days_promised - OLD.days
            WHERE a.programme_id = OLD.programme_id AND a.person_id = OLD.person_id
                AND a.period_starts_on = OLD.period_starts_on;
        UPDATE directory_schoolallowance a SET days_promised = a.days_promised - OLD.days
            WHERE a.programme_id = OLD.programme_id AND a.organisation_id = OLD.organisation_id
                AND a.period_starts_on = OLD.period_starts_on;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
        PERFORM directory_open_allowance(
            NEW.programme_id, NEW.person_id, NEW.organisation_id, NEW.period_starts_on, NEW.id);
        IF EXISTS (
            SELECT 1 FROM directory_schoolceiling s
            WHERE s.programme_id = NEW.programme_id AND s.organisation_id = NEW.organisation_id AND s.is_stopped
        ) THEN
            RAISE EXCEPTION 'the school takes no new promises'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'directory_schoolceiling_stopped';
        END IF;
        UPDATE directory_allowance a
            SET places_promised = a.places_promised + NEW.places, days_promised = a.days_promised + NEW.days
            WHERE a.programme_id = NEW.programme_id AND a.person_id = NEW.person_id
                AND a.period_starts_on = NEW.period_starts_on;
        UPDATE directory_schoolallowance a SET days_promised = a.days_promised + NEW.days
            WHERE a.programme_id = NEW.programme_id AND a.organisation_id = NEW.organisation_id
                AND a.period_starts_on = NEW.period_starts_on;
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_count_commitment() FROM PUBLIC;
CREATE TRIGGER directory_commitment_counted AFTER INSERT OR DELETE
    OR UPDATE OF programme_id, person_id, organisation_id, period_starts_on, places, days, released_at
    ON directory_commitment FOR EACH ROW EXECUTE FUNCTION directory_count_commitment()
"""

# What is promised is the ledger's to say: a statement of its own that touches it is a mistake, and refused.
ONLY_BY_LEDGER = """
CREATE FUNCTION directory_promised_by_hand() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'what is promised is counted by directory_commitment and never written'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'directory_allowance_by_ledger';
END $$;
REVOKE EXECUTE ON FUNCTION directory_promised_by_hand() FROM PUBLIC;
CREATE TRIGGER directory_allowance_by_ledger BEFORE UPDATE OF places_promised, days_promised
    ON directory_allowance FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION directory_promised_by_hand();
CREATE TRIGGER directory_schoolallowance_by_ledger BEFORE UPDATE OF days_promised
    ON directory_schoolallowance FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION directory_promised_by_hand()
"""

DROP = """
DROP TRIGGER directory_schoolallowance_by_ledger ON directory_schoolallowance;
DROP TRIGGER directory_allowance_by_ledger ON directory_allowance;
DROP TRIGGER directory_commitment_counted ON directory_commitment;
DROP FUNCTION directory_promised_by_hand();
DROP FUNCTION directory_count_commitment();
DROP FUNCTION directory_open_allowance(uuid, uuid, uuid, date, uuid)
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_tables")]
    operations = [
        migrations.RunSQL([OPEN, COUNT, ONLY_BY_LEDGER], reverse_sql=DROP),
    ]
