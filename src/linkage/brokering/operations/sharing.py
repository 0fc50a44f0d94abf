"""Sharing a few people with the school, and what the school says to them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.brokering import policy, problem, rules
from linkage.brokering.enums import ShortlistEnd
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.brokering.presenters import shortlists as presenters
from linkage.brokering.rules import Candidate, sharing
from linkage.directory.enums import Visibility
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.programmes.enums import WhoChooses
from linkage.support_requests import operations as support_requests
from linkage.support_requests import queries as requests
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest


class UnableToShare(Refused):
    """Too many, too few, somebody who cannot be introduced now, or a programme that chooses itself."""


class UnableToAnswerShortlist(Refused):
    """What was answered meanwhile, or somebody who was not among them."""


@operation(policy.SHARE, target="support_request")
def share(
    *, actor: Actor, at: datetime, support_request: SupportRequest, people: Mapping[UUID, str]
) -> SharedShortlist:
    """Share people (entry: a line about them, or nothing) with the school; the clock stops until it has chosen.

    Everybody has to be somebody who could be introduced now. Raises UnableToShare.
    """
    support_request.hold()
    settings = programmes.settings(actor=actor)
    UnableToShare.unless_none(
        [
            *sharing.the_school_may_choose(may=settings.who_chooses != WhoChooses.PROGRAMME),
            *sharing.few_are_shared(len(people)),
            *_can_be_shared(support_request),
        ]
    )
    found = problem.assemble(actor=actor, support_request=support_request, at=at)
    ranking = rules.rank(found.need, found.helpers)
    fitting = {each.helper.entry_id: each for each in ranking.candidates}
    gone = [found.people[str(key)].name for key in people if str(key) not in fitting and str(key) in found.people]
    if gone or not all(str(key) in fitting for key in people):
        names = ", ".join(gone) or "Somebody"
        raise UnableToShare([Violation("share", f"{names} cannot be introduced now. Choose again", "person")])
    end_shared(actor=actor, at=at, support_request=support_request, because=ShortlistEnd.OVER)
    assert actor.person_id is not None
    made = SharedShortlist.objects.create(
        programme_id=support_request.programme_id,
        support_request=support_request,
        is_named=settings.who_chooses == WhoChooses.SCHOOL_NAMED,
        shared_by_id=actor.person_id,
        shared_at=at,
    )
    _keep_people(made, people, {key: found.people[key].job_title for key in fitting}, fitting)
    support_requests.wait_for_school(actor=actor, at=at, support_request=support_request)
    _tell_school(actor, at, support_request, len(people))
    return made


def _keep_people(
    made: SharedShortlist, people: Mapping[UUID, str], roles: Mapping[str, str], fitting: Mapping[str, Candidate]
) -> None:
    discreet = set(Entry.objects.filter(pk__in=people, visibility=Visibility.BROKERS).values_list("pk", flat=True))
    for key, note in people.items():
        SharedPerson.objects.create(
            programme_id=made.programme_id,
            shortlist=made,
            entry_id=key,
            role="" if key in discreet else roles[str(key)][:80],
            note=note.strip(),
            reasons=sharing.reasons_for_school(fitting[str(key)].terms),
        )


@operation(policy.ANSWER_SHORTLIST, target="shortlist")
def answer_shortlist(
    *, actor: Actor, at: datetime, shortlist: SharedShortlist, entry_id: UUID | None, words: str = ""
) -> SharedShortlist:
    """Say for the school who of them it would like to meet, or that none fits and why; the clock runs again.

    Nobody is told who was chosen but those who look after the request. Raises UnableToAnswerShortlist.
    """
    _hold_waiting(shortlist)
    UnableToAnswerShortlist.unless_none(sharing.why_none_is_said(has_chosen=entry_id is not None, words=words))
    if entry_id is not None and not shortlist.people.filter(entry_id=entry_id).exists():
        raise UnableToAnswerShortlist([Violation("answer", "Choose one of the people we shared", "choice")])
    shortlist.answered_by_id, shortlist.answered_at = actor.person_id, at
    shortlist.chosen_entry_id, shortlist.answer = entry_id, words.strip()
    shortlist.save()
    about = shortlist.support_request
    support_requests.return_from_school(actor=actor, at=at, support_request=about)
    school = about.organisation.name if about.organisation else ""
    name = shortlist.chosen_entry.headline if shortlist.chosen_entry else ""
    for reader in requests.desk(actor=actor, support_request=about, at=at):
        mail = presenters.answered_mail(about, school, name, shortlist.answer)
        _send(actor, at, mail, reader, "brokering.shortlist_answered", about, school)
    return shortlist


@operation(policy.GO_ON, target="shortlist")
def go_on_without_choice(*, actor: Actor, at: datetime, shortlist: SharedShortlist) -> None:
    """Choose ourselves after all; what was shared is no longer the school's to answer."""
    _hold_waiting(shortlist)
    about = shortlist.support_request
    end_shared(actor=actor, at=at, support_request=about, because=ShortlistEnd.WENT_ON)
    support_requests.return_from_school(actor=actor, at=at, support_request=about)


@part_of_operation
def end_shared(*, actor: Actor, at: datetime, support_request: SupportRequest, because: ShortlistEnd) -> None:
    """End what is shared for a request, which the caller holds: nobody acts on it any more, answered or not."""
    shared = SharedShortlist.objects.filter(programme_id=actor.tenant_id, support_request=support_request)
    shared.filter(ended_at=None).update(ended_at=at, ended_because=because)


def _hold_waiting(shortlist: SharedShortlist) -> None:
    # Always the request first, as sharing does.
    shortlist.support_request.hold()
    shortlist.hold()
    if not shortlist.is_waiting:
        raise UnableToAnswerShortlist("This has been answered, or the request has gone on. Nothing is left to choose")


def _can_be_shared(support_request: SupportRequest) -> list[Violation]:
    if support_request.state == RequestStatus.WAITING_FOR_SCHOOL:
        return [Violation("can_be_shared", "The school has something to answer first")]
    if support_request.state not in OPEN or support_request.state == RequestStatus.APPROACHING:
        sentence = f"This request is now “{support_request.state.label}”: there is nothing to share"
        return [Violation("can_be_shared", sentence)]
    return []


@part_of_operation
def _tell_school(actor: Actor, at: datetime, about: SupportRequest, number: int) -> None:
    told = requests.concerned(actor=actor, support_request=about, at=at)
    for reader in told.school_people:
        mail = presenters.shared_mail(about, number, told.owner_name)
        _send(actor, at, mail, reader, "brokering.shortlist", about, told.school_name)


def _send(
    actor: Actor, at: datetime, mail: Mail, reader: Person, kind: str, about: SupportRequest, school: str
) -> None:
    if actor.is_person(reader.pk):
        return
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(reader.name, reader.email, reader.pk)],
        kind=kind,
        about=about,
        names={"title": about.title, "school": school},
    )
