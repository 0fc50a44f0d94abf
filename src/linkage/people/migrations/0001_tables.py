import django.db.models.deletion
import django.db.models.functions.text
import linkage.database.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_tables'),
        ('programmes', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('created_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('officer', 'Schools officer'), ('commissioner', 'Commissioner'), ('head', 'Headteacher'), ('chair', 'Chair of governors'), ('trust_officer', 'Trust officer'), ('nominee', 'Nominee'), ('network_lead', 'Network lead'), ('co_lead', 'Co-lead'), ('facilitator', 'Facilitator'), ('banker', 'Banker'), ('clerk', 'Clerk'), ('round_organiser', 'Round organiser'), ('reviewer', 'Reviewer'), ('auditor', 'Auditor')], default='head', max_length=20)),
                ('method', models.CharField(choices=[('email', 'E-mail to an address at the school'), ('letter', 'Letter with a one-time code'), ('by_hand', 'Confirmed by hand')], max_length=10)),
                ('status', models.CharField(choices=[('sent', 'Sent'), ('accepted', 'Accepted'), ('declined', 'Not for me'), ('withdrawn', 'Withdrawn')], default='sent', max_length=10)),
                ('code_hash', models.CharField(blank=True, max_length=128)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('sent_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('invited_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('head', 'Headteacher'), ('executive_head', 'Executive headteacher'), ('deputy', 'Deputy or assistant headteacher'), ('middle_leader', 'Subject, phase or year leader'), ('teacher', 'Teacher'), ('teaching_assistant', 'Teaching assistant'), ('support_staff', 'Office, site or other support staff'), ('business_manager', 'School business manager'), ('governor', 'Governor'), ('chair', 'Chair of governors'), ('clerk', 'Clerk to governors'), ('trust_chief', 'Trust chief executive or director'), ('officer', 'Officer or adviser'), ('consultant', 'Consultant')], max_length=20)),
                ('job_title', models.CharField(blank=True, max_length=80)),
                ('status', models.CharField(choices=[('claimed', 'Claimed'), ('confirmed', 'Confirmed'), ('ended', 'Ended')], default='claimed', max_length=10)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('to_on', models.DateField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('confirmed_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('officer', 'Schools officer'), ('commissioner', 'Commissioner'), ('head', 'Headteacher'), ('chair', 'Chair of governors'), ('trust_officer', 'Trust officer'), ('nominee', 'Nominee'), ('network_lead', 'Network lead'), ('co_lead', 'Co-lead'), ('facilitator', 'Facilitator'), ('banker', 'Banker'), ('clerk', 'Clerk'), ('round_organiser', 'Round organiser'), ('reviewer', 'Reviewer'), ('auditor', 'Auditor')], max_length=20)),
                ('scope_kind', models.CharField(choices=[('programme', 'The whole programme'), ('organisation', 'One organisation')], max_length=12)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('deputy_of', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('granted_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_person_rls'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_person_own_id'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('programme', 'email'), name='people_person_email'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('programme', 'account'), name='people_person_account'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='people_person_email_lower'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_invitation_rls'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_invitation_own_id'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='people_invitation_same_person'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=linkage.database.constraints.SameProgramme(field='invited_by', name='people_invitation_same_invited_by'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'sent')), fields=('programme', 'organisation', 'person', 'role'), name='people_invitation_open_once'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_affiliation_rls'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_affiliation_own_id'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='people_affiliation_same_person'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=linkage.database.constraints.SameProgramme(field='confirmed_by', name='people_affiliation_same_confirmed_by'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'ended'), _negated=True), fields=('programme', 'person', 'organisation', 'role'), name='people_affiliation_once'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=linkage.database.constraints.RowLevelSecurity(name='people_rolegrant_rls'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(fields=('programme_id', 'id'), name='people_rolegrant_own_id'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=linkage.database.constraints.SameProgramme(field='person', name='people_rolegrant_same_person'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=linkage.database.constraints.SameProgramme(field='granted_by', name='people_rolegrant_same_granted_by'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=linkage.database.constraints.SameProgramme(field='deputy_of', name='people_rolegrant_same_deputy_of'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('scope_kind', 'programme')), models.Q(('organisation__isnull', False), ('scope_kind', 'organisation')), _connector='OR'), name='people_rolegrant_scope'),
        ),
    ]
