"""What somebody keeps of the directory to come back to."""

import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0017_entries_without_facts'),
        ('people', '0004_duplicates'),
        ('programmes', '0006_how_often_entries_are_confirmed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ShortlistPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kept_at', models.DateTimeField()),
                ('gone_on', models.DateField(blank=True, null=True)),
                ('entry', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.entry')),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'constraints': [
                    linkage.database.constraints.RowLevelSecurity(name='directory_shortlistplace_rls'),
                    models.UniqueConstraint(fields=('programme_id', 'id'), name='directory_shortlistplace_own_id'),
                    linkage.database.constraints.SameProgramme(field='person', name='directory_shortlistplace_same_person'),
                    linkage.database.constraints.SameProgramme(field='entry', name='directory_shortlistplace_same_entry'),
                    models.UniqueConstraint(fields=('programme', 'person', 'entry'), name='directory_shortlistplace_once'),
                ],
            },
        ),
    ]
