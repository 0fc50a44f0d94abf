"""A school closes in tests: what the register says then, and what took its place."""

from datetime import timedelta

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import AffiliationRole, AffiliationStatus
from linkage.people.models import Affiliation
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

LATER = NOW + timedelta(days=1)


def register(found, **fields):
    """What the register says from now on; it is written outside of any programme."""
    with acting_in(None):
        Organisation.objects.filter(pk=found.pk).update(**fields)


def closes(old, *followed_by):
    register(old, status=SchoolStatus.CLOSED, closed_on=NOW.date(), successor_urns=[each.urn for each in followed_by])


def find(here, at=LATER):
    return operations.find_closed(actor=Actor.system("schools", here.id), at=at)


def academy(here, name, *staff, is_known=True):
    """A school that took the place of another, where these work now."""
    new = school(name=name)
    if is_known:
        member(here, new)
    for each in staff:
        Affiliation.objects.create(
            programme=here,
            person=each,
            organisation=new,
            role=AffiliationRole.TEACHER,
            status=AffiliationStatus.CONFIRMED,
        )
    return new


def waiting(w):
    found = queries.closed_school(actor=actor(w.farah), engagement_id=w.engagement.pk)
    return found.change


def move(w, new, by=None, at=LATER):
    return operations.move_school(actor=actor(by or w.farah), at=at, change=waiting(w), school_id=new.pk)
