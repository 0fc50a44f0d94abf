"""Another row like one that is there."""

import uuid

from django.db import models


def again(row: models.Model, **changes: object) -> models.Model:
    """Keep another row like this one."""
    made = type(row).objects.get(pk=row.pk)
    made.pk, made._state.adding = uuid.uuid4(), True
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made
