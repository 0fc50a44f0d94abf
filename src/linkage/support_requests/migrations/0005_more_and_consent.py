"""What a school may add to its request, the words it agreed to, and from when an introduction stands."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

TEXTS = ("consent_text", "evidence", "outcomes", "measures")
NUMBERS = ("consent_version", "days_imagined", "travel_miles")
ROUTES = [
    ("web", "By the form"),
    ("on_behalf", "By an officer for the school"),
    ("email", "By an e-mail that somebody here read in"),
]
KEY_STAGES = [
    ("early_years", "Early years"),
    ("ks1", "Key stage 1"),
    ("ks2", "Key stage 2"),
    ("ks3", "Key stage 3"),
    ("ks4", "Key stage 4"),
    ("ks5", "Key stage 5"),
]
BUDGETS = [
    ("none", "No"),
    ("own", "Yes, our own"),
    ("cluster", "Yes, our cluster’s"),
    ("fund", "Yes, from the authority, diocese or trust"),
]
PROMPTED_BY = [
    ("school", "We did"),
    ("authority", "The local authority"),
    ("diocese", "The diocese"),
    ("trust", "The trust"),
    ("inspector", "An inspector"),
    ("somebody_else", "Somebody else"),
]


def added(name, field):
    return migrations.AddField("supportrequest", name, field)


def chosen(length, choices):
    return models.CharField(blank=True, choices=choices, db_default="", default="", max_length=length)


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0004_contact_typed")]
    operations = [
        *(added(name, models.TextField(blank=True, db_default="", default="")) for name in TEXTS),
        *(added(name, models.PositiveSmallIntegerField(blank=True, null=True)) for name in NUMBERS),
        added("budget", chosen(10, BUDGETS)),
        added("prompted_by", chosen(15, PROMPTED_BY)),
        added("is_online_ok", models.BooleanField(blank=True, null=True)),
        added(
            "key_stages",
            ArrayField(
                models.CharField(choices=KEY_STAGES, max_length=12), blank=True, db_default=[], default=list, size=None
            ),
        ),
        added("stands_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "supportrequest", "route", models.CharField(choices=ROUTES, default="web", max_length=12)
        ),
    ]
