"""Signing an agreement: each party exactly the text it has read; and reminding who has not."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, presenters, queries, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, TO_BE_SIGNED, AgreementStatus, Party
from linkage.engagements.models import Agreement, Engagement, Signature
from linkage.engagements.operations.settling import settle
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Attachment, Mail, Recipient
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each

S = AgreementStatus
_GONE = {
    S.DRAFT: "It has been taken back to be changed. You get an e-mail when there is a text to sign",
    S.AMENDED: "A newer version has taken the place of this one. Read that one, then sign it",
    S.ENDED: "This is over, so there is nothing to sign any more",
    S.SIGNED: "This was signed by all already",
}


class UnableToSign(Refused):
    """A text that is not the one to sign, or a name that is not one's own."""


@operation(policy.SIGN, target="agreement")
def sign(*, actor: Actor, at: datetime, agreement: Agreement, typed_name: str, seen_hash: str) -> Agreement:
    """Sign for every party the actor stands for; with the last signature it holds, and what it replaces does not.

    Signing twice changes nothing. Raises UnableToSign for a text that was changed, taken back or replaced meanwhile,
    and for a name that is not the actor's own.
    """
    agreement.hold()
    # Who stood for a party when the page was opened may have left it since.
    policy.SIGN.check(actor, agreement)
    stands_for = policy.parties_of(actor, agreement.engagement)
    signed = {each.party for each in agreement.signatures.all()}
    if agreement.signed_at is None or not signed.issuperset(stands_for):
        _refuse_gone(agreement, seen_hash)
    person = people.person(actor=actor, person_id=actor.person_id)
    UnableToSign.unless_none(rules.the_name_is_theirs(typed_name, person.name))
    wanted = [each for each in stands_for if each not in signed]
    if wanted:
        _write(actor, agreement, person, typed_name, wanted, at)
        _settle(actor, at, agreement, signed.union(wanted))
    return agreement


def _refuse_gone(agreement: Agreement, seen_hash: str) -> None:
    if not agreement.is_to_be_signed:
        raise UnableToSign(_GONE[agreement.state])
    agreement.engagement.refuse_unless(*BEFORE_START, *AT_WORK)
    UnableToSign.unless_none(rules.the_text_is_the_one_seen(seen_hash, agreement.text_hash))


def _write(
    actor: Actor, agreement: Agreement, person: Person, typed_name: str, parties: Sequence[Party], at: datetime
) -> None:
    who = queries.signers(actor=actor, engagement=agreement.engagement)
    Signature.objects.bulk_create(
        Signature(
            programme_id=agreement.programme_id,
            agreement=agreement,
            party=party,
            person=person,
            typed_name=" ".join(typed_name.split()),
            signed_for=presenters.signed_for(agreement.engagement, party, is_self=who.of(party) in (person, None)),
            text_hash=agreement.text_hash,
            signed_at=at,
        )
        for party in parties
    )


def _settle(actor: Actor, at: datetime, agreement: Agreement, signed: set[str]) -> None:
    """Where all have signed it holds, and the engagement goes on to what comes next."""
    engagement = agreement.engagement
    who = queries.signers(actor=actor, engagement=engagement)
    if signed.issuperset(who.parties):
        before = queries.versions_of(actor=actor, engagement=engagement).holding
        if before is not None:
            before.end(S.AMENDED, at)
        agreement.move_to(S.SIGNED)
        agreement.signed_at = at
    elif agreement.state == S.OFFERED:
        agreement.move_to(S.PARTLY_SIGNED)
    agreement.save()
    held = engagement
    agreement.refresh_from_db(from_queryset=Agreement.objects.whole())
    agreement.engagement = held
    if agreement.state == S.SIGNED:
        settle(actor=actor, at=at, engagement=engagement)
        _tell_signed(actor, at, agreement)


@operation(policy.REMIND_DUE)
def have_unsigned_reminded(*, actor: Actor, at: datetime) -> None:
    """Have each programme remind who has still to sign."""
    have_done_in_each(actor=actor, at=at, job="engagements.agreements-in-programme")


@operation(policy.REMIND_DUE)
def remind_unsigned(*, actor: Actor, at: datetime) -> int:
    """Remind who has still to sign in the actor's programme; return of how many agreements somebody was reminded.

    Twice at most for each offer, only on a working school day, and never while the programme is paused.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    waiting = Agreement.objects.whole().filter(
        programme_id=actor.tenant_id, status__in=TO_BE_SIGNED, engagement__status__in=(*BEFORE_START, *AT_WORK)
    )
    clock = queries.SigningClock(actor, at)
    due = [each for each in waiting.order_by("offered_at", "pk") if clock.reminders_due(each) > each.reminders]
    for each in due:
        each.engagement = Engagement.objects.whole().get(programme_id=actor.tenant_id, pk=each.engagement_id)
        remind_to_sign(actor=actor, at=at, agreement=each)
    return len(due)


@operation(policy.REMIND_TO_SIGN, target="agreement")
def remind_to_sign(*, actor: Actor, at: datetime, agreement: Agreement) -> Agreement:
    """Remind who has not signed, once at most however many were missed; what was signed meanwhile is left alone."""
    agreement.hold()
    due = queries.SigningClock(actor, at).reminders_due(agreement)
    if agreement.is_to_be_signed and agreement.engagement.is_changeable and due > agreement.reminders:
        agreement.reminders = due
        agreement.save()
        to = queries.people_to_sign(actor=actor, agreement=agreement, at=at)
        _send(actor, at, agreement, presenters.agreement_reminder(agreement), to, "agreement_reminder")
    return agreement


@part_of_operation
def tell_offered(*, actor: Actor, at: datetime, agreement: Agreement, is_amendment: bool) -> None:
    """Ask each party to read and sign."""
    to = queries.people_to_sign(actor=actor, agreement=agreement, at=at)
    if is_amendment:
        _send(actor, at, agreement, presenters.amendment_offered(agreement), to, "amendment_offered")
    else:
        _send(actor, at, agreement, presenters.agreement_offered(agreement), to, "agreement_offered")


def _tell_signed(actor: Actor, at: datetime, agreement: Agreement) -> None:
    """Everybody who signed gets the text with the signatures, also the last one."""
    paper = presenters.agreement_paper(agreement, programmes.sender(actor=actor))
    to = queries.everybody_signing(actor=actor, agreement=agreement, at=at)
    papers = (Attachment(presenters.paper_name(agreement), presenters.PDF, paper),)
    for person in to:
        _letter(actor, at, agreement, presenters.agreement_signed(agreement), person, "agreement_signed", papers)


def _send(actor: Actor, at: datetime, agreement: Agreement, mail: Mail, to: Sequence[Person], kind: str) -> None:
    for person in to:
        if not actor.is_person(person.pk):
            _letter(actor, at, agreement, mail, person, kind)


def _letter(
    actor: Actor,
    at: datetime,
    agreement: Agreement,
    mail: Mail,
    person: Person,
    kind: str,
    papers: tuple[Attachment, ...] = (),
) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(person.name, person.email, person.pk)],
        kind=f"engagements.{kind}",
        about=agreement.engagement,
        names=presenters.agreement_values(agreement),
        attachments=papers,
    )
