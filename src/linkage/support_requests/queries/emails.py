"""Who an e-mail comes from, by the people of the programme and the web addresses that the register has of schools."""

from linkage.access.actor import Actor
from linkage.messaging.presenters import Known
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.people.rules import addresses

MOST_SCHOOLS = 50


def schools_at(*, actor: Actor, email: str) -> list[Organisation]:
    """Return the schools taking part whose own web domain an address is at, by name; schools of a trust may share one.

    An address of a provider that anybody may have tells nothing: no school has it as its own.
    """
    domain = email.strip().lower().rpartition("@")[2]
    if "." not in domain:
        return []
    part = addresses.own_domain(domain)
    members = organisations.members(actor=actor).filter(organisation__website__icontains=part)
    found = [member.organisation for member in members.select_related("organisation")[:MOST_SCHOOLS]]
    at_home = [each for each in found if _is_at(domain, addresses.wanted_domain(each.website))]
    return sorted(at_home, key=lambda school: school.name)


def known_sender(*, actor: Actor, email: str) -> Known | None:
    """Return who has this address: a person of the programme, else somebody at a school's own web domain; else None."""
    person = Person.objects.filter(programme_id=actor.tenant_id, email=email.strip().lower()).first()
    schools = schools_at(actor=actor, email=email)
    if person is None and not schools:
        return None
    place = schools[0].name if len(schools) == 1 else ""
    if person is None:
        return Known(place=place)
    return Known(person.name, place or _workplace(person), person.pk)


def _workplace(person: Person) -> str:
    work = person.affiliations.select_related("organisation").filter(programme_id=person.programme_id).last()
    return work.organisation.name if work else ""


def _is_at(domain: str, wanted: str) -> bool:
    return bool(wanted) and (domain == wanted or domain.endswith(f".{wanted}"))
