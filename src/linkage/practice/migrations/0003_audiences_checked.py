"""Whom a practice is for is said of the rows that were there before, too."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("practice", "0002_audiences")]
    operations = [ValidateConstraint("practice", "practice_practice_audience")]
