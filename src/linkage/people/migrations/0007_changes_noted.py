"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('organisations', '0006_changes_noted'),
        ('people', '0006_titles_of_programmes'),
        ('programmes', '0007_changes_noted'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='designation',
            constraint=linkage.database.constraints.NotesChanges(name='people_designation_changes'),
        ),
        migrations.AddConstraint(
            model_name='designationtitle',
            constraint=linkage.database.constraints.NotesChanges(name='people_designationtitle_changes'),
        ),
    ]
