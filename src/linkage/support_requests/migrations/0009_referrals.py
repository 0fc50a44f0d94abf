"""Schools that others refer, and that agree or do not."""

import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0006_changes_noted'),
        ('people', '0007_changes_noted'),
        ('programmes', '0007_changes_noted'),
        ('support_requests', '0008_signposted'),
    ]

    operations = [
        migrations.AlterField(
            model_name='supportrequest',
            name='route',
            field=models.CharField(choices=[('web', 'By the form'), ('on_behalf', 'By an officer for the school'), ('email', 'By an e-mail that somebody here read in'), ('referral', 'By a team that referred the school, which agreed')], default='web', max_length=12),
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('unconfirmed', 'Waiting for whoever refers to confirm'), ('sent', 'Waiting for the school'), ('agreed', 'The school agreed'), ('declined', 'The school does not want this'), ('lapsed', 'The school did not answer')], default='unconfirmed', max_length=12)),
                ('referrer_name', models.CharField(blank=True, max_length=120)),
                ('referrer_email', models.EmailField(blank=True, max_length=254)),
                ('team', models.CharField(max_length=120)),
                ('contact_name', models.CharField(blank=True, max_length=120)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('words', models.TextField(blank=True)),
                ('has_consent', models.BooleanField(default=False)),
                ('referred_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('times_reminded', models.PositiveSmallIntegerField(default=0)),
                ('outcome', models.CharField(blank=True, choices=[('linked', 'The school was helped by a link with another school'), ('signposted', 'The school was pointed to something that may help'), ('helped', 'The school was helped in another way'), ('not_taken_up', 'It was not taken up')], max_length=12)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('contact', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('referrer', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('support_request', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='referrals', to='support_requests.supportrequest')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'status'], name='support_requests_referral_st')],
                'constraints': [linkage.database.constraints.RowLevelSecurity(name='support_requests_referral_rls'), models.UniqueConstraint(fields=('programme_id', 'id'), name='support_requests_referral_own_id'), linkage.database.constraints.SameProgramme(field='referrer', name='support_requests_referral_same_referrer'), linkage.database.constraints.SameProgramme(field='contact', name='support_requests_referral_same_contact'), linkage.database.constraints.SameProgramme(field='support_request', name='support_requests_referral_same_support_request'), models.CheckConstraint(condition=models.Q(models.Q(('referrer__isnull', True), ('sent_at__isnull', True), ('status', 'unconfirmed')), models.Q(models.Q(('status', 'unconfirmed'), _negated=True), ('referrer__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='support_requests_referral_whole'), models.CheckConstraint(condition=models.Q(('has_consent', True)), name='support_requests_referral_agreed')],
            },
        ),
    ]
