"""When the school of a request was pointed to something."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support_requests', '0007_people_wanted'),
    ]

    operations = [
        migrations.AddField(
            model_name='supportrequest',
            name='signposted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
