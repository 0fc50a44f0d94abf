"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('areas', '0005_confirmations'),
        ('people', '0007_changes_noted'),
        ('programmes', '0007_changes_noted'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='area',
            constraint=linkage.database.constraints.NotesChanges(name='areas_area_changes'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=linkage.database.constraints.NotesChanges(name='areas_confirmation_changes'),
        ),
    ]
