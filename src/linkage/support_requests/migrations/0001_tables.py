import django.contrib.postgres.fields
import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_tables'),
        ('directory', '0001_tables'),
        ('organisations', '0001_tables'),
        ('people', '0001_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='SupportRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('acknowledged', 'We have it'), ('in_triage', 'Being looked at'), ('waiting_for_school', 'Waiting for you'), ('matching', 'Choosing who to ask'), ('approaching', 'Asking somebody'), ('linked', 'Introduced'), ('signposted', 'Pointed to something'), ('commissioned', 'Support is being bought'), ('joined', 'Joined a network or event'), ('cannot_help_yet', 'Nobody yet'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], db_index=True, default='draft', max_length=20)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('route', models.CharField(choices=[('web', 'By the form'), ('on_behalf', 'By an officer for the school')], default='web', max_length=12)),
                ('words', models.TextField(blank=True)),
                ('title', models.CharField(blank=True, max_length=100)),
                ('ways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('call', 'A call or online'), ('visit_us', 'You visit us'), ('visit_you', 'We visit you'), ('coaching', 'Coaching'), ('moderation', 'Moderation'), ('resources', 'Share materials'), ('training', 'A training session')], max_length=20), blank=True, default=list, size=None)),
                ('window', models.CharField(blank=True, choices=[('soon', 'As soon as possible'), ('this_half_term', 'This half-term'), ('next_half_term', 'Next half-term'), ('this_year', 'Some time this school year')], max_length=20)),
                ('window_note', models.CharField(blank=True, max_length=200)),
                ('who_for', models.CharField(blank=True, max_length=200)),
                ('is_name_hidden', models.BooleanField(default=False)),
                ('has_consent', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('routed_at', models.DateTimeField(blank=True, null=True)),
                ('introduced_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('waiting_since', models.DateTimeField(blank=True, null=True)),
                ('waited_days', models.PositiveSmallIntegerField(default=0)),
                ('closing_reason', models.CharField(blank=True, max_length=200)),
                ('asked_by', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('contact', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('owner', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('wanted_entry', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.entry')),
            ],
        ),
        migrations.CreateModel(
            name='RequestArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('area', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('support_request', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='request_areas', to='support_requests.supportrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('asked_by', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('support_request', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='support_requests.supportrequest')),
            ],
        ),
        migrations.CreateModel(
            name='AvoidedSchool',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('support_request', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='avoided', to='support_requests.supportrequest')),
            ],
        ),
        migrations.AddIndex(
            model_name='supportrequest',
            index=models.Index(fields=['programme', 'status'], name='support_requests_status'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=linkage.database.constraints.RowLevelSecurity(name='support_requests_request_rls'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='support_requests_request_own_id'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=linkage.database.constraints.SameProgramme(field='asked_by', name='support_requests_request_same_asked_by'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=linkage.database.constraints.SameProgramme(field='contact', name='support_requests_request_same_contact'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=linkage.database.constraints.SameProgramme(field='owner', name='support_requests_request_same_owner'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=linkage.database.constraints.SameProgramme(field='wanted_entry', name='support_requests_request_same_wanted_entry'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='support_requests_request_number'),
        ),
        migrations.AddConstraint(
            model_name='supportrequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'withdrawn']), models.Q(('has_consent', True), ('number__isnull', False), ('organisation__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='support_requests_request_whole'),
        ),
        migrations.AddConstraint(
            model_name='requestarea',
            constraint=linkage.database.constraints.RowLevelSecurity(name='support_requests_area_rls'),
        ),
        migrations.AddConstraint(
            model_name='requestarea',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='support_requests_area_own_id'),
        ),
        migrations.AddConstraint(
            model_name='requestarea',
            constraint=linkage.database.constraints.SameProgramme(field='support_request', name='support_requests_area_same_support_request'),
        ),
        migrations.AddConstraint(
            model_name='requestarea',
            constraint=linkage.database.constraints.SameProgramme(field='area', name='support_requests_area_same_area'),
        ),
        migrations.AddConstraint(
            model_name='requestarea',
            constraint=models.UniqueConstraint(fields=('programme', 'support_request', 'area'), name='support_requests_area_once'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=linkage.database.constraints.RowLevelSecurity(name='support_requests_question_rls'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='support_requests_question_own_id'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=linkage.database.constraints.SameProgramme(field='support_request', name='support_requests_question_same_support_request'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=linkage.database.constraints.SameProgramme(field='asked_by', name='support_requests_question_same_asked_by'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=linkage.database.constraints.SameProgramme(field='answered_by', name='support_requests_question_same_answered_by'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('programme', 'support_request'), name='support_requests_question_open_once'),
        ),
        migrations.AddConstraint(
            model_name='avoidedschool',
            constraint=linkage.database.constraints.RowLevelSecurity(name='support_requests_avoided_rls'),
        ),
        migrations.AddConstraint(
            model_name='avoidedschool',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='support_requests_avoided_own_id'),
        ),
        migrations.AddConstraint(
            model_name='avoidedschool',
            constraint=linkage.database.constraints.SameProgramme(field='support_request', name='support_requests_avoided_same_support_request'),
        ),
        migrations.AddConstraint(
            model_name='avoidedschool',
            constraint=models.UniqueConstraint(fields=('programme', 'support_request', 'organisation'), name='support_requests_avoided_once'),
        ),
    ]
