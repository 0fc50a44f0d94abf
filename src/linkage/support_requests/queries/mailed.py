"""Requests as mail that came in knows them: what they are called, where they stand, who hears of an answer."""

import re
import uuid
from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.messaging.presenters import Recipient, Record
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.queries.owners import desk

_REFERENCE = re.compile(r"\s*R?\s*-?\s*0*([1-9]\d{0,8})\s*", re.IGNORECASE)


def mailed_record(*, actor: Actor, request_id: uuid.UUID, at: datetime) -> Record | None:
    """Return a request for those who work on mail of the programme; None when it is gone.

    A draft leads to the rest of its questions; only its writer may open it.
    """
    found = SupportRequest.objects.whole().filter(programme_id=actor.tenant_id, pk=request_id).first()
    if found is None:
        return None
    is_draft = found.state == RequestStatus.DRAFT
    page = "resume" if is_draft else "request"
    people = [] if is_draft else desk(actor=actor, support_request=found, at=at)
    return Record(
        title=_title(found),
        path=reverse(f"support_requests:{page}", args=[found.programme.slug, found.pk]),
        owners=tuple(Recipient(one.name, one.email, one.pk) for one in people),
    )


def mailed_titles(*, actor: Actor, request_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return what requests are called, by key, for those who work on mail of the programme."""
    found = SupportRequest.objects.filter(programme_id=actor.tenant_id, pk__in=request_ids)
    return {each.pk: _title(each) for each in found}


def _title(found: SupportRequest) -> str:
    return ", ".join(part for part in (found.reference, found.title) if part) or "The draft"


def question_mailed(*, actor: Actor, request_id: uuid.UUID | None, written_at: datetime) -> Question | None:
    """Return the open question of a request that a mail of that moment asked or reminded of; None when none is now."""
    found = Question.objects.open().select_related("support_request", "support_request__programme")
    return found.filter(programme_id=actor.tenant_id, support_request=request_id, asked_at__lte=written_at).first()


def writer_of(*, actor: Actor, person_id: uuid.UUID | None) -> Actor | None:
    """Return who wrote a mail as if they were signed in, on the word of the mail server; None for nobody we know."""
    if person_id is None or not actor.is_system:
        return None
    found = Person.objects.filter(programme_id=actor.tenant_id, pk=person_id).first()
    return people.of_person(found) if found else None


def request_named(*, actor: Actor, text: str) -> uuid.UUID | None:
    """Return the key of the request with this number, as people write it: "R-0412", "r412"; None for no such."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    sent = SupportRequest.objects.filter(programme_id=actor.tenant_id, number=int(found[1]))
    return sent.values_list("pk", flat=True).first()
