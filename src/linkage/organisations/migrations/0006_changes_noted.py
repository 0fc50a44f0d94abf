"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('organisations', '0005_needs_and_languages'),
        ('programmes', '0007_changes_noted'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='member',
            constraint=linkage.database.constraints.NotesChanges(name='organisations_member_changes'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=linkage.database.constraints.NotesChanges(name='organisations_organisation_changes'),
        ),
    ]
