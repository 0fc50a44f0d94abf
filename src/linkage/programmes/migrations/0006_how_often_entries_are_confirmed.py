"""How often people are asked whether their entry is still right: once a term unless the programme says otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_frequent_questions")]
    operations = [
        migrations.AddField(
            "programmesettings", "confirm_terms", models.PositiveSmallIntegerField(db_default=1, default=1)
        ),
    ]
