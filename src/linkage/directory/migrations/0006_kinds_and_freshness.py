"""What schools and bodies offer beside people; "still right?", a head's stop for one entry, and moves between schools."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from linkage.database.constraints import RowLevelSecurity, SameProgramme, TenantForeignKey

PROTECT = django.db.models.deletion.PROTECT
CASCADE = django.db.models.deletion.CASCADE


def key():
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def owner(to="programmes.programme"):
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=to)


def somebody():
    return TenantForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="people.person")


ENTRY_FIELDS = {
    "kind": models.CharField(
        choices=[
            ("person", "Person"),
            ("strength", "School strength"),
            ("hub", "Offer to many schools"),
            ("partner", "Partner offer"),
        ],
        db_default="person",
        default="person",
        max_length=10,
    ),
    "title": models.CharField(blank=True, db_default="", default="", max_length=120),
    "price": models.CharField(
        blank=True,
        choices=[("free", "Free"), ("cost", "At a price"), ("agreed", "By agreement")],
        db_default="",
        default="",
        max_length=12,
    ),
    "price_pence": models.PositiveIntegerField(blank=True, null=True),
    "price_note": models.CharField(blank=True, db_default="", default="", max_length=200),
    "is_online": models.BooleanField(db_default=False, default=False),
    "asked_at": models.DateTimeField(blank=True, null=True),
    "asked": models.PositiveSmallIntegerField(db_default=0, default=0),
    "reminders": models.PositiveSmallIntegerField(db_default=0, default=0),
    "lapsed_at": models.DateTimeField(blank=True, null=True),
    "stopped_at": models.DateTimeField(blank=True, null=True),
}

# Whoever reads the column is ours and comes with this migration; entries of people keep their nomination.
NOBODY_NOMINATED = """
-- squawk-ignore ban-drop-not-null
ALTER TABLE directory_entry ALTER COLUMN nomination_id DROP NOT NULL
"""

KEY_OF_OFFER = """
ALTER TABLE directory_commitment ADD CONSTRAINT directory_commitment_same_entry
    FOREIGN KEY (programme_id, entry_id) REFERENCES directory_entry (programme_id, id)
    DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_search_without_left_schools"),
        ("people", "0002_vouched_claims"),
        ("programmes", "0002_settings_no_longer_asked"),
    ]
    operations = [
        *(migrations.AddField("entry", name, field) for name, field in ENTRY_FIELDS.items()),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(NOBODY_NOMINATED)],
            state_operations=[
                migrations.AlterField(
                    "entry",
                    "nomination",
                    TenantForeignKey(
                        blank=True, null=True, on_delete=PROTECT, related_name="entries", to="directory.nomination"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            "commitment",
            "entry",
            TenantForeignKey(
                blank=True, db_index=False, null=True, on_delete=PROTECT, related_name="+", to="directory.entry"
            ),
        ),
        # Checked in 0008: a key that is checked at once would stop those who write.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(KEY_OF_OFFER)],
            state_operations=[
                migrations.AddConstraint(
                    "commitment", SameProgramme(field="entry", name="directory_commitment_same_entry")
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferAllowance",
            fields=[
                ("id", key()),
                ("period_starts_on", models.DateField()),
                ("places_limit", models.PositiveSmallIntegerField()),
                ("places_promised", models.PositiveSmallIntegerField(default=0)),
                ("entry", TenantForeignKey(on_delete=CASCADE, related_name="+", to="directory.entry")),
                ("programme", owner()),
            ],
            options={
                "constraints": [
                    RowLevelSecurity(name="directory_offerallowance_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="directory_offerallowance_own_id"),
                    SameProgramme(field="entry", name="directory_offerallowance_same_entry"),
                    models.UniqueConstraint(
                        fields=("programme", "entry", "period_starts_on"), name="directory_offerallowance_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(places_promised__lte=F("places_limit")), name="directory_offerallowance_places"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolMove",
            fields=[
                ("id", key()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for the new head"),
                            ("agreed", "The new head agreed"),
                            ("declined", "The new head said no"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("entry", TenantForeignKey(on_delete=CASCADE, related_name="moves", to="directory.entry")),
                ("from_organisation", owner("organisations.organisation")),
                ("to_organisation", owner("organisations.organisation")),
                ("said_by", somebody()),
                ("answered_by", somebody()),
                ("programme", owner()),
            ],
            options={
                "constraints": [
                    RowLevelSecurity(name="directory_schoolmove_rls"),
                    models.UniqueConstraint(fields=("programme_id", "id"), name="directory_schoolmove_own_id"),
                    SameProgramme(field="entry", name="directory_schoolmove_same_entry"),
                    SameProgramme(field="said_by", name="directory_schoolmove_same_said_by"),
                    SameProgramme(field="answered_by", name="directory_schoolmove_same_answered_by"),
                    models.UniqueConstraint(
                        condition=Q(status="asked"), fields=("programme", "entry"), name="directory_schoolmove_asked_once"
                    ),
                ],
            },
        ),
    ]
