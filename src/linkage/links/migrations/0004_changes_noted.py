"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('directory', '0022_changes_noted'),
        ('links', '0003_past_links'),
        ('organisations', '0006_changes_noted'),
        ('people', '0007_changes_noted'),
        ('programmes', '0007_changes_noted'),
        ('support_requests', '0006_also_wanted'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='link',
            constraint=linkage.database.constraints.NotesChanges(name='links_link_changes'),
        ),
        migrations.AddConstraint(
            model_name='pastlink',
            constraint=linkage.database.constraints.NotesChanges(name='links_pastlink_changes'),
        ),
    ]
