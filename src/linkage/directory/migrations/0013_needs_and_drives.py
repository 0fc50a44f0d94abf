"""What nobody could help with, and the drives by which heads are asked to nominate somebody."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_tables'),
        ('directory', '0012_recorded_by_checked'),
        ('organisations', '0005_needs_and_languages'),
        ('people', '0002_vouched_claims'),
        ('programmes', '0003_words_when_a_school_asks'),
    ]

    operations = [
        migrations.CreateModel(
            name='NominationDrive',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('district', models.CharField(blank=True, max_length=80)),
                ('started_at', models.DateTimeField()),
                ('area', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('started_by', linkage.database.constraints.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='DriveAsk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('head', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('nomination', linkage.database.constraints.TenantForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.nomination')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('drive', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='directory.nominationdrive')),
            ],
        ),
        migrations.CreateModel(
            name='UnmetNeed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('district', models.CharField(blank=True, max_length=80)),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=40), default=list, size=None)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None)),
                ('phases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('sixteen_plus', '16 plus'), ('special', 'Special'), ('alternative', 'Alternative provision')], max_length=20), default=list, size=None)),
                ('source', models.CharField(choices=[('search', 'Looked in the directory'), ('ask', 'Asked for support')], max_length=10)),
                ('need', models.CharField(max_length=200)),
                ('noted_on', models.DateField()),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.AddConstraint(
            model_name='nominationdrive',
            constraint=linkage.database.constraints.RowLevelSecurity(name='directory_nominationdrive_rls'),
        ),
        migrations.AddConstraint(
            model_name='nominationdrive',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='directory_nominationdrive_own_id'),
        ),
        migrations.AddConstraint(
            model_name='nominationdrive',
            constraint=linkage.database.constraints.SameProgramme(field='area', name='directory_nominationdrive_same_area'),
        ),
        migrations.AddConstraint(
            model_name='nominationdrive',
            constraint=linkage.database.constraints.SameProgramme(field='started_by', name='directory_nominationdrive_same_started_by'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=linkage.database.constraints.RowLevelSecurity(name='directory_driveask_rls'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='directory_driveask_own_id'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=linkage.database.constraints.SameProgramme(field='drive', name='directory_driveask_same_drive'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=linkage.database.constraints.SameProgramme(field='head', name='directory_driveask_same_head'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=linkage.database.constraints.SameProgramme(field='nomination', name='directory_driveask_same_nomination'),
        ),
        migrations.AddConstraint(
            model_name='driveask',
            constraint=models.UniqueConstraint(fields=('programme', 'drive', 'head'), name='directory_driveask_once'),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(fields=['programme', 'noted_on'], name='directory_unmetneed_on'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=linkage.database.constraints.RowLevelSecurity(name='directory_unmetneed_rls'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='directory_unmetneed_own_id'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='directory_unmetneed_same_person'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.UniqueConstraint(fields=('programme', 'person', 'noted_on', 'need'), name='directory_unmetneed_once'),
        ),
    ]
