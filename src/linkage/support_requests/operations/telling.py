"""The mails that follow from what was done."""

from collections.abc import Callable, Iterable
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import operations as messaging
from linkage.people import operations as people
from linkage.people import queries as people_queries
from linkage.support_requests import queries
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.mails import Letter, values_of
from linkage.support_requests.queries import Concerned


@part_of_operation
def tell(
    *, actor: Actor, at: datetime, support_request: SupportRequest, write: Callable[[Concerned], Iterable[Letter]]
) -> None:
    """Send the letters that `write` has for the people concerned; never one to the person who acts."""
    told = queries.concerned(actor=actor, support_request=support_request, at=at)
    for letter in write(told):
        if letter.is_receipt or not actor.is_person(letter.to.person_id):
            messaging.send(
                actor=actor,
                at=at,
                mail=letter.mail,
                to=[letter.to],
                kind=letter.kind,
                about=support_request,
                names=values_of(told),
            )


@part_of_operation
def note_answered(*, actor: Actor, at: datetime) -> None:
    """Remember that the person who acts did so themselves: we no longer only hold what others typed about them."""
    person = people_queries.person(actor=actor, person_id=actor.person_id)
    people.note_answer(actor=actor, at=at, person=person)
