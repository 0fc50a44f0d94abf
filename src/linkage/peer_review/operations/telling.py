"""Who hears what about a round of visits, and with which file for the calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Attachment, Mail, Recipient
from linkage.peer_review import policy, queries
from linkage.peer_review.models import KeptApart, RotaPlan, Round, RoundSchool, Visit, Visiting
from linkage.peer_review.presenters import calendars, mails
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.programmes import queries as programmes


@part_of_operation
def asked(*, actor: Actor, at: datetime, school: RoundSchool, head: Person, is_reminder: bool = False) -> None:
    """Ask a head whether the school takes part, by a signed link; a reminder is the same question."""
    found = school.round
    token = _token(policy.ANSWER_LINK, school, head)
    told = mails.told(found, head, school, mails.page("answer-by-link", found, token))
    mail = mails.asked(
        told, by=found.answers_by_on, who_go=found.who_go, visitors=found.visitors, is_reminder=is_reminder
    )
    send(
        actor=actor,
        at=at,
        about=school,
        kind="peer_review.reminder" if is_reminder else "peer_review.asked",
        mail=mail,
        to=head,
        told=told,
    )


@part_of_operation
def organises(*, actor: Actor, at: datetime, review_round: Round, person: Person) -> None:
    """Tell somebody that they run the round from now on."""
    told = mails.told(review_round, person, None, review_round.path)
    send(
        actor=actor,
        at=at,
        about=review_round,
        kind="peer_review.organises",
        mail=mails.organises(told, who=actor.name),
        to=person,
        told=told,
    )


@part_of_operation
def vacant(*, actor: Actor, at: datetime, review_round: Round) -> None:
    """Tell whoever runs the programme that nobody runs the round."""
    for person in people.people_with(actor=actor, role=Role.COORDINATOR):
        told = mails.told(review_round, person, None, mails.page("organisers", review_round, review_round.pk))
        # Also to whoever took the last organiser off the list of a school: they did not mean the round.
        send(
            actor=actor,
            at=at,
            about=review_round,
            kind="peer_review.vacant",
            mail=mails.vacant(told),
            to=person,
            told=told,
            even_self=True,
        )


@part_of_operation
def planned(*, actor: Actor, at: datetime, review_round: Round, is_possible: bool) -> None:
    """Tell the organisers that the plan is there, or that none keeps all rules."""
    for person in queries.to_be_told(actor=actor, review_round=review_round):
        told = mails.told(review_round, person, None, review_round.path)
        send(
            actor=actor,
            at=at,
            about=review_round,
            kind="peer_review.planned",
            mail=mails.planned(told, is_possible=is_possible),
            to=person,
            told=told,
        )


@part_of_operation
def let_meet(*, actor: Actor, at: datetime, said: KeptApart, review_round: Round) -> None:
    """Tell the head of a school that it may meet a school it should not; which one says its page alone."""
    school = review_round.schools.select_related("organisation").filter(organisation=said.school).first()
    head = people.head_of(actor=actor, organisation_id=said.school_id)
    if school is not None and head is not None:
        told = mails.told(review_round, head, school, mails.page("answer", review_round, school.pk))
        mail = mails.let_meet(told)
        send(actor=actor, at=at, about=school, kind="peer_review.let_meet", mail=mail, to=head, told=told)


@part_of_operation
def published(*, actor: Actor, at: datetime, school: RoundSchool, visits: Sequence[Visit]) -> None:
    """Tell whoever goes for a school their visits, with a file for each."""
    if school.person is None:
        return
    sender = programmes.sender(actor=actor)
    told = mails.told(school.round, school.person, school, _own_path(school))
    mail = mails.published(told, lines=[_line_of(each, school) for each in visits])
    files = [calendars.attachment(each, made_at=at, organiser=sender) for each in visits]
    send(
        actor=actor,
        at=at,
        about=school,
        kind="peer_review.published",
        mail=mail,
        to=school.person,
        told=told,
        files=files,
        even_self=True,
    )


@part_of_operation
def changed(
    *, actor: Actor, at: datetime, school: RoundSchool, person: Person, lines: Sequence[tuple[str, Visit, bool]]
) -> None:
    """Tell somebody what a change is for them: each line with its visit, and whether it goes out of the calendar."""
    sender = programmes.sender(actor=actor)
    told = mails.told(school.round, person, school, _own_path(school))
    files = [calendars.attachment(visit, made_at=at, organiser=sender, takes_out=out) for _, visit, out in lines]
    mail = mails.changed(told, lines=[line for line, _, _ in lines])
    send(
        actor=actor,
        at=at,
        about=school,
        kind="peer_review.changed",
        mail=mail,
        to=person,
        told=told,
        files=files,
        even_self=True,
    )


@part_of_operation
def cancelled(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell both sides of a visit that it is not; the file takes it out."""
    file = calendars.attachment(visit, made_at=at, organiser=programmes.sender(actor=actor), takes_out=True)
    for school, person in queries.sides(actor=actor, visit=visit):
        told = mails.told(visit.round, person, school, visit.path)
        mail = mails.cancelled(told, host=visit.host.name, week=visit.week_on)
        send(
            actor=actor,
            at=at,
            about=visit,
            kind="peer_review.cancelled",
            mail=mail,
            to=person,
            told=told,
            files=[file],
            even_self=True,
        )


@part_of_operation
def day_chosen(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell both sides the day; the file puts it in the place of the week."""
    assert visit.visits_on is not None
    file = calendars.attachment(visit, made_at=at, organiser=programmes.sender(actor=actor))
    for school, person in queries.sides(actor=actor, visit=visit):
        told = mails.told(visit.round, person, school, visit.path)
        is_host = school.organisation_id == visit.host_id
        mail = mails.day_chosen(told, host=visit.host.name, on=visit.visits_on, is_host=is_host)
        send(
            actor=actor,
            at=at,
            about=visit,
            kind="peer_review.day_chosen",
            mail=mail,
            to=person,
            told=told,
            files=[file],
            even_self=True,
        )


@part_of_operation
def dropped_out(*, actor: Actor, at: datetime, school: RoundSchool, plan: RotaPlan | None) -> None:
    """Tell the organisers that a school takes part no more, and whether a change is prepared."""
    for person in queries.to_be_told(actor=actor, review_round=school.round):
        told = mails.told(school.round, person, school, school.round.path)
        mail = mails.dropped_out(told, follows=_follows(plan, is_known=school.round.published_at is not None))
        send(actor=actor, at=at, about=school, kind="peer_review.dropped_out", mail=mail, to=person, told=told)


@part_of_operation
def given_back(*, actor: Actor, at: datetime, visiting: Visiting, plan: RotaPlan | None) -> None:
    """Tell the organisers that somebody cannot go to a visit, and whether a change is prepared."""
    visit = visiting.visit
    for person in queries.to_be_told(actor=actor, review_round=visit.round):
        told = replace(mails.told(visit.round, person, None, visit.round.path), school=visiting.organisation.name)
        follows = _follows(plan, is_known=True)
        mail = mails.given_back(
            told, who=visiting.person.name, host=visit.host.name, week=visit.week_on, follows=follows
        )
        send(actor=actor, at=at, about=visit, kind="peer_review.given_back", mail=mail, to=person, told=told)


@part_of_operation
def next_proposed(*, actor: Actor, at: datetime, review_round: Round) -> None:
    """Tell the organisers of the last round that the next is prepared."""
    for person in queries.to_be_told(actor=actor, review_round=review_round):
        told = mails.told(review_round, person, None, review_round.path)
        mail = mails.next_proposed(told, first_week=review_round.first_week_on)
        send(actor=actor, at=at, about=review_round, kind="peer_review.next_proposed", mail=mail, to=person, told=told)


def _follows(plan: RotaPlan | None, *, is_known: bool) -> str:
    if not is_known:
        return mails.NOBODY_KNOWS
    return mails.PREPARED if plan is not None and plan.is_possible else mails.IN_THE_WAY


def _line_of(visit: Visit, school: RoundSchool) -> str:
    """Return what a visit is for a school, in a sentence."""
    if visit.host_id == school.organisation_id:
        return f"Your school is visited in {mails.week_of(visit.week_on)}."
    writes, leads = (
        each is not None and each.organisation_id == school.organisation_id for each in (visit.writer, visit.lead)
    )
    return mails.you_visit(visit.host.name, visit.week_on, writes=writes, leads=leads)


def _own_path(school: RoundSchool) -> str:
    """Return the signed address of the visits of whoever goes for a school."""
    assert school.person is not None
    return mails.page("rota-by-link", school.round, _token(policy.ROTA_LINK, school, school.person))


def _token(kind: str, school: RoundSchool, person: Person) -> str:
    return links.make(
        kind,
        programme_id=school.programme_id,
        record_id=school.pk,
        person_id=person.pk,
        state=policy.ASKED,
    )


@part_of_operation
def send(
    *,
    actor: Actor,
    at: datetime,
    about: Round | RoundSchool | Visit,
    kind: str,
    mail: Mail,
    to: Person,
    told: mails.Told,
    files: Iterable[Attachment] = (),
    even_self: bool = False,
) -> None:
    """Send it, but not to whoever acts, unless it tells them what they do not know or brings a file for them."""
    if actor.is_person(to.pk) and not even_self:
        return
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(to.name, to.email, to.pk)],
        kind=kind,
        about=about,
        attachments=tuple(files),
        names={"round": told.round, "school": told.school},
    )
