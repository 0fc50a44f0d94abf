"""Designations of people and schools, and the programme's own list of them."""

import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_needs_and_languages'),
        ('people', '0004_duplicates'),
        ('programmes', '0006_how_often_entries_are_confirmed'),
    ]

    operations = [
        migrations.CreateModel(
            name='DesignationTitle',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('awarded_by', models.CharField(blank=True, max_length=120)),
                ('holder', models.CharField(choices=[('person', 'A person'), ('organisation', 'A school or another body')], default='person', max_length=12)),
                ('is_in_use', models.BooleanField(default=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('specialism', models.CharField(blank=True, max_length=100)),
                ('awarded_by', models.CharField(max_length=120)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('status', models.CharField(choices=[('claimed', 'To be checked'), ('held', 'Held'), ('lapsed', 'Ran out'), ('ended', 'Ended')], max_length=10)),
                ('said_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('asked', models.PositiveSmallIntegerField(default=0)),
                ('is_to_end', models.BooleanField(default=False)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('said_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('title', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='people.designationtitle')),
            ],
        ),
        migrations.AddConstraint(
            model_name='designationtitle',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_designationtitle_rls'),
        ),
        migrations.AddConstraint(
            model_name='designationtitle',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_designationtitle_own_id'),
        ),
        migrations.AddConstraint(
            model_name='designationtitle',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='people_designationtitle_name'),
        ),
        migrations.AddIndex(
            model_name='designation',
            index=models.Index(fields=['programme', 'status', 'to_on'], name='people_designation_ends'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_designation_rls'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_designation_own_id'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=linkage.database.constraints.SameProgramme(field='title', name='people_designation_same_title'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='people_designation_same_person'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=linkage.database.constraints.SameProgramme(field='said_by', name='people_designation_same_said_by'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('person__isnull', False)), models.Q(('organisation__isnull', False), ('person__isnull', True)), _connector='OR'), name='people_designation_holder'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gte', models.F('from_on')), _connector='OR'), name='people_designation_days'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), models.Q(('status', 'ended'), _negated=True)), fields=('programme', 'person', 'title', 'specialism'), name='people_designation_once'),
        ),
        migrations.AddConstraint(
            model_name='designation',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('status', 'ended'), _negated=True)), fields=('programme', 'organisation', 'title', 'specialism'), name='people_designation_school_once'),
        ),
    ]
