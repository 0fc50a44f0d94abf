-- The roles of Linkage. Run once by a superuser (or by a role that may create roles); running it again changes nothing.
-- The embedded server runs this same file each time it starts. Passwords: docs/operate/postgresql.md.
--
--   linkage_rights  what the tables are granted to; nobody logs in as it
--   linkage_owner   owns the tables and migrates them (createdb: for tests only)
--   linkage_app     serves the web: one programme at a time, owns nothing
--   linkage_cross   sees every programme; entered by SET LOCAL ROLE, never logged into
--   linkage_worker  runs jobs: acts as linkage_app, and may enter linkage_cross for the few jobs that need it

do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('linkage_rights', 'nologin'),
            ('linkage_owner', 'login createdb'),
            ('linkage_app', 'login'),
            ('linkage_cross', 'nologin'),
            ('linkage_worker', 'login noinherit')
        ) as roles (name, options)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I %s', wanted.name, wanted.options);
        end if;
    end loop;
end
$$;

grant linkage_rights to linkage_app, linkage_cross;
grant linkage_app, linkage_cross to linkage_worker;

-- The walls between programmes stand on these facts. If a server's roles were made otherwise, say so now: afterwards
-- nothing would show it, as every query would still succeed.
do $$
declare
    excess text;
begin
    select string_agg(rolname, ', ' order by rolname) into excess
    from pg_roles
    where rolname in ('linkage_rights', 'linkage_owner', 'linkage_app', 'linkage_cross', 'linkage_worker')
        and (rolsuper or rolbypassrls);
    if excess is not null then
        raise exception 'these roles must be neither superuser nor bypassrls: %', excess;
    end if;

    if pg_has_role('linkage_app', 'linkage_cross', 'member') then
        raise exception 'linkage_app must not be a member of linkage_cross: it would see every programme';
    end if;

    if pg_has_role('linkage_app', 'linkage_owner', 'member') or pg_has_role('linkage_worker', 'linkage_owner', 'member') then
        raise exception 'linkage_app and linkage_worker must not be members of linkage_owner: it sees every programme';
    end if;

    if (select rolinherit from pg_roles where rolname = 'linkage_worker') then
        raise exception 'linkage_worker must be noinherit: it would see every programme without entering linkage_cross';
    end if;
end
$$;
