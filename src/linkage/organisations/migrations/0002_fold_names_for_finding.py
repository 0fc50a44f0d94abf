"""The function behind `Organisation.search_text`. Its Python twin is `rules.folded`; a test holds them together."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_tables")]
    operations = [
        migrations.RunSQL(
            r"""
            CREATE FUNCTION organisations_folded(name text, town text, postcode text, urn integer) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE
            -- translate() goes through its whole list for every letter, replace() looks for one mark: nearly all names
            -- are plain, and this is half the time of an import.
            RETURN CASE WHEN octet_length(name || town) = length(name || town) AND strpos(name || town, '"') = 0 THEN
                replace(replace(replace(replace(replace(replace(replace(replace(
                    lower(name || ' ' || town || ' ' || postcode || ' ' || replace(postcode, ' ', '') || ' '
                        || coalesce(urn::text, '')),
                '''', ''), '-', ' '), '.', ' '), ',', ' '), '(', ' '), ')', ' '), '&', ' '), '/', ' ')
            ELSE
                translate(
                    lower(name || ' ' || town || ' ' || postcode || ' ' || replace(postcode, ' ', '') || ' '
                        || coalesce(urn::text, '')),
                    'àáâãäåāăąçćčĉċďđèéêëēęěėĝğġģĥħìíîïīĩįĵłľĺļñńňņòóôõöøōőřŕśšşșŝťţțùúûüūůűųŵẁẃẅýÿŷỳžźż-/,.()&+_:;"!?°–—*#@''’‘`ʼ',
                    'aaaaaaaaacccccddeeeeeeeegggghhiiiiiiijllllnnnnoooooooorrssssstttuuuuuuuuwwwwyyyyzzz                    '
                )
            END
            """,
            reverse_sql="DROP FUNCTION organisations_folded(text, text, text, integer)",
        ),
    ]
