"""Two records of one human: what they led to when they were merged, and pairs that are two people after all."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from linkage.database.constraints import RowLevelSecurity, SameProgramme, TenantForeignKey


def key():
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def owner():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
    )


def somebody(related_name="+"):
    return TenantForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="people.person"
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_digests"), ("programmes", "0004_mail_hours")]
    operations = [
        migrations.CreateModel(
            name="MergedPerson",
            fields=[
                ("id", key()),
                ("merged_id", models.UUIDField()),
                ("merged_at", models.DateTimeField()),
                ("into", somebody("merged")),
                ("programme", owner()),
            ],
            options={
                "constraints": [
                    RowLevelSecurity(name="people_mergedperson_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="people_mergedperson_own_id"),
                    SameProgramme(field="into", name="people_mergedperson_same_into"),
                    models.UniqueConstraint(fields=("programme", "merged_id"), name="people_mergedperson_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctPair",
            fields=[
                ("id", key()),
                ("said_at", models.DateTimeField()),
                ("one", somebody()),
                ("other", somebody()),
                ("programme", owner()),
            ],
            options={
                "constraints": [
                    RowLevelSecurity(name="people_distinctpair_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="people_distinctpair_own_id"),
                    SameProgramme(field="one", name="people_distinctpair_same_one"),
                    SameProgramme(field="other", name="people_distinctpair_same_other"),
                    models.UniqueConstraint(fields=("programme", "one", "other"), name="people_distinctpair_once"),
                ],
            },
        ),
    ]
