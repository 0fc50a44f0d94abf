"""What the first page offers to choose from."""

from linkage.access.actor import Actor
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes


def authorities(*, actor: Actor) -> list[tuple[str, str]]:  # noqa: ARG001 - the register is public
    """Return the local authorities of the register, (code, name) by name."""
    rows = Organisation.objects.filter(programme=None).exclude(authority_code="").exclude(authority_name="")
    return list(rows.order_by("authority_name").values_list("authority_code", "authority_name").distinct())


def calendars(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the term dates that come with Linkage, (key, name)."""
    return [(each.key, each.name) for each in programmes.shipped_calendars(actor=actor)]
