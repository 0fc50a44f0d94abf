"""What waits for somebody, for the home page and the digest."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.enums import SPEAKERS, SPEAKS_FOR, AffiliationStatus, InvitationMethod, InvitationStatus
from linkage.people.models import Affiliation, Invitation, RoleGrant
from linkage.people.queries.designation_actions import designation_actions
from linkage.people.queries.staff import head_who_settles
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction

LONG_DAYS = 10
"""Working days after which an unanswered invitation wants another way."""


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: people to confirm, letters and invitations to answer, designations that end."""
    if actor.kind != "person" or actor.programme_id is None:
        return []
    base = f"/{programmes.programme(actor=actor).slug}/people"
    sent = _sent(actor)
    claims = _claimed(actor)
    found = [*_own_claims(actor, claims, base), *_claims(actor, claims, base), *_letters(actor, sent, base)]
    found += designation_actions(actor=actor, base=base)
    if actor.has("coordinator"):
        found += [*_speakers(claims, base), *_silent(actor, sent, day_of(at), base)]
    return found


def _sent(actor: Actor) -> list[Invitation]:
    """The invitations without an answer that concern the actor: their own, and for a coordinator everybody's."""
    sent = Invitation.objects.filter(programme_id=actor.tenant_id, status=InvitationStatus.SENT)
    if not actor.has("coordinator"):
        sent = sent.filter(person=actor.person_id)
    ordered = sent.select_related("organisation").order_by("sent_at", "pk")
    return tenancy.read_once(("invitations sent", actor.person_id), lambda: list(ordered))


def _claimed(actor: Actor) -> list[Affiliation]:
    """What is claimed and concerns the actor, in one statement: of themselves, of their school, of everybody."""
    to_confirm = Affiliation.objects.to_confirm().filter(programme_id=actor.tenant_id)
    if not actor.has("coordinator"):
        to_confirm = to_confirm.filter(organisation_id__in=actor.organisations(*SPEAKERS))
    own = Affiliation.objects.filter(
        programme_id=actor.tenant_id, person=actor.person_id, status=AffiliationStatus.CLAIMED
    )
    proved = RoleGrant.objects.filter(programme_id=actor.tenant_id, role__in=SPEAKERS, ended_at=None)
    is_orphaned = ~Exists(proved.filter(organisation_id=OuterRef("organisation_id")))
    whole = Affiliation.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=to_confirm.values("pk")))
    marked = whole.annotate(is_to_confirm=Exists(to_confirm.filter(pk=OuterRef("pk"))), is_orphaned=is_orphaned)
    return list(marked.select_related("organisation", "person").order_by("claimed_at", "pk"))


def _own_claims(actor: Actor, claims: list[Affiliation], base: str) -> Iterator[NextAction]:
    """What was said of the actor's own work: theirs to answer while it is only typed, then waiting for who confirms."""
    for claim in (each for each in claims if actor.is_person(each.person_id)):
        if claim.is_only_typed:
            yield _to_answer(claim, base)
        elif claim.person.answered_at:
            yield _to_be_confirmed(actor, claim, base)


def _to_answer(claim: Affiliation, base: str) -> NextAction:
    return NextAction(
        title=f"Did you ask to join for {claim.organisation.name}?",
        text="Somebody did, with your address. Nobody is told of it until you say that it was you.",
        url=f"{base}/joining/{claim.pk}/answer/",
        button="Answer",
        since=claim.claimed_at or claim.person.created_at,
        section="people",
    )


def _to_be_confirmed(actor: Actor, claim: Affiliation, base: str) -> NextAction:
    head = head_who_settles(actor=actor, claim=claim)
    return NextAction(
        title=f"{claim.organisation.name} has yet to confirm you",
        text="Once it is confirmed that you work there, you may ask for help in its name.",
        url=f"{base}/me/",
        button="See your details",
        since=claim.claimed_at or claim.person.created_at,
        waiting_for=head.name if head else "The coordinator",
        waiting_role="head" if head else "",
        happens_next="You hear from us by e-mail.",
        section="people",
    )


def _claims(actor: Actor, claims: list[Affiliation], base: str) -> Iterator[NextAction]:
    mine = actor.organisations(*SPEAKERS)
    ours = [each for each in _to_confirm(claims) if each.organisation_id in mine and each.role not in SPEAKS_FOR]
    for claim in ours:
        yield NextAction(
            title=f"Does {claim.person.name} work at {claim.organisation.name}?",
            text=f"They joined as {claim.get_role_display().lower()}. Confirmed, they may ask in the school's name.",
            url=f"{base}/staff/{claim.organisation_id}/",
            button="Confirm or say no",
            since=claim.claimed_at or claim.person.created_at,
            section="people",
        )


def _letters(actor: Actor, sent: list[Invitation], base: str) -> Iterator[NextAction]:
    letters = [each for each in sent if each.method == InvitationMethod.LETTER and actor.is_person(each.person_id)]
    for letter in letters:
        yield NextAction(
            title=f"Type the code of your letter to {letter.organisation.name}",
            text="It proves that you act for the school.",
            url=f"{base}/letter/",
            button="Type the code",
            since=letter.sent_at,
            section="people",
        )


def _to_confirm(claims: list[Affiliation]) -> list[Affiliation]:
    return [each for each in claims if getattr(each, "is_to_confirm", False)]


def _speakers(claims: list[Affiliation], base: str) -> Iterator[NextAction]:
    """Claims only the coordinator settles: heads and chairs, and staff of schools where nobody is proved yet."""
    for claim in _to_confirm(claims):
        is_speaker = claim.role in SPEAKS_FOR
        if not is_speaker and not getattr(claim, "is_orphaned", False):
            continue
        yield NextAction(
            title=f"{claim.person.name} says they are {claim.get_role_display().lower()} of {claim.organisation.name}"
            if is_speaker
            else f"Does {claim.person.name} work at {claim.organisation.name}?",
            text="Make sure, and confirm them by hand." if is_speaker else "The school has no proved head to ask.",
            url=f"{base}/heads/{claim.organisation_id}/" if is_speaker else f"{base}/staff/{claim.organisation_id}/",
            button="Settle it",
            since=claim.claimed_at or claim.person.created_at,
            section="people",
        )


def _silent(actor: Actor, sent: list[Invitation], today: date, base: str) -> Iterator[NextAction]:
    calendar = programmes.calendar(actor=actor)
    mailed = [each for each in sent if each.method == InvitationMethod.EMAIL]
    late = [one for one in mailed if calendar.between(day_of(one.sent_at), today) >= LONG_DAYS]
    if late:
        yield NextAction(
            title=f"{words.count(len(late), 'invitation')} without an answer for {LONG_DAYS} working days",
            text="Ring the school, send a letter with a code, or invite somebody else.",
            url=f"{base}/heads/?state=invited",
            button="See whom",
            since=late[0].sent_at,
            section="people",
        )


def has_invited(*, actor: Actor) -> bool:
    """Return whether the programme has asked, or proved, anybody to act for a school."""
    if _sent(actor):
        return True
    invited = Invitation.objects.filter(programme_id=actor.tenant_id).exists()
    return invited or RoleGrant.objects.filter(programme_id=actor.tenant_id, organisation__isnull=False).exists()
