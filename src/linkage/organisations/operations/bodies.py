"""The programme's own bodies: hubs, charities, businesses, universities that no register of schools holds."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.organisations import policy, rules
from linkage.organisations.models import Organisation


class UnableToKeepBody(Refused):
    """A body without a name, or one the programme has already."""


@operation(policy.ADD_BODY)
def add_body(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001 - the house's signature
    name: str,
    kind: str,
    town: str = "",
    postcode: str = "",
    website: str = "",
) -> Organisation:
    """Add a hub or partner of the programme, seen by no other; raises UnableToKeepBody for a name it has already."""
    body = Organisation(programme_id=actor.tenant_id)
    return _kept(body, name=name, kind=kind, town=town, postcode=postcode, website=website)


@operation(policy.CHANGE_BODY, target="body")
def change_body(
    *,
    actor: Actor,  # noqa: ARG001 - the house's signature
    at: datetime,  # noqa: ARG001
    body: Organisation,
    name: str,
    kind: str,
    town: str = "",
    postcode: str = "",
    website: str = "",
) -> Organisation:
    """Change what a hub or partner is called and where it is; raises UnableToKeepBody."""
    return _kept(body, name=name, kind=kind, town=town, postcode=postcode, website=website)


def _kept(body: Organisation, **given: str) -> Organisation:
    for field, value in given.items():
        setattr(body, field, " ".join(value.split()))
    namesakes = Organisation.objects.filter(programme=body.programme, name__iexact=body.name)
    is_taken = namesakes.exclude(pk=body.pk).exists()
    UnableToKeepBody.unless_none(rules.body_has_a_name(body.name, is_taken=is_taken))
    body.save()
    return body
