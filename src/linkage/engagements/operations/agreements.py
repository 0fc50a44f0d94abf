"""Writing an agreement, offering it, signing it, and changing it afterwards."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import AGREEMENT_OPEN, AT_WORK, BEFORE_START, AgreementStatus, EngagementStatus, Gate
from linkage.engagements.models import Agreement, AgreementClause, Engagement
from linkage.engagements.operations.clauses import library_to_begin_with
from linkage.engagements.operations.signing import tell_offered
from linkage.kernel.errors import Refused
from linkage.kernel.words import shortened
from linkage.people import queries as people
from linkage.people.models import Person

S = AgreementStatus
MOST_CHANGE = 300


class UnableToDraft(Refused):
    """An agreement that cannot be written at now."""


class UnableToOffer(Refused):
    """An agreement that cannot be offered for signing yet."""


class UnableToAmend(Refused):
    """There is nothing to amend, or a new version has been begun already."""


@operation(policy.DRAFT_AGREEMENT, target="engagement")
def draft_agreement(*, actor: Actor, at: datetime, engagement: Engagement, wording: queries.Wording) -> Agreement:
    """Keep what the agreement should say; the first time this begins it.

    Raises UnableToDraft while it is offered for signing, or where it is signed and no new version was begun.
    """
    found = _held(actor, engagement)
    opened = found.opened
    if opened is None and found.holding is not None:
        raise UnableToDraft("This is signed by all. Begin a new version of it first")
    if opened is not None and opened.is_to_be_signed:
        raise UnableToDraft("It is offered for signing. Take it back first, then change it")
    made = opened or _begun(actor, at, engagement, found)
    # What was bought says who pays.
    made.costs = "" if engagement.commission_id else wording.costs
    _keep(actor, at, made)
    _keep_words(actor, made, wording)
    return made


@operation(policy.OFFER, target="engagement")
def offer(*, actor: Actor, at: datetime, engagement: Engagement) -> Agreement:
    """Freeze what it says, and ask each party to sign exactly that.

    Raises UnableToOffer where nothing is written, steps come first, or for a party nobody could sign.
    """
    found = _held(actor, engagement)
    draft = found.opened
    if draft is None or draft.state != S.DRAFT:
        raise UnableToOffer("Write what you agree first" if draft is None else "It is offered for signing already")
    if engagement.state == EngagementStatus.PREPARING:
        steps = queries.standings(actor=actor, engagement=engagement)
        UnableToOffer.unless_none(rules.steps_are_done(steps, Gate.AGREE))
    UnableToOffer.unless_none(rules.somebody_can_sign(_nobody(actor, engagement)))
    document = queries.document_now(actor=actor, engagement=engagement, agreement=draft, note=found.note)
    draft.text = rules.canonical(document)
    draft.text_hash = rules.fingerprint(draft.text)
    draft.move_to(S.OFFERED)
    draft.offered_by = people.person(actor=actor, person_id=actor.person_id)
    draft.offered_at, draft.reminders = at, 0
    draft.save()
    tell_offered(actor=actor, at=at, agreement=draft, is_amendment=found.holding is not None)
    return draft


@operation(policy.TAKE_OFFER_BACK, target="engagement")
def take_offer_back(*, actor: Actor, at: datetime, engagement: Engagement) -> Agreement:
    """Take it back before anybody has signed: it can be written at again, and its number is used up.

    Raises UnableToMoveAgreement where somebody was quicker and has signed.
    """
    found = _held(actor, engagement)
    if found.opened is None:
        raise UnableToOffer("Nothing is offered for signing")
    _take_back(found.opened)
    _keep(actor, at, found.opened)
    return found.opened


@operation(policy.AMEND, target="engagement")
def amend(*, actor: Actor, at: datetime, engagement: Engagement, change: str) -> Agreement:
    """Begin a new version that all sign again; what is signed holds until then.

    What only some have signed never held, so it is given up for the new one. Raises UnableToAmend where nobody has
    signed anything, or a new version is begun already.
    """
    found = _held(actor, engagement)
    opened = found.opened
    if opened is not None and opened.state == S.PARTLY_SIGNED:
        opened.end(S.AMENDED, at)
    elif opened is not None:
        raise UnableToAmend("A new version has been begun already")
    old = opened or found.holding
    if old is None:
        raise UnableToAmend("Nobody has signed anything yet, so there is nothing to amend")
    saved_by = people.person(actor=actor, person_id=actor.person_id)
    return _after(actor, at, found, old, change, saved_by)


@operation(policy.DROP_AMENDMENT, target="engagement")
def drop_amendment(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:  # noqa: ARG001 (the audit entry)
    """Leave the agreement as it is: a new version that nobody was asked to sign is deleted."""
    found = _held(actor, engagement)
    if found.opened is None or found.opened.state != S.DRAFT or found.holding is None:
        raise UnableToAmend("There is no new version that could be given up")
    found.opened.delete()
    return engagement


@part_of_operation
def write_anew(*, actor: Actor, at: datetime, engagement: Engagement, change: str) -> Agreement | None:
    """Have a text that is still to be signed written anew, as it says what is so no more; return the new draft.

    What nobody has signed is taken back; what some have signed never held and is given up for a newer one. The caller
    holds the engagement.
    """
    found = queries.versions_of(actor=actor, engagement=engagement)
    opened = found.opened
    if opened is None or not opened.is_to_be_signed:
        return None
    if opened.state == S.PARTLY_SIGNED:
        opened.end(S.AMENDED, at)
        return _after(actor, at, found, opened, change, opened.saved_by)
    _take_back(opened)
    opened.save()
    return opened


@part_of_operation
def note_change(*, actor: Actor, at: datetime, engagement: Engagement, change: str) -> Agreement | None:
    """Have the agreement say something that has changed, for all to sign: what is signed stays as it is until then.

    Return the draft in which it stands, None where nothing was written yet. The caller holds the engagement.
    """
    draft = write_anew(actor=actor, at=at, engagement=engagement, change=change)
    found = queries.versions_of(actor=actor, engagement=engagement)
    draft = draft or found.opened
    if draft is None and found.holding is not None:
        return _after(actor, at, found, found.holding, change, found.holding.saved_by)
    if draft is not None and found.holding is not None and change not in draft.change:
        draft.change = shortened(f"{draft.change} {change}".strip(), MOST_CHANGE)
        draft.save()
    return draft


@part_of_operation
def end_agreements(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Let the agreement of what is over hold no more, and what still waits to be signed wait no more."""
    for each in queries.versions_of(actor=actor, engagement=engagement).rows:
        if each.state in (*AGREEMENT_OPEN, S.SIGNED):
            each.end(S.ENDED, at)


def _take_back(draft: Agreement) -> None:
    """Its number is used up, so that a number never stands for two texts."""
    draft.move_to(S.DRAFT)
    draft.text, draft.text_hash, draft.offered_by, draft.offered_at = "", "", None, None
    draft.number += 1


def _after(
    actor: Actor, at: datetime, found: queries.Versions, old: Agreement, change: str, saved_by: Person
) -> Agreement:
    """A new version that begins with what an older one says."""
    made = _begun(actor, at, old.engagement, found, after=old)
    made.costs, made.change, made.saved_by, made.saved_at = old.costs, shortened(change, MOST_CHANGE), saved_by, at
    made.save()
    AgreementClause.objects.bulk_create(
        AgreementClause(
            programme_id=made.programme_id, agreement=made, code=each.code, is_in=each.is_in, words=each.words
        )
        for each in AgreementClause.objects.filter(programme_id=actor.tenant_id, agreement=old)
    )
    return made


def _held(actor: Actor, engagement: Engagement) -> queries.Versions:
    engagement.hold()
    engagement.refuse_unless(*BEFORE_START, *AT_WORK)
    return queries.versions_of(actor=actor, engagement=engagement)


def _begun(
    actor: Actor, at: datetime, engagement: Engagement, found: queries.Versions, *, after: Agreement | None = None
) -> Agreement:
    """A new version has the next number; it keeps the clauses of the one it comes after."""
    return Agreement(
        programme_id=engagement.programme_id,
        engagement=engagement,
        number=max((each.number for each in found.rows), default=0) + 1,
        library=after.library if after else library_to_begin_with(actor=actor, at=at),
    )


def _keep(actor: Actor, at: datetime, draft: Agreement) -> None:
    draft.saved_by = people.person(actor=actor, person_id=actor.person_id)
    draft.saved_at = at
    draft.save()


def _keep_words(actor: Actor, draft: Agreement, wording: queries.Wording) -> None:
    clauses = queries.clauses_for(actor=actor, agreement=draft)
    AgreementClause.objects.filter(programme_id=actor.tenant_id, agreement=draft).delete()
    AgreementClause.objects.bulk_create(
        AgreementClause(
            programme_id=draft.programme_id,
            agreement=draft,
            code=each.code,
            is_in=each.use == "required" or each.code in wording.is_in,
            words=wording.words.get(each.code, ""),
        )
        for each in clauses
    )


def _nobody(actor: Actor, engagement: Engagement) -> list[str]:
    """The parties for whom nobody could sign, in words."""
    who = queries.signers(actor=actor, engagement=engagement)
    named = (
        (who.client_head, f"the head of {engagement.client_organisation.name}"),
        (who.home_head, f"the head of {engagement.home_organisation.name}"),
        (who.lead, "whoever gives the days"),
    )
    return [said for person, said in named if person is None]
