"""Which transaction changed which table of which programme, for processes that remember what they read (ADR 12).

Written by the triggers of `constraints.NotesChanges` alone, read by one function, and forgotten after a day.
"""

from django.db import migrations

TABLE = """
CREATE TABLE database_change (
    programme_id uuid,
    of_table text NOT NULL,
    changed_in bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX database_change_once ON database_change (programme_id, changed_in, of_table) NULLS NOT DISTINCT;
REVOKE INSERT, UPDATE, DELETE ON database_change FROM linkage_rights;
ALTER TABLE database_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE database_change FORCE ROW LEVEL SECURITY;
CREATE POLICY database_change_app ON database_change FOR ALL TO linkage_app USING (false) WITH CHECK (false);
CREATE POLICY database_change_owner ON database_change FOR ALL TO linkage_owner USING (true) WITH CHECK (true)
"""

# One row for a transaction, a table and a programme, however often it writes: nobody waits for anybody.
NOTE = """
CREATE FUNCTION database_note_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO database_change (programme_id, of_table, changed_in)
            SELECT DISTINCT %I, $1, pg_current_xact_id()::text::bigint FROM changed ON CONFLICT DO NOTHING', TG_ARGV[0])
        USING TG_TABLE_NAME::text;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION database_note_change() FROM PUBLIC
"""

# Which transactions have ended now, and of those from `since` on which changed which table.
CHANGES = """
CREATE FUNCTION database_changes(programme_id uuid, since bigint)
RETURNS TABLE (snapshot text, tables text[], changed_in bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT pg_current_snapshot()::text, array_agg(c.of_table), array_agg(c.changed_in) FROM database_change c
        WHERE (c.programme_id = $1 OR c.programme_id IS NULL) AND c.changed_in >= $2
$$;
REVOKE EXECUTE ON FUNCTION database_changes(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION database_changes(uuid, bigint) TO linkage_rights;
CREATE FUNCTION database_forget_changes() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DELETE FROM database_change WHERE changed_at < now() - interval '1 day'
$$;
REVOKE EXECUTE ON FUNCTION database_forget_changes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION database_forget_changes() TO linkage_rights
"""
UNDO = """
DROP FUNCTION database_forget_changes();
DROP FUNCTION database_changes(uuid, bigint);
DROP FUNCTION database_note_change();
DROP TABLE database_change
"""


class Migration(migrations.Migration):
    dependencies = [("database", "0002_plan_for_any_programme")]
    operations = [migrations.RunSQL([TABLE, NOTE, CHANGES], reverse_sql=UNDO)]
