"""What a school agrees to when it asks, in a programme's own words, and whom to ring about a child."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_settings_no_longer_asked")]
    operations = [
        migrations.AddField("programmesettings", "sharing_text", models.TextField(blank=True, db_default="", default="")),
        migrations.AddField(
            "programmesettings", "sharing_version", models.PositiveSmallIntegerField(db_default=1, default=1)
        ),
        migrations.AddField(
            "programmesettings", "safeguarding_contact", models.TextField(blank=True, db_default="", default="")
        ),
    ]
