"""A question may end without an answer: its request went on without it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0001_tables")]
    operations = [
        migrations.AddField("question", "ended_at", models.DateTimeField(blank=True, null=True)),
    ]
