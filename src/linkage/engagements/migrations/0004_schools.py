"""Schools that close mid-way, visits cancelled too late, and what fell to whoever leads."""

import django.db.models.deletion
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engagements', '0003_concerns'),
        ('organisations', '0006_changes_noted'),
        ('people', '0008_covers'),
        ('programmes', '0009_late_steps_and_who_chooses'),
    ]

    operations = [
        migrations.AddField(
            model_name='objective',
            name='taken_over_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='planaction',
            name='taken_over_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='visit',
            name='counts_as_given',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='SchoolChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[('client', 'Asking'), ('home', 'Helping')], max_length=6)),
                ('found_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('engagement', linkage.database.constraints.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_changes', to='engagements.engagement')),
                ('now', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('settled_by', linkage.database.constraints.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('was', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [linkage.database.constraints.RowLevelSecurity(name='engagements_schoolchange_rls'), models.UniqueConstraint(fields=('programme_id', 'id'), name='engagements_schoolchange_own_id'), linkage.database.constraints.SameProgramme(field='engagement', name='engagements_schoolchange_same_engagement'), linkage.database.constraints.SameProgramme(field='settled_by', name='engagements_schoolchange_same_settled_by'), models.UniqueConstraint(fields=('programme', 'engagement', 'side', 'was'), name='engagements_schoolchange_once'), models.CheckConstraint(condition=models.Q(('now__isnull', True), ('settled_at__isnull', False), _connector='OR'), name='engagements_schoolchange_settled')],
            },
        ),
    ]
