"""How many people a school would like to hear from: one, where nobody said."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0006_also_wanted")]
    operations = [
        migrations.AddField("supportrequest", "people_wanted", models.PositiveSmallIntegerField(db_default=1, default=1)),
    ]
