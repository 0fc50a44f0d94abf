"""What was typed about a contact is kept in a draft until it is whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0003_one_question_waits")]
    operations = [
        migrations.AddField(
            "supportrequest", "contact_name", models.CharField(blank=True, db_default="", default="", max_length=120)
        ),
        migrations.AddField(
            "supportrequest", "contact_email", models.CharField(blank=True, db_default="", default="", max_length=254)
        ),
        migrations.AddField(
            "supportrequest", "contact_job_title", models.CharField(blank=True, db_default="", default="", max_length=80)
        ),
    ]
