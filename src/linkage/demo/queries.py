"""Who of the demo's people is there, and the account by which they are signed in."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from linkage.access.actor import Actor
from linkage.accounts.models import Account
from linkage.database import tenancy
from linkage.demo import policy
from linkage.demo.personas import EVERYBODY, Persona
from linkage.kernel.errors import NotFound
from linkage.people.models import Person
from linkage.programmes.models import Programme


@dataclass(frozen=True)
class Scene:
    """One programme with those of its people whose part may be taken."""

    programme: Programme
    personas: tuple[Persona, ...]


def scenes(*, actor: Actor) -> list[Scene]:
    """Return the programmes of the demo with their people; raises NotFound outside of a demo."""
    _refuse_elsewhere(actor)
    made = {programme.slug: programme for programme in Programme.objects.all()}
    slugs = dict.fromkeys(persona.programme for persona in EVERYBODY if persona.programme in made)
    return [
        Scene(made[slug], tuple(one for one in EVERYBODY if one.programme == slug and _is_there(made[slug], one)))
        for slug in slugs
    ]


def account_of(*, actor: Actor, key: str) -> tuple[Persona, Account | None]:
    """Return the persona of this key with their account, None for a visitor; raises NotFound for anybody else."""
    _refuse_elsewhere(actor)
    persona = next((one for one in EVERYBODY if one.key == key), None)
    programme = Programme.objects.filter(slug=persona.programme).first() if persona else None
    if persona is None or programme is None:
        raise NotFound("persona")
    if not persona.name:
        return persona, None
    account_id = _account_id(programme, persona)
    account = Account.objects.filter(pk=account_id).first() if account_id else None
    if account is None:
        raise NotFound("persona")
    return persona, account


def _is_there(programme: Programme, persona: Persona) -> bool:
    return not persona.name or _account_id(programme, persona) is not None


def _account_id(programme: Programme, persona: Persona) -> UUID | None:
    with tenancy.acting_in(programme.pk):
        found = Person.objects.filter(name=persona.name, email__endswith=".example").order_by("created_at").first()
    return found.account_id if found else None


def _refuse_elsewhere(actor: Actor) -> None:
    if not settings.DEMO or not policy.SEE.allows(actor):
        raise NotFound("demo")
