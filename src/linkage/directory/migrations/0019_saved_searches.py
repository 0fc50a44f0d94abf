"""Searches somebody keeps, and who is new since they last looked."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0018_shortlists'),
        ('people', '0004_duplicates'),
        ('programmes', '0006_how_often_entries_are_confirmed'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('choices', models.CharField(blank=True, max_length=2000)),
                ('kept_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('new_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('new_since', models.DateTimeField(blank=True, null=True)),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'constraints': [
                    linkage.database.constraints.RowLevelSecurity(name='directory_savedsearch_rls'),
                    models.UniqueConstraint(fields=('programme_id', 'id'), name='directory_savedsearch_own_id'),
                    linkage.database.constraints.SameProgramme(field='person', name='directory_savedsearch_same_person'),
                ],
            },
        ),
    ]
