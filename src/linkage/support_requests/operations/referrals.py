"""Referring a school: by anybody, in one form; a request only once the school itself has agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas.models import Area
from linkage.kernel.errors import Refused
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people import queries as persons
from linkage.people.models import Person
from linkage.people.rules.addresses import wanted_domain
from linkage.programmes import queries as programmes
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import ReferralStatus, Route
from linkage.support_requests.models import Referral, RequestArea, SupportRequest
from linkage.support_requests.operations import referral_telling as telling
from linkage.support_requests.operations.sending import send_off


class UnableToRefer(Refused):
    """A referral that is not whole."""


class UnableToAgree(Refused):
    """A referral that cannot become a request as it stands."""


class UnableToConfirmReferral(Refused):
    """The question whether it was they has been answered already."""


@dataclass(frozen=True)
class Said:
    """What whoever refers says of the school, and who there knows and agrees."""

    team: str
    words: str
    contact_name: str
    contact_email: str
    has_consent: bool


@dataclass(frozen=True)
class Agreed:
    """The need as the school says it."""

    words: str
    areas: Sequence[Area]
    ways: Sequence[str]
    window: str
    who_for: str
    has_consent: bool
    version: int | None = None


@operation(policy.REFER)
def refer(
    *, actor: Actor, at: datetime, organisation: Organisation, said: Said, name: str = "", email: str = ""
) -> Referral:
    """Refer a school that knows and agrees. Who is known here and signed in has shown who they are; others get a mail.

    The same words of the same address about the same school are kept once. Raises UnableToRefer without the school's
    knowledge, where whoever refers is the school's contact, and where an outsider names somebody elsewhere.
    """
    known = persons.person(actor=actor, person_id=actor.person_id) if actor.kind == "person" else None
    email, words = known.email if known else email.strip().lower(), said.words.strip()
    _check_said(actor, organisation, said, email)
    same = queries.same_referral(actor=actor, email=email, organisation=organisation, words=words)
    if same is not None:
        telling.said_again(actor=actor, at=at, referral=same)
        return same
    made = Referral.objects.create(
        programme_id=actor.tenant_id,
        organisation=organisation,
        team=" ".join(said.team.split()),
        words=words,
        contact_name=" ".join(said.contact_name.split()),
        contact_email=said.contact_email.strip().lower(),
        has_consent=True,
        referrer_name="" if known else " ".join(name.split()),
        referrer_email="" if known else email,
        referred_at=at,
    )
    if known:
        _write_to_school(actor, at, made, known)
    else:
        telling.ask_whether_it_was_you(actor=actor, at=at, referral=made)
    return made


@operation(policy.CONFIRM_REFERRAL, target="referral")
def confirm_referral(*, actor: Actor, at: datetime, referral: Referral) -> Referral:
    """Say that it was oneself: the school is written to. Raises UnableToConfirmReferral when that was answered."""
    _hold_unconfirmed(referral)
    sender = people.find_or_add(actor=actor, at=at, name=referral.referrer_name, email=referral.referrer_email)
    people.note_answer(actor=actor, at=at, person=sender)
    people.note_told(actor=actor, at=at, person=sender)
    _write_to_school(actor, at, referral, sender)
    return referral


@operation(policy.DISOWN_REFERRAL, target="referral")
def disown_referral(*, actor: Actor, at: datetime, referral: Referral) -> None:  # noqa: ARG001 - the house's signature
    """Say that it was somebody else: what was typed is erased. Raises UnableToConfirmReferral when answered."""
    _hold_unconfirmed(referral)
    Referral.objects.filter(pk=referral.pk).delete()


@operation(policy.AGREE, target="referral")
def agree(*, actor: Actor, at: datetime, referral: Referral, agreed: Agreed) -> SupportRequest:
    """Agree for the school, in its own words: from now on it is a request, and its clock runs.

    What was written of the school is kept no longer. Raises UnableToAgree for what is missing, UnableToMoveReferral
    when it was answered meanwhile.
    """
    referral.hold()
    _check(actor, referral, agreed)
    referral.move_to(ReferralStatus.AGREED)
    contact = referral.contact
    assert contact is not None
    people.note_answer(actor=actor, at=at, person=contact)
    made = SupportRequest.objects.create(
        programme_id=referral.programme_id,
        organisation=referral.organisation,
        asked_by=contact,
        route=Route.REFERRAL,
        words=agreed.words.strip(),
        ways=list(agreed.ways),
        window=agreed.window,
        who_for=agreed.who_for,
        created_at=at,
        saved_at=at,
    )
    RequestArea.objects.bulk_create(
        RequestArea(programme_id=made.programme_id, support_request=made, area=area) for area in agreed.areas
    )
    send_off(actor=actor, at=at, draft=made)
    referral.support_request, referral.words = made, ""
    referral.save()
    return made


@operation(policy.DECLINE, target="referral")
def decline_referral(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Say that the school does not want this: nothing of what was written is kept."""
    referral.hold()
    referral.move_to(ReferralStatus.DECLINED)
    referral.words = ""
    referral.save()
    if referral.contact is not None:
        people.note_answer(actor=actor, at=at, person=referral.contact)


def _check_said(actor: Actor, organisation: Organisation, said: Said, email: str) -> None:
    domain = "" if policy.asks_on_behalf(actor) else wanted_domain(organisation.website)
    UnableToRefer.unless_none(
        [
            *rules.school_agrees(has_consent=said.has_consent),
            *rules.the_school_is_another(email, said.contact_email),
            *rules.the_contact_is_at_the_school(said.contact_email, domain),
        ]
    )


def _check(actor: Actor, referral: Referral, agreed: Agreed) -> None:
    answers = rules.Answers(
        has_school=True,
        has_contact=True,
        words=agreed.words,
        areas=len(agreed.areas),
        ways=len(agreed.ways),
        window=agreed.window,
        who_for=agreed.who_for,
        is_school_open_to_ask=organisations.is_member(actor=actor, organisation_id=referral.organisation_id),
    )
    settings = programmes.settings(actor=actor)
    UnableToAgree.unless_none(
        [
            *(violation for _, violation in rules.unanswered(answers)),
            *rules.sharing_is_agreed(has_consent=agreed.has_consent),
            *rules.the_words_are_those_read(agreed.version, settings.sharing_version),
        ]
    )


def _write_to_school(actor: Actor, at: datetime, referral: Referral, referrer: Person) -> None:
    """Whoever refers has a receipt; the school's contact is told who wrote what of them, and asked."""
    contact = people.find_or_add(
        actor=actor,
        at=at,
        name=referral.contact_name,
        email=referral.contact_email,
        organisation=referral.organisation,
    )
    referral.move_to(ReferralStatus.SENT)
    referral.referrer, referral.contact, referral.sent_at = referrer, contact, at
    referral.referrer_name = referral.referrer_email = referral.contact_name = referral.contact_email = ""
    referral.save()
    people.note_told(actor=actor, at=at, person=contact)
    telling.written_to_school(actor=actor, at=at, referral=referral)


def _hold_unconfirmed(referral: Referral) -> None:
    held = Referral.objects.select_for_update().filter(pk=referral.pk, status=ReferralStatus.UNCONFIRMED).first()
    if held is None:
        raise UnableToConfirmReferral("This has been answered already")
