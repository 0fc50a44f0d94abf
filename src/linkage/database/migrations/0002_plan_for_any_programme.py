"""Each policy asks for the programme by a query of its own, so that no plan is made for one programme (ADR 10).

Here for the tables that there are; a table made after this has it from its `RowLevelSecurity`.
"""

from django.db import migrations

PLAIN = "nullif(current_setting('linkage.programme_id', true), '')::uuid"
BY_QUERY = f"(select {PLAIN})"

ALTER = """
DO $do$
DECLARE
    wall record;
    rule text;
BEGIN
    FOR wall IN
        SELECT tablename, policyname, qual FROM pg_policies
        WHERE schemaname = 'public' AND policyname LIKE '%\\_rls\\_app'
    LOOP
        rule := CASE WHEN wall.qual LIKE '%DISTINCT FROM%' THEN $is$programme_id IS NOT DISTINCT FROM {mine}$is$
                     ELSE $is$programme_id = {mine}$is$ END;
        EXECUTE format('ALTER POLICY %I ON %I USING (%s) WITH CHECK (%s)', wall.policyname, wall.tablename, rule, rule);
    END LOOP;
END
$do$
"""


class Migration(migrations.Migration):
    dependencies = [("database", "0001_rights")]
    operations = [
        migrations.RunSQL(
            ALTER.replace("{mine}", BY_QUERY),
            reverse_sql=ALTER.replace("{mine}", PLAIN),
        ),
    ]
