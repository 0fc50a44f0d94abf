import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('tagline', models.CharField(default='School-to-school support', max_length=80)),
                ('colour', models.CharField(default='#0b5d66', max_length=7)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('contact_phone', models.CharField(blank=True, max_length=30)),
                ('contact_times', models.CharField(blank=True, max_length=120)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('paused_reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('holiday', 'Holiday or half-term'), ('inset', 'INSET or another single day'), ('pause', 'Pause of the programme')], default='holiday', max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('authority_code', models.CharField(blank=True, max_length=3)),
                ('organisation_id', models.UUIDField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'starts_on'], name='programmes_closure_when')],
                'constraints': [linkage.database.constraints.RowLevelSecurity(name='programmes_closure_rls'), models.UniqueConstraint(fields=('programme_id', 'id'), name='programmes_closure_own_id'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='programmes_closure_in_order')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeSettings',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('acknowledge_days', models.PositiveSmallIntegerField(default=1)),
                ('route_days', models.PositiveSmallIntegerField(default=2)),
                ('introduce_days', models.PositiveSmallIntegerField(default=5)),
                ('first_reminder_days', models.PositiveSmallIntegerField(default=3)),
                ('second_reminder_days', models.PositiveSmallIntegerField(default=7)),
                ('lapse_days', models.PositiveSmallIntegerField(default=10)),
                ('unanswered_erase_days', models.PositiveSmallIntegerField(default=30)),
                ('bridge_months', models.PositiveSmallIntegerField(default=36)),
                ('nomination_check', models.CharField(choices=[('none', 'Nothing: people are listed when they agree'), ('completeness', 'We check that the entry is complete, never the person')], default='none', max_length=20)),
                ('is_same_trust_excluded', models.BooleanField(default=False)),
                ('lawful_basis', models.CharField(choices=[('public_task', 'Public task'), ('legitimate_interests', 'Legitimate interests')], default='public_task', max_length=30)),
                ('lawful_text', models.TextField(blank=True)),
                ('calendar', models.CharField(blank=True, max_length=60)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'constraints': [linkage.database.constraints.RowLevelSecurity(name='programmes_settings_rls'), models.UniqueConstraint(fields=('programme_id', 'id'), name='programmes_settings_own_id'), models.UniqueConstraint(fields=('programme',), name='programmes_settings_one')],
            },
        ),
    ]
