"""A school's programme has no key in the database: the wall lets nobody write another than the one they act in.

The key was looked up for each of 50,000 schools of a register, none of which has a programme (benchmarks/RESULTS.md).
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_stretches_of_register_lines"), ("programmes", "0001_tables")]
    operations = [
        migrations.AlterField(
            "organisation",
            "programme",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="programmes.programme",
            ),
        ),
    ]
