"""Areas in two levels, with the headings they are counted under."""

from django.db import migrations, models

import linkage.database.constraints


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_tables")]
    operations = [
        migrations.AddField(
            "area",
            "parent",
            linkage.database.constraints.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="children",
                to="areas.area",
            ),
        ),
        migrations.AddField(
            "area", "ofsted_area", models.CharField(blank=True, db_default="", default="", max_length=60)
        ),
        migrations.AddField(
            "area", "priority", models.CharField(blank=True, db_default="", default="", max_length=100)
        ),
        migrations.AddField("area", "is_own", models.BooleanField(db_default=False, default=False)),
    ]
