"""A record of what somebody, or a school, has given is taken home: the entry says who and when."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy
from linkage.organisations.models import Organisation
from linkage.people.models import Affiliation


@operation(policy.TAKE_STAFF_RECORD, target="affiliation")
def note_staff_record_taken(*, actor: Actor, at: datetime, affiliation: Affiliation) -> None:
    """Note that a head took the record of one of their staff home as a file."""


@operation(policy.TAKE_SCHOOL_RECORD, target="organisation")
def note_school_record_taken(*, actor: Actor, at: datetime, organisation: Organisation) -> None:
    """Note that the record of a school was taken home as a file."""
