"""The words by which misspelt ones are put right, and the one function that finds near ones.

`&&` is not leakproof, so that under row-level security it may not use an index: the function of the tables' owner
names the programme itself.
"""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import linkage.database.constraints

NEAR = """
CREATE FUNCTION directory_near(keys text[]) RETURNS TABLE (word text, uses integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.word::text, w.uses FROM directory_word w
    WHERE w.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid
        AND w.nearby && $1::varchar[]
$$;
REVOKE EXECUTE ON FUNCTION directory_near(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_near(text[]) TO linkage_rights
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_facts"), ("programmes", "0002_settings_no_longer_asked")]
    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("word", models.CharField(max_length=30)),
                ("uses", models.PositiveIntegerField()),
                ("nearby", django.contrib.postgres.fields.ArrayField(models.CharField(max_length=30), size=None)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["nearby"], name="directory_word_nearby"),
                ],
                "constraints": [
                    linkage.database.constraints.RowLevelSecurity(name="directory_word_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="directory_word_own_id"),
                    models.UniqueConstraint(fields=("programme", "word"), name="directory_word_once"),
                ],
            },
        ),
        migrations.RunSQL(NEAR, reverse_sql="DROP FUNCTION directory_near(text[])"),
    ]
