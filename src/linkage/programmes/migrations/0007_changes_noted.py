"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('programmes', '0006_how_often_entries_are_confirmed'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='closure',
            constraint=linkage.database.constraints.NotesChanges(name='programmes_closure_changes'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=linkage.database.constraints.NotesChanges(name='programmes_programme_changes', programme='id'),
        ),
        migrations.AddConstraint(
            model_name='programmesettings',
            constraint=linkage.database.constraints.NotesChanges(name='programmes_settings_changes'),
        ),
    ]
