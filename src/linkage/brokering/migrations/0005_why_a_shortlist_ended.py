"""Why a school has nothing left to choose from what was shared with it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brokering', '0004_shared_shortlists'),
    ]

    operations = [
        migrations.AddField(
            model_name='sharedshortlist',
            name='ended_because',
            field=models.CharField(blank=True, choices=[('went_on', 'we went on without the school’s choice'), ('decided', 'somebody was chosen in another way'), ('over', 'something else came of the request'), ('anew', 'other people were shared')], db_default='', default='', max_length=8),
        ),
    ]
