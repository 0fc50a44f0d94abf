"""The shares of pupils with special educational needs and with another first language: what schools are alike in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_no_key_to_a_programme")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="sen_percent",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="eal_percent",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
        ),
    ]
