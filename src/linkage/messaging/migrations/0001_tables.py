import django.contrib.postgres.fields
import linkage.database.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('programme_id', models.UUIDField(blank=True, db_index=True, null=True)),
                ('status', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('uncertain', 'We do not know whether it arrived'), ('failed', 'Could not be sent'), ('bounced', 'Came back')], db_index=True, default='queued', max_length=10)),
                ('template', models.CharField(max_length=80)),
                ('recipients', models.JSONField()),
                ('person_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('from_name', models.CharField(max_length=80)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('html', models.TextField()),
                ('attachments', models.JSONField(default=list)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('about_type', models.CharField(blank=True, max_length=100)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('is_urgent', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('attempted_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('dealt_with_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'sending', 'uncertain'])), fields=['due_at'], name='messaging_message_open'), models.Index(fields=['programme_id', 'about_id'], name='messaging_message_about')],
                'constraints': [linkage.database.constraints.RowLevelSecurity(name='messaging_message_rls', rule='own_or_unset'), models.UniqueConstraint(fields=('programme_id', 'id'), name='messaging_message_own_id')],
            },
        ),
    ]
