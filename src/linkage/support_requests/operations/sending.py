"""Sending a request: from a draft to something with a number, an owner and a clock."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas.models import Area
from linkage.areas.operations import confirm as learn
from linkage.database.numbering import next_number
from linkage.directory import operations as directory
from linkage.directory.enums import NeedSource
from linkage.kernel.errors import Refused
from linkage.people import operations as people
from linkage.programmes import queries as programmes
from linkage.programmes.presenters.settings import sharing_words
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.operations.telling import tell
from linkage.support_requests.presenters import mails


class UnableToSubmitRequest(Refused):
    """A request that is not whole."""


@operation(policy.SUBMIT, target="draft")
def submit(*, actor: Actor, at: datetime, draft: SupportRequest, has_consent: bool, version: int | None = None) -> None:
    """Send a request: it gets its number, its owner and its clock, and everybody concerned is told.

    The words agreed to are kept with it; `version` is the one that was read, where the reader may have been slow.

    Raises UnableToSubmitRequest with everything that is missing. The head (unless they ask themselves) and, for an
    officer who asks on its behalf, the school's contact can stop it from their mail.
    """
    draft.hold()
    answers = queries.answers_of(actor=actor, draft=draft)
    missing = [violation for _, violation in rules.unanswered(answers)]
    agreed = programmes.settings(actor=actor)
    unread = rules.the_words_are_those_read(version, agreed.sharing_version)
    UnableToSubmitRequest.unless_none([*missing, *rules.sharing_is_agreed(has_consent=has_consent), *unread])
    send_off(actor=actor, at=at, draft=draft)


@part_of_operation
def send_off(*, actor: Actor, at: datetime, draft: SupportRequest) -> None:
    """Make a request of a draft that is whole and agreed to: its number, its owner, its clock, and its mails."""
    agreed = programmes.settings(actor=actor)
    areas = queries.areas_of(actor=actor, support_request=draft)
    draft.move_to(RequestStatus.SUBMITTED)
    draft.has_consent = True
    draft.consent_text, draft.consent_version = sharing_words(agreed), agreed.sharing_version
    draft.title = rules.title_of(draft.words, [area.name for area in areas])
    draft.submitted_at = at
    sent = SupportRequest.objects.filter(programme_id=draft.programme_id)
    draft.number = next_number(sent, of=f"request number {draft.programme_id}")
    draft.owner = queries.owner_for(actor=actor, support_request=draft, at=at)
    draft.save()
    learn(actor=actor, at=at, text=draft.words, codes=[area.code for area in areas])
    _note_unmet(actor, at, draft, areas)
    tell(actor=actor, at=at, support_request=draft, write=mails.of_sending)
    if draft.contact:
        people.note_told(actor=actor, at=at, person=draft.contact)


def _note_unmet(actor: Actor, at: datetime, sent: SupportRequest, areas: list[Area]) -> None:
    """Where nobody in the directory could help now, the programme learns what it lacks; the request goes its way."""
    could_help = queries.who_could_help(actor=actor, areas=areas, school=sent.organisation)
    if could_help is None or could_help.people or sent.organisation is None:
        return
    directory.record_unmet(
        actor=actor,
        at=at,
        source=NeedSource.ASK,
        area_codes=[area.code for area in areas],
        phases=sent.organisation.phases,
        organisation=sent.organisation,
    )
