"""What schools can be pointed to, and what they were pointed to."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0007_no_index_of_marks'),
        ('links', '0004_changes_noted'),
        ('people', '0007_changes_noted'),
        ('programmes', '0007_changes_noted'),
        ('support_requests', '0008_signposted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Destination',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('resource', 'Resource'), ('service', 'Service'), ('partner', 'Partner'), ('officer', 'Officer'), ('event', 'Event')], max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('about', models.CharField(max_length=300)),
                ('website', models.CharField(blank=True, max_length=300)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('phases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('sixteen_plus', '16 plus'), ('special', 'Special'), ('alternative', 'Alternative provision')], max_length=20), blank=True, default=list, size=None)),
                ('happens_on', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField()),
                ('added_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('owner', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='DestinationArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('area', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('destination', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='destination_areas', to='links.destination')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Signpost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('sent', 'Sent'), ('helped', 'It helped'), ('did_not_help', 'It did not help'), ('no_answer', 'No answer')], default='sent', max_length=12)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField()),
                ('next_on', models.DateField(blank=True, null=True)),
                ('times_asked', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('missing', models.CharField(blank=True, max_length=300)),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('sent_by', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('support_request', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signposts', to='support_requests.supportrequest')),
            ],
        ),
        migrations.CreateModel(
            name='SignpostPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('destination', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='links.destination')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('signpost', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='links.signpost')),
            ],
        ),
        migrations.AddIndex(
            model_name='destination',
            index=models.Index(fields=['programme', 'review_on'], name='links_destination_review'),
        ),
        migrations.AddConstraint(
            model_name='destination',
            constraint=linkage.database.constraints.RowLevelSecurity(name='links_destination_rls'),
        ),
        migrations.AddConstraint(
            model_name='destination',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='links_destination_own_id'),
        ),
        migrations.AddConstraint(
            model_name='destination',
            constraint=linkage.database.constraints.SameProgramme(field='owner', name='links_destination_same_owner'),
        ),
        migrations.AddConstraint(
            model_name='destination',
            constraint=models.CheckConstraint(condition=models.Q(('website', ''), ('contact', ''), _negated=True), name='links_destination_reachable'),
        ),
        migrations.AddConstraint(
            model_name='destination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('happens_on__isnull', False), ('kind', 'event')), models.Q(models.Q(('kind', 'event'), _negated=True), ('happens_on__isnull', True)), _connector='OR'), name='links_destination_dated'),
        ),
        migrations.AddConstraint(
            model_name='destinationarea',
            constraint=linkage.database.constraints.RowLevelSecurity(name='links_destinationarea_rls'),
        ),
        migrations.AddConstraint(
            model_name='destinationarea',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='links_destinationarea_own_id'),
        ),
        migrations.AddConstraint(
            model_name='destinationarea',
            constraint=linkage.database.constraints.SameProgramme(field='destination', name='links_destinationarea_same_destination'),
        ),
        migrations.AddConstraint(
            model_name='destinationarea',
            constraint=linkage.database.constraints.SameProgramme(field='area', name='links_destinationarea_same_area'),
        ),
        migrations.AddConstraint(
            model_name='destinationarea',
            constraint=models.UniqueConstraint(fields=('programme', 'destination', 'area'), name='links_destinationarea_once'),
        ),
        migrations.AddIndex(
            model_name='signpost',
            index=models.Index(fields=['programme', 'next_on'], name='links_signpost_next'),
        ),
        migrations.AddConstraint(
            model_name='signpost',
            constraint=linkage.database.constraints.RowLevelSecurity(name='links_signpost_rls'),
        ),
        migrations.AddConstraint(
            model_name='signpost',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='links_signpost_own_id'),
        ),
        migrations.AddConstraint(
            model_name='signpost',
            constraint=linkage.database.constraints.SameProgramme(field='support_request', name='links_signpost_same_support_request'),
        ),
        migrations.AddConstraint(
            model_name='signpost',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='links_signpost_same_person'),
        ),
        migrations.AddConstraint(
            model_name='signpost',
            constraint=linkage.database.constraints.SameProgramme(field='sent_by', name='links_signpost_same_sent_by'),
        ),
        migrations.AddConstraint(
            model_name='signpostplace',
            constraint=linkage.database.constraints.RowLevelSecurity(name='links_signpostplace_rls'),
        ),
        migrations.AddConstraint(
            model_name='signpostplace',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='links_signpostplace_own_id'),
        ),
        migrations.AddConstraint(
            model_name='signpostplace',
            constraint=linkage.database.constraints.SameProgramme(field='signpost', name='links_signpostplace_same_signpost'),
        ),
        migrations.AddConstraint(
            model_name='signpostplace',
            constraint=linkage.database.constraints.SameProgramme(field='destination', name='links_signpostplace_same_destination'),
        ),
        migrations.AddConstraint(
            model_name='signpostplace',
            constraint=models.UniqueConstraint(fields=('programme', 'signpost', 'destination'), name='links_signpostplace_once'),
        ),
    ]
