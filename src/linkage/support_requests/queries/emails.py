"""Which school an e-mail comes from, by the web address the register has for it."""

from linkage.access.actor import Actor
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
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


def _is_at(domain: str, wanted: str) -> bool:
    return bool(wanted) and (domain == wanted or domain.endswith(f".{wanted}"))
