"""When a request was helped in another way than by a link or a signpost; and no reasons beyond their time."""

from django.db import migrations, models

KNOWN = [
    "UPDATE support_requests_supportrequest SET helped_at = coalesce(routed_at, saved_at) "
    "WHERE status IN ('commissioned', 'joined') OR joined_name <> ''",
    "UPDATE support_requests_supportrequest SET closing_reason = '', unmet_reason = '' "
    "WHERE status NOT IN ('cannot_help_yet', 'closed', 'withdrawn') AND closing_reason || unmet_reason <> ''",
]


class Migration(migrations.Migration):

    dependencies = [
        ('support_requests', '0011_urgent_and_reminded'),
    ]

    operations = [
        migrations.AddField(
            model_name='supportrequest',
            name='helped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(KNOWN, reverse_sql=migrations.RunSQL.noop),
    ]
