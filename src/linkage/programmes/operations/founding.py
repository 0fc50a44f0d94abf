"""How a programme begins."""

from datetime import datetime

from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Refused
from linkage.programmes import policy, queries, rules
from linkage.programmes.models import Programme, ProgrammeSettings
from linkage.programmes.signals import programme_created


class UnableToCreateProgramme(Refused):
    """The name, the address or the colour cannot be used."""


@operation(policy.CREATE)
def create(
    *,
    actor: Actor,
    at: datetime,
    slug: str,
    name: str,
    colour: str = "#0b5d66",
    tagline: str = "School-to-school support",
    contact_email: str = "",
    contact_phone: str = "",
    contact_times: str = "",
) -> Programme:
    """Found a programme with its settings, and tell the apps above (which give it their own beginnings).

    Raises UnableToCreateProgramme. The caller is in no programme yet; within, only the new one's rows are seen.
    """
    UnableToCreateProgramme.unless_none(
        [
            *rules.name_is_given(name),
            *rules.slug_can_be_used(slug, is_taken=queries.find(slug) is not None),
            *rules.colour_is_hex(colour),
        ]
    )
    made = Programme(
        slug=slug,
        name=name.strip(),
        colour=colour.lower(),
        tagline=tagline.strip(),
        contact_email=contact_email,
        contact_phone=contact_phone,
        contact_times=contact_times,
        created_at=at,
    )
    _insert(made)
    with acting_in(made.pk):
        ProgrammeSettings.objects.create(programme=made)
        programme_created.send(sender=Programme, programme=made, actor=actor, at=at)
    return made


def _insert(made: Programme) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # somebody else took the address a moment ago
        raise UnableToCreateProgramme(rules.slug_can_be_used(made.slug, is_taken=True)) from error
