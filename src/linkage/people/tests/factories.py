from datetime import date
from itertools import count

from linkage.access.actor import Actor
from linkage.people import queries
from linkage.people.enums import AffiliationRole, AffiliationStatus, DesignationStatus, Holder, Role, ScopeKind
from linkage.people.models import Affiliation, Designation, DesignationTitle, Person, RoleGrant
from linkage.programmes.tests.factories import NOW

_numbers = count(1)


def person(programme, **fields) -> Person:
    number = next(_numbers)
    return Person.objects.create(
        programme=programme,
        **{"name": f"Person {number}", "email": f"person{number}@school.example", "created_at": NOW, **fields},
    )


def staff(programme, organisation, role=AffiliationRole.TEACHER, **fields) -> Person:
    made = person(programme, **fields)
    Affiliation.objects.create(
        programme=programme, person=made, organisation=organisation, role=role, status=AffiliationStatus.CONFIRMED
    )
    return made


def grant(someone: Person, role: Role, organisation=None) -> RoleGrant:
    return RoleGrant.objects.create(
        programme_id=someone.programme_id,
        person=someone,
        role=role,
        scope_kind=ScopeKind.ORGANISATION if organisation else ScopeKind.PROGRAMME,
        organisation=organisation,
        from_on=date(2020, 9, 1),
    )


def head(programme, organisation, **fields) -> Person:
    made = staff(programme, organisation, AffiliationRole.HEAD, **fields)
    grant(made, Role.HEAD, organisation)
    return made


def coordinator(programme, **fields) -> Person:
    made = person(programme, **fields)
    grant(made, Role.COORDINATOR)
    return made


def actor(someone: Person) -> Actor:
    return queries.of_person(someone)


def title(programme, name="Specialist Leader of Education", holder=Holder.PERSON, **fields) -> DesignationTitle:
    found = DesignationTitle.objects.filter(programme=programme, name=name).first()
    return found or DesignationTitle.objects.create(programme=programme, name=name, holder=holder, **fields)


def designation(programme, holder, **fields) -> Designation:
    """What a person or a school holds since September 2024, confirmed."""
    is_person = isinstance(holder, Person)
    of = {"person": holder} if is_person else {"organisation": holder}
    if "title" not in fields:
        fields["title"] = title(programme) if is_person else title(programme, "Maths Hub", Holder.ORGANISATION)
    held = {
        "awarded_by": "Wyre Teaching School Hub",
        "from_on": date(2024, 9, 1),
        "status": DesignationStatus.HELD,
        "said_at": NOW,
        "confirmed_at": NOW,
    }
    return Designation.objects.create(programme=programme, **of, **held | fields)
