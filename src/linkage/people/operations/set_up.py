"""How an installation begins, and each programme in it."""

from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.accounts import operations as accounts
from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations import operations as organisations
from linkage.people import policy, queries
from linkage.people.enums import Role
from linkage.people.operations import moves, persons
from linkage.people.rules import proofs
from linkage.programmes import operations as programmes
from linkage.programmes import queries as programme_queries
from linkage.programmes import rules as programme_rules
from linkage.programmes.models import Programme

MOST_OF_ONE_NAME = 50
# The founding operation speaks of its own fields; the form asks in other words.
_FIELDS = {"name": "programme_name", "slug": "programme_name", "colour": "colour"}


class UnableToBegin(Refused):
    """The programme cannot begin like this."""


@dataclass(frozen=True)
class Beginning:
    """What the first coordinator of a programme says about it."""

    name: str
    email: str
    programme_name: str
    colour: str
    calendar: str = ""
    authority_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Begun:
    """What was made."""

    account: Account
    programme: Programme


@operation(policy.SET_UP)
def set_up(*, actor: Actor, at: datetime, token: str, beginning: Beginning) -> Begun:
    """Make the operator's account and the first programme with them as its coordinator, by the one-time address.

    Raises accounts.UnableToSetUp for a token that cannot be used, UnableToBegin for what was typed.
    """
    accounts.use_set_up_key(actor=actor, at=at, token=token)
    account = accounts.make_operator(actor=actor, at=at, email=beginning.email)
    return Begun(account, found(actor=actor, at=at, beginning=beginning))


@operation(policy.NEW_PROGRAMME)
def begin_programme(*, actor: Actor, at: datetime, beginning: Beginning) -> Programme:
    """Begin another programme, with the operator as its coordinator; raises UnableToBegin."""
    return found(actor=actor, at=at, beginning=beginning)


@part_of_operation
def found(*, actor: Actor, at: datetime, beginning: Beginning) -> Programme:  # noqa: ARG001 - the house's signature
    """Return a new programme with its first coordinator, term dates and the schools it is for."""
    UnableToBegin.unless_none(proofs.name_is_given(beginning.name))
    programme = _create(at, beginning)
    with acting_in(programme.pk):
        inside = Actor.system("set-up", programme.pk)
        person = persons.find_or_add(actor=inside, at=at, name=beginning.name, email=beginning.email)
        persons.note_answer(actor=inside, at=at, person=person)
        moves.grant(actor=inside, at=at, person=person, role=Role.COORDINATOR)
        coordinator = queries.of_person(person)
        if beginning.calendar:
            programmes.follow_calendar(actor=coordinator, at=at, calendar=beginning.calendar)
        if beginning.authority_codes:
            organisations.change_rule(actor=coordinator, at=at, authority_codes=beginning.authority_codes)
    return programme


def _create(at: datetime, beginning: Beginning) -> Programme:
    try:
        return programmes.create(
            actor=Actor.system("set-up"),
            at=at,
            slug=_free_slug(beginning.programme_name),
            name=beginning.programme_name,
            colour=beginning.colour,
            contact_email=beginning.email,
        )
    except programmes.UnableToCreateProgramme as refusal:
        raise UnableToBegin(
            Violation(each.rule, each.sentence, _FIELDS.get(each.field or "")) for each in refusal.violations
        ) from refusal


def _free_slug(name: str) -> str:
    """An address made from the name; when it is taken, with a number behind it."""
    wanted = programme_rules.slug_from(name)
    tries = [wanted, *(f"{wanted[:36]}-{number}" for number in range(2, MOST_OF_ONE_NAME))]
    free = (slug for slug in tries if programme_queries.find(slug) is None)
    usable = (slug for slug in free if not programme_rules.slug_can_be_used(slug, is_taken=False))
    return next(usable, wanted)
