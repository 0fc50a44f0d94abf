"""Who is concerned with a request: its school's people, and who hears of it at the programme."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.support_requests import rules
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.queries.clocks import calendar, service_levels
from linkage.support_requests.queries.owners import desk, owner_of


@dataclass(frozen=True)
class Concerned:
    """What a mail about a request has to know: the facts, the promises and the people."""

    request_id: uuid.UUID
    programme_id: uuid.UUID
    slug: str
    reference: str
    title: str
    words: str
    reason: str
    school_name: str
    acknowledge_on: date
    introduce_on: date
    asker: Person
    contact: Person | None
    head: Person | None
    owner: Person | None
    desk: tuple[Person, ...]
    question: Question | None
    joins: str = ""
    joins_on: date | None = None
    joins_note: str = ""

    @property
    def owner_name(self) -> str:
        """Who looks after it, or the programme while nobody does."""
        return self.owner.name if self.owner else "The programme"

    @property
    def school_people(self) -> list[Person]:
        """Who hears of every step: the asker, and the contact for whom they asked."""
        return [self.asker, *([self.contact] if self.contact else [])]

    @property
    def question_words(self) -> str:
        """The question that waits for an answer."""
        return self.question.words if self.question else ""

    @property
    def question_id(self) -> uuid.UUID:
        """The id of the question that waits; the request's own while none does."""
        return self.question.pk if self.question else self.request_id


def concerned(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Concerned:
    """Return the facts, promises and people of a sent request; `desk` is who hears of it on the programme's side."""
    school = support_request.organisation
    levels = service_levels(actor=actor)
    days = calendar(actor=actor, organisation=school)
    sent_on = day_of(support_request.submitted_at or support_request.saved_at)
    waited = support_request.waited_days
    return Concerned(
        request_id=support_request.pk,
        programme_id=support_request.programme_id,
        slug=support_request.programme.slug,
        reference=support_request.reference,
        title=support_request.title,
        words=support_request.words,
        reason=support_request.closing_reason,
        school_name=school.name if school else "",
        acknowledge_on=rules.due_on(days, sent_on, levels.acknowledge, waited),
        introduce_on=rules.due_on(days, sent_on, levels.introduce, waited),
        asker=support_request.asked_by,
        contact=support_request.contact,
        head=people.head_of(actor=actor, organisation_id=support_request.organisation_id),
        owner=owner_of(actor=actor, support_request=support_request, at=at),
        desk=tuple(desk(actor=actor, support_request=support_request, at=at)),
        question=open_question(actor=actor, support_request=support_request),
        joins=support_request.joined_name,
        joins_on=support_request.joined_on,
        joins_note=support_request.joined_note,
    )


def open_question(*, actor: Actor, support_request: SupportRequest) -> Question | None:
    """Return the question the school has not answered yet, or None."""
    asked = support_request.questions.open().filter(programme_id=actor.tenant_id)
    return asked.select_related("asked_by", "support_request").first()
