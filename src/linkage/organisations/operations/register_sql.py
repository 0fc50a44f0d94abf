"""The statements by which the register comes in: copied to a temporary table, then merged where rows differ.

They are constants, and they name their columns in full: reading them top to bottom is reading what an import does.
"""

# The serving role may not COPY into a table with row-level security, and the rows have to be compared anyway. What is
# the same for all rows, or follows from the others, the database fills in: a date that need not be read is quickly
# written. Parameters: the day the file is of, and again unless it tells nothing but trusts.
MAKE_INCOMING = """
    create temp table organisations_incoming (
        id uuid, urn integer, name text, status text, phases varchar(20)[], type_name text, type_group text,
        religious_character text, diocese text, authority_code text, authority_name text, district text,
        trust_uid text, trust_name text, street text, town text, postcode text, website text,
        age_low smallint, age_high smallint, pupils integer, fsm_percent numeric(5, 2),
        sen_percent numeric(5, 2), eal_percent numeric(5, 2),
        easting integer, northing integer, opened_on date, closed_on date, successor_urns integer[],
        has_place boolean, has_details boolean,
        kind text default 'school',
        read_on date default %s,
        register_date date default %s,
        place_on date generated always as (case when has_place then read_on end) stored,
        numbers_on date generated always as (
            case when pupils is not null or fsm_percent is not null then read_on end) stored,
        details_on date generated always as (case when has_details then read_on end) stored,
        trust_on date generated always as (case when trust_name <> '' then read_on end) stored
    )
"""
DROP_INCOMING = "drop table if exists pg_temp.organisations_incoming"
EMPTY_INCOMING = "truncate organisations_incoming"
COPY_INCOMING = """
    copy organisations_incoming (
        id, urn, name, status, phases, type_name, type_group, religious_character, diocese, authority_code,
        authority_name, district, trust_uid, trust_name, street, town, postcode, website, age_low, age_high, pupils,
        fsm_percent, sen_percent, eal_percent, easting, northing, opened_on, closed_on, successor_urns,
        has_place, has_details
    ) from stdin
"""

ADD_NEW = """
    insert into organisations_organisation (
        id, urn, name, status, phases, type_name, type_group, religious_character, diocese, authority_code,
        authority_name, district, trust_uid, trust_name, street, town, postcode, website, age_low, age_high, pupils,
        fsm_percent, sen_percent, eal_percent, easting, northing, opened_on, closed_on, kind, successor_urns,
        register_date, place_on, numbers_on, details_on, trust_on
    )
    select
        id, urn, name, status, phases, type_name, type_group, religious_character, diocese, authority_code,
        authority_name, district, trust_uid, trust_name, street, town, postcode, website, age_low, age_high, pupils,
        fsm_percent, sen_percent, eal_percent, easting, northing, opened_on, closed_on, kind, successor_urns,
        register_date, place_on, numbers_on, details_on, trust_on
    from organisations_incoming
"""
# As text, like the answers of the blocks.
FIRST_OPENED = """
    select jsonb_agg(jsonb_build_object('urn', urn, 'name', name))::text from (
        select urn, name from organisations_organisation
        where urn is not null and status in ('open', 'closing') order by urn limit 100) kept
"""
ADD_MISSING = """
    with added as (
        insert into organisations_organisation (
            id, urn, name, status, phases, type_name, type_group, religious_character, diocese, authority_code,
            authority_name, district, trust_uid, trust_name, street, town, postcode, website, age_low, age_high, pupils,
            fsm_percent, sen_percent, eal_percent, easting, northing, opened_on, closed_on, kind, successor_urns,
            register_date, place_on, numbers_on, details_on, trust_on
        )
        select
            id, urn, name, status, phases, type_name, type_group, religious_character, diocese, authority_code,
            authority_name, district, trust_uid, trust_name, street, town, postcode, website, age_low, age_high, pupils,
            fsm_percent, sen_percent, eal_percent, easting, northing, opened_on, closed_on, kind, successor_urns,
            register_date, place_on, numbers_on, details_on, trust_on
        from organisations_incoming
        on conflict (urn) do nothing
        returning urn, name, status, register_date
    )
    select
        count(*),
        count(*) filter (where status in ('open', 'closing')),
        count(*) filter (where status = 'closed'),
        (select jsonb_agg(jsonb_build_object('urn', urn, 'name', name))
            from (select * from added where status in ('open', 'closing') order by urn limit 100) kept)
    from added
"""

# Which value wins: that of the newer file for its group of facts; a blank never does. Phases told with ages beat those
# without. A place found by the postcode is taken while nothing better is known, and again when the school has moved.
MERGE = """
    with merged as (
        select o.id,
            o.name as old_name, o.status as old_status, o.postcode as old_postcode,
            coalesce(case when newer.basics then nullif(t.name, '') end, nullif(o.name, ''), t.name) as name,
            case when newer.basics then t.status else o.status end as status,
            coalesce(case when newer.basics then nullif(t.type_name, '') end,
                nullif(o.type_name, ''), t.type_name) as type_name,
            coalesce(case when newer.basics then nullif(t.type_group, '') end,
                nullif(o.type_group, ''), t.type_group) as type_group,
            coalesce(case when newer.basics then nullif(t.religious_character, '') end,
                nullif(o.religious_character, ''), t.religious_character) as religious_character,
            coalesce(case when newer.basics then nullif(t.authority_code, '') end,
                nullif(o.authority_code, ''), t.authority_code) as authority_code,
            coalesce(case when newer.basics then nullif(t.authority_name, '') end,
                nullif(o.authority_name, ''), t.authority_name) as authority_name,
            coalesce(case when newer.basics then nullif(t.street, '') end,
                nullif(o.street, ''), t.street) as street,
            coalesce(case when newer.basics then nullif(t.town, '') end, nullif(o.town, ''), t.town) as town,
            coalesce(case when newer.basics then nullif(t.postcode, '') end,
                nullif(o.postcode, ''), t.postcode) as postcode,
            coalesce(case when newer.basics then nullif(t.website, '') end,
                nullif(o.website, ''), t.website) as website,
            case when newer.basics then coalesce(t.age_low, o.age_low)
                else coalesce(o.age_low, t.age_low) end as age_low,
            case when newer.basics then coalesce(t.age_high, o.age_high)
                else coalesce(o.age_high, t.age_high) end as age_high,
            case when newer.basics then coalesce(t.opened_on, o.opened_on)
                else coalesce(o.opened_on, t.opened_on) end as opened_on,
            case
                when case when newer.basics then t.status else o.status end in ('open', 'proposed') then null
                when newer.basics then coalesce(t.closed_on, o.closed_on)
                else coalesce(o.closed_on, t.closed_on)
            end as closed_on,
            case when newer.numbers then coalesce(t.pupils, o.pupils)
                else coalesce(o.pupils, t.pupils) end as pupils,
            case when newer.numbers then coalesce(t.fsm_percent, o.fsm_percent)
                else coalesce(o.fsm_percent, t.fsm_percent) end as fsm_percent,
            case when newer.numbers then coalesce(t.sen_percent, o.sen_percent)
                else coalesce(o.sen_percent, t.sen_percent) end as sen_percent,
            case when newer.numbers then coalesce(t.eal_percent, o.eal_percent)
                else coalesce(o.eal_percent, t.eal_percent) end as eal_percent,
            coalesce(case when newer.details then nullif(t.diocese, '') end,
                nullif(o.diocese, ''), t.diocese) as diocese,
            coalesce(case when newer.details then nullif(t.district, '') end,
                nullif(o.district, ''), t.district) as district,
            case when newer.trust and (t.trust_uid <> '' or t.trust_name <> o.trust_name) then t.trust_uid
                when o.trust_uid = '' and o.trust_name in ('', t.trust_name) then t.trust_uid
                else o.trust_uid end as trust_uid,
            coalesce(case when newer.trust then nullif(t.trust_name, '') end,
                nullif(o.trust_name, ''), t.trust_name) as trust_name,
            case when t.phases = '{}' then o.phases when o.phases = '{}' then t.phases
                when t.age_high is not null and o.age_high is null then t.phases
                when t.age_high is null and o.age_high is not null then o.phases
                when newer.basics then t.phases else o.phases end as phases,
            case when place.is_taken then t.easting else o.easting end as easting,
            case when place.is_taken then t.northing else o.northing end as northing,
            case when place.is_taken then t.place_on else o.place_on end as place_on,
            greatest(o.register_date, t.register_date) as register_date,
            greatest(o.numbers_on, t.numbers_on) as numbers_on,
            greatest(o.details_on, t.details_on) as details_on,
            greatest(o.trust_on, t.trust_on) as trust_on
        from organisations_incoming t
        join organisations_organisation o on o.urn = t.urn
        cross join lateral (
            select
                t.register_date is not null
                    and (o.register_date is null or t.register_date >= o.register_date) as basics,
                t.numbers_on is not null and (o.numbers_on is null or t.numbers_on >= o.numbers_on) as numbers,
                t.details_on is not null and (o.details_on is null or t.details_on >= o.details_on) as details,
                t.trust_on is not null and (o.trust_on is null or t.trust_on >= o.trust_on) as trust
        ) newer
        cross join lateral (
            select t.easting is not null and (
                o.easting is null
                or (t.place_on is not null and (o.place_on is null or t.place_on >= o.place_on))
                or (t.place_on is null and newer.basics and t.postcode <> '' and t.postcode <> o.postcode)
            ) as is_taken
        ) place
    ),
    compared as (
        select m.*,
            (
                o.name, o.status, o.type_name, o.type_group, o.religious_character, o.authority_code,
                o.authority_name, o.street, o.town, o.postcode, o.website, o.age_low, o.age_high, o.opened_on,
                o.closed_on, o.pupils, o.fsm_percent, o.sen_percent, o.eal_percent, o.diocese,
                o.district, o.trust_uid, o.trust_name, o.phases, o.easting, o.northing
            ) is distinct from (
                m.name, m.status, m.type_name, m.type_group, m.religious_character, m.authority_code,
                m.authority_name, m.street, m.town, m.postcode, m.website, m.age_low, m.age_high, m.opened_on,
                m.closed_on, m.pupils, m.fsm_percent, m.sen_percent, m.eal_percent, m.diocese,
                m.district, m.trust_uid, m.trust_name, m.phases, m.easting, m.northing
            ) as is_changed,
            (o.place_on, o.register_date, o.numbers_on, o.details_on, o.trust_on) is distinct from (
                m.place_on, m.register_date, m.numbers_on, m.details_on, m.trust_on) as is_confirmed
        from merged m
        join organisations_organisation o on o.id = m.id
    ),
    changed as (
        update organisations_organisation o
        set name = m.name,
            status = m.status,
            type_name = m.type_name,
            type_group = m.type_group,
            religious_character = m.religious_character,
            authority_code = m.authority_code,
            authority_name = m.authority_name,
            street = m.street,
            town = m.town,
            postcode = m.postcode,
            website = m.website,
            age_low = m.age_low,
            age_high = m.age_high,
            opened_on = m.opened_on,
            closed_on = m.closed_on,
            pupils = m.pupils,
            fsm_percent = m.fsm_percent,
            sen_percent = m.sen_percent,
            eal_percent = m.eal_percent,
            diocese = m.diocese,
            district = m.district,
            trust_uid = m.trust_uid,
            trust_name = m.trust_name,
            phases = m.phases,
            easting = m.easting,
            northing = m.northing,
            place_on = m.place_on,
            register_date = m.register_date,
            numbers_on = m.numbers_on,
            details_on = m.details_on,
            trust_on = m.trust_on
        from compared m
        where m.id = o.id and (m.is_changed or m.is_confirmed)
        returning o.urn, o.name, o.status, o.postcode, m.old_name, m.old_status, m.old_postcode, m.is_changed
    )
    select
        count(*) filter (where is_changed),
        count(*) filter (where old_status <> 'closed' and status = 'closed'),
        count(*) filter (where old_status in ('closed', 'proposed') and status in ('open', 'closing')),
        count(*) filter (where old_postcode <> '' and postcode <> old_postcode),
        count(*) filter (where old_name <> name),
        (select jsonb_agg(jsonb_build_object('urn', urn, 'name', name))
            from (select * from changed where old_status <> 'closed' and status = 'closed'
                order by urn limit 100) kept),
        (select jsonb_agg(jsonb_build_object('urn', urn, 'name', name))
            from (select * from changed where old_status in ('closed', 'proposed') and status in ('open', 'closing')
                order by urn limit 100) kept),
        (select jsonb_agg(jsonb_build_object('urn', urn, 'name', name, 'was', old_postcode, 'is', postcode))
            from (select * from changed where old_postcode <> '' and postcode <> old_postcode
                order by urn limit 100) kept),
        (select jsonb_agg(jsonb_build_object('urn', urn, 'name', name, 'was', old_name, 'is', name))
            from (select * from changed where old_name <> name order by urn limit 100) kept)
    from changed
"""

# One message for each block: the COPY, what becomes of it, and an empty table for the next.
FIRST_BLOCK = COPY_INCOMING + ";" + ADD_NEW + ";" + EMPTY_INCOMING
NEXT_BLOCK = COPY_INCOMING + ";" + MERGE + ";" + ADD_MISSING + ";" + EMPTY_INCOMING

# One look into the index for each school: written as a join with the grouped links it took two minutes on a database
# without statistics, which a new one is.
SUCCESSORS = """
    with told as (
        select o.id, array(
            select l.successor_urn from organisations_registerlink l
            where l.predecessor_urn = o.urn order by l.successor_urn
        ) as successor_urns
        from organisations_organisation o
        where exists (select from organisations_registerlink l where l.predecessor_urn = o.urn)
    )
    update organisations_organisation o
    set successor_urns = told.successor_urns
    from told
    where o.id = told.id and o.successor_urns is distinct from told.successor_urns
"""
ADD_LINKS = """
    insert into organisations_registerlink (predecessor_urn, successor_urn)
    select unnest(%s::integer[]), unnest(%s::integer[])
    on conflict do nothing
"""
REMEMBERED = "select digests, urns, sums, sizes, counts from organisations_registerlines where kind = %s"
REMEMBER = """
    insert into organisations_registerlines (id, kind, digests, urns, sums, sizes, counts)
    values (%(id)s, %(kind)s, %(digests)s, %(urns)s, %(sums)s, %(sizes)s, %(counts)s)
    on conflict (kind) do update set
        digests = excluded.digests, urns = excluded.urns,
        sums = excluded.sums, sizes = excluded.sizes, counts = excluded.counts
"""
ONE_AT_A_TIME = "select pg_advisory_xact_lock(20250717)"
