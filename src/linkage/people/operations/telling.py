"""The mails that follow from what is done with people, written with it."""

from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.kernel import words
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.organisations.models import Organisation
from linkage.people.enums import SPEAKS_FOR, AffiliationStatus, Role
from linkage.people.models import Affiliation, Cover, Invitation, Person, RoleGrant
from linkage.people.operations import persons
from linkage.people.presenters import away, mails
from linkage.people.queries.persons import people_with
from linkage.people.queries.staff import head_who_settles
from linkage.programmes import queries as programmes


@part_of_operation
def invited(*, actor: Actor, at: datetime, invitation: Invitation) -> None:
    """Send the invitation."""
    person = invitation.person
    token = links.make(
        "invitation",
        programme_id=invitation.programme_id,
        record_id=invitation.pk,
        person_id=person.pk,
        state=invitation.status,
    )
    mail = mails.invitation(
        _of(actor),
        first_name=person.first_name,
        school=invitation.organisation.name,
        role=invitation.role,
        token=token,
        is_first=person.told_at is None,
    )
    _send(
        actor,
        at,
        mail,
        person,
        "people.invitation",
        invitation,
        names=_named(actor, invitation.role, invitation.organisation),
    )


@part_of_operation
def merged(*, actor: Actor, at: datetime, person: Person, addresses: set[str]) -> None:
    """Tell every address of somebody that their two records were made one, and which address signs in."""
    letter = _of(actor)
    for address in sorted(addresses):
        mail = mails.merged(letter, first_name=person.first_name, email=person.email)
        recipient = Recipient(person.name, address, person.pk)
        messaging.send(
            actor=actor,
            at=at,
            mail=mail,
            to=[recipient],
            kind="people.merged",
            about=person,
            names={"by": letter.by},
        )


@part_of_operation
def confirmed_by_hand(*, actor: Actor, at: datetime, invitation: Invitation) -> None:
    """Tell somebody that they were confirmed by hand."""
    person, school = invitation.person, invitation.organisation.name
    mail = mails.confirmed_by_hand(_of(actor), first_name=person.first_name, school=school, role=invitation.role)
    _send(
        actor,
        at,
        mail,
        person,
        "people.confirmed_by_hand",
        invitation,
        names=_named(actor, invitation.role, invitation.organisation),
    )


@part_of_operation
def declined(*, actor: Actor, at: datetime, invitation: Invitation, was_erased: bool) -> None:
    """Tell who invited that the answer was no, without naming anybody."""
    inviter = invitation.invited_by
    if inviter is not None:
        school = invitation.organisation.name
        mail = mails.declined(_of(actor), first_name=inviter.first_name, school=school, was_erased=was_erased)
        _send(actor, at, mail, inviter, "people.declined", None, names={"school": school})


@part_of_operation
def prove_address(*, actor: Actor, at: datetime, affiliation: Affiliation) -> None:
    """Ask the holder of an address whether it was they who joined; who has joined already is told that instead."""
    person, school, of = affiliation.person, affiliation.organisation.name, _of(actor)
    head = head_who_settles(actor=actor, claim=affiliation)
    settles = mails.who_settles(school, of.programme, by_head=head is not None)
    kind = "people.prove_address" if affiliation.awaits_its_person else "people.joined_already"
    if not affiliation.awaits_its_person:
        is_confirmed = affiliation.status == AffiliationStatus.CONFIRMED
        mail = mails.joined_already(of, school=school, settles=settles, is_confirmed=is_confirmed)
    else:
        token = links.make(
            "join",
            programme_id=affiliation.programme_id,
            record_id=affiliation.pk,
            person_id=person.pk,
            state=affiliation.status,
        )
        mail = mails.prove_address(of, school=school, settles=settles, token=token)
    # Somebody sits before the page that told them to look into their mail.
    _send(actor, at, mail, person, kind, affiliation, names={"school": school}, is_urgent=True)


@part_of_operation
def claimed(*, actor: Actor, at: datetime, affiliation: Affiliation) -> None:
    """Tell the head of a claim, or the coordinators where no head is proved yet or none may confirm it."""
    head = head_who_settles(actor=actor, claim=affiliation)
    speaks = affiliation.role in SPEAKS_FOR
    write = mails.claimed_to_speak if speaks else mails.claimed
    kind = "people.claimed_to_speak" if speaks else "people.claimed"
    names = {"school": affiliation.organisation.name, "colleague": affiliation.person.name}
    for reader in [head] if head else people_with(actor=actor, role=Role.COORDINATOR):
        mail = write(
            _of(actor),
            first_name=reader.first_name,
            name=affiliation.person.name,
            role=affiliation.get_role_display(),
            school=affiliation.organisation.name,
            organisation_id=str(affiliation.organisation_id),
        )
        _send(actor, at, mail, reader, kind, affiliation, names=names)


@part_of_operation
def confirmed(*, actor: Actor, at: datetime, affiliation: Affiliation) -> None:
    """Tell a member of staff that they may ask."""
    mail = mails.confirmed(_of(actor), first_name=affiliation.person.first_name, school=affiliation.organisation.name)
    _send(
        actor,
        at,
        mail,
        affiliation.person,
        "people.confirmed",
        affiliation,
        names={"school": affiliation.organisation.name},
    )


@part_of_operation
def deputy(*, actor: Actor, at: datetime, grant: RoleGrant) -> None:
    """Tell a deputy what they may do."""
    assert grant.organisation is not None
    names = {
        "school": grant.organisation.name,
        "head": grant.deputy_of.name if grant.deputy_of else actor.name,
    }
    mail = mails.deputy(_of(actor), first_name=grant.person.first_name, until=_until(grant), **names)
    _send(actor, at, mail, grant.person, "people.deputy", grant, names=names)


@part_of_operation
def given_role(*, actor: Actor, at: datetime, grant: RoleGrant) -> None:
    """Tell somebody that they help to run the programme."""
    person = grant.person
    mail = mails.given_role(
        _of(actor),
        first_name=person.first_name,
        role=grant.role,
        until=_until(grant),
        is_first=person.told_at is None,
    )
    _send(
        actor,
        at,
        mail,
        person,
        "people.given_role",
        grant,
        names=_named(actor, grant.role, None),
    )


@part_of_operation
def cover(*, actor: Actor, at: datetime, cover: Cover) -> None:
    """Tell somebody that they look after a list for some days."""
    days = f"from {words.day(cover.from_on)} to {words.day(cover.to_on)}"
    names = {"away": cover.person.name, "days": days}
    mail = away.mail(_of(actor), first_name=cover.looks_after.first_name, **names)
    _send(actor, at, mail, cover.looks_after, "people.cover", cover, names=names)


def _send(
    actor: Actor,
    at: datetime,
    mail: Mail,
    to: Person,
    kind: str,
    about: Invitation | Affiliation | RoleGrant | Cover | None,
    *,
    names: dict[str, str],
    is_urgent: bool = False,
) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(to.name, to.email, to.pk)],
        kind=kind,
        about=about,
        names=names,
        is_urgent=is_urgent,
    )
    persons.note_told(actor=actor, at=at, person=to)


def _named(actor: Actor, role: str, organisation: Organisation | None) -> dict[str, str]:
    """What the words of a mail about a role may name."""
    names = {"role": mails.role_words(role), "by": _of(actor).by}
    return {**names, "school": organisation.name} if organisation else names


def _of(actor: Actor) -> mails.Of:
    programme = programmes.programme(actor=actor)
    days = programmes.settings(actor=actor).unanswered_erase_days
    by = actor.name if actor.kind == "person" else programme.name
    return mails.Of(programme=programme.name, slug=programme.slug, by=by, erase_days=days)


def _until(grant: RoleGrant) -> str:
    return f" until {words.day(grant.to_on)}" if grant.to_on else ""
