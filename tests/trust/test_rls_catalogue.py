"""T6: what PostgreSQL itself says about the walls, asked as the role that serves the pages."""

import pytest
from django.db import connection, connections, transaction

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TENANT_TABLES = """
    SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'programme_id' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
"""


def rows(sql, params=None, using=connection):
    with using.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def unwalled(using=connection):
    """The names of tenant tables without an enabled, forced policy for all four verbs."""
    policies = {}
    for oid, command in rows(
        "SELECT polrelid, polcmd::text FROM pg_policy WHERE 'linkage_app'::regrole = ANY(polroles)", using=using
    ):
        policies.setdefault(oid, set()).add(command)
    whole = {"*"}, {"r", "a", "w", "d"}
    return [
        name
        for oid, name, enabled, forced in rows(TENANT_TABLES, using=using)
        if not (enabled and forced and any(verbs <= policies.get(oid, set()) for verbs in whole))
    ]


def test_we_ask_as_the_role_that_serves():
    assert rows("SELECT current_user::text, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        ("linkage_app", False, False)
    ]
    assert rows("SELECT count(*) FROM pg_class WHERE relowner = 'linkage_app'::regrole") == [(0,)]


def test_every_tenant_table_is_walled():
    assert len(rows(TENANT_TABLES)) > 20
    assert unwalled() == []


def test_a_table_without_its_policy_is_found():
    """The wall can fail: the same question finds a table whose policy was dropped."""
    owner = connections["owner"]
    with transaction.atomic(using="owner"):
        rows("DROP POLICY people_person_rls_app ON people_person", using=owner)
        assert unwalled(owner) == ["people_person"]
        rows("ALTER TABLE people_affiliation NO FORCE ROW LEVEL SECURITY", using=owner)
        assert unwalled(owner) == ["people_affiliation", "people_person"]
        transaction.set_rollback(True, using="owner")


def planned_for_one_programme(using=connection):
    """The policies that the planner reads the statistics of one programme for (ADR 10)."""
    return rows(
        "SELECT policyname::text FROM pg_policies WHERE qual LIKE '%current_setting%' AND qual NOT LIKE '%SELECT%'",
        using=using,
    )


def test_no_wall_has_a_programme_taken_for_empty_because_it_has_just_begun():
    assert planned_for_one_programme() == []


def test_a_wall_that_names_the_programme_plainly_is_found():
    """The control: one policy as they once were."""
    owner = connections["owner"]
    mine = "programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid"
    with transaction.atomic(using="owner"):
        rows(f"ALTER POLICY people_person_rls_app ON people_person USING ({mine})", using=owner)
        assert planned_for_one_programme(owner) == [("people_person_rls_app",)]
        transaction.set_rollback(True, using="owner")


def test_no_foreign_key_between_tenant_tables_leaves_out_the_programme():
    loose = rows("""
        WITH tenant AS (
            SELECT attrelid AS oid, attnum FROM pg_attribute
            JOIN pg_class c ON c.oid = attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
            WHERE attname = 'programme_id' AND NOT attisdropped AND c.relname <> 'organisations_organisation'
        )
        SELECT k.conname FROM pg_constraint k
        JOIN tenant here ON here.oid = k.conrelid JOIN tenant there ON there.oid = k.confrelid
        WHERE k.contype = 'f' AND NOT here.attnum = ANY(k.conkey)
    """)
    assert loose == []


def test_no_view_looks_through_the_walls():
    assert (
        rows("""
        SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
        AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)
    """)
        == []
    )


def test_nobody_who_serves_may_bypass_or_inherit_the_crossing_role():
    assert rows("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'linkage%' AND (rolsuper OR rolbypassrls)") == []
    assert (
        rows("""
        SELECT member::regrole::text FROM pg_auth_members
        WHERE roleid = 'linkage_cross'::regrole AND member = 'linkage_app'::regrole
    """)
        == []
    )


def test_functions_that_look_past_the_walls_are_not_for_everybody():
    """Each SECURITY DEFINER function is ours, fixes its search path, and is not granted to PUBLIC."""
    loose = rows("""
        SELECT p.proname FROM pg_proc p
        WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
        AND (NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false)
             OR has_function_privilege('public', p.oid, 'EXECUTE'))
    """)
    assert loose == []


def test_the_serving_role_can_read_and_write_what_migrations_make():
    missing = rows("""
        SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND c.relname <> 'django_migrations'
        AND NOT (has_table_privilege('linkage_app', c.oid, 'SELECT')
                 AND has_table_privilege('linkage_app', c.oid, 'INSERT'))
    """)
    # Triggers alone write what changed, and keep the listings of the search.
    assert sorted(name for (name,) in missing) == ["database_change", "directory_listing"]
