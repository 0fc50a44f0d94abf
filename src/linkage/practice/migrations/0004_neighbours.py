"""The one function by which neighbouring programmes read what is shared with them."""

from django.db import migrations

# Public columns alone, of schools of the register: neither who wrote or shows it, nor the other of two schools.
OF_NEIGHBOURS = """
CREATE FUNCTION practice_of_neighbours(words text[])
RETURNS TABLE (
    id uuid, programme_id uuid, organisation_id uuid, source text, status text, audience text, title text, what text,
    evidence text, area_codes text[], phases text[], ways text[], review_on date, shared_at timestamptz, holds boolean[]
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT p.id, p.programme_id, p.organisation_id, p.source, p.status, p.audience, p.title, p.what, p.evidence,
        p.area_codes, p.phases, p.ways, p.review_on, p.shared_at,
        ARRAY(SELECT p.found_by @@ plainto_tsquery('english', w.word) FROM unnest($1) WITH ORDINALITY w (word, n)
            ORDER BY w.n)
    FROM programmes_neighbours() n
    JOIN practice_practice p ON p.programme_id = n.programme_id
    JOIN organisations_organisation o ON o.id = p.organisation_id AND o.programme_id IS NULL
    WHERE n.ours IS NOT NULL AND n.theirs IS NOT NULL
        AND p.audience = 'neighbour' AND p.status IN ('shared', 'due')
        AND NOT EXISTS (
            SELECT FROM organisations_member m WHERE m.programme_id = p.programme_id AND m.status = 'left'
                AND m.organisation_id IN (p.organisation_id, p.partner_id)
        )
$$;
REVOKE EXECUTE ON FUNCTION practice_of_neighbours(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION practice_of_neighbours(text[]) TO linkage_rights
"""


class Migration(migrations.Migration):
    dependencies = [("practice", "0003_audiences_checked"), ("programmes", "0011_neighbours")]

    operations = [
        migrations.CreateModel(
            name="PracticeOfNeighbour",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("practice.practice",),
        ),
        migrations.RunSQL(OF_NEIGHBOURS, reverse_sql="DROP FUNCTION practice_of_neighbours(text[])"),
    ]
