"""Whether those a school would like to hear from are to come from different schools."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0012_helped_at")]
    operations = [
        migrations.AddField("supportrequest", "from_different_schools", models.BooleanField(db_default=False, default=False)),
    ]
