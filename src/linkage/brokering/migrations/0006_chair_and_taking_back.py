"""Who stands for a head who is asked themselves, and until when a noted answer can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brokering', '0005_why_a_shortlist_ended'),
    ]

    operations = [
        migrations.AddField(
            model_name='approach',
            name='agrees_alone',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='askedperson',
            name='undo_by_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='askedperson',
            name='part',
            field=models.CharField(choices=[('head', 'Their head'), ('chair', 'Who stands for the head'), ('person', 'The person')], max_length=6),
        ),
        migrations.AlterField(
            model_name='sharedshortlist',
            name='ended_because',
            field=models.CharField(blank=True, choices=[('went_on', 'we went on without the school’s choice'), ('decided', 'somebody was chosen in another way'), ('over', 'something else came of the request')], db_default='', default='', max_length=8),
        ),
    ]
