"""Processes remember what they read of these tables while nothing of it changes (ADR 12)."""

import linkage.database.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('database', '0003_changes'),
        ('directory', '0021_kept_by_the_process'),
        ('people', '0007_changes_noted'),
        ('programmes', '0007_changes_noted'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='shortlistplace',
            constraint=linkage.database.constraints.NotesChanges(name='directory_shortlistplace_changes'),
        ),
    ]
