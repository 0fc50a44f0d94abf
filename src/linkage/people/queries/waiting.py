"""What waits for somebody, for the home page and the digest."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.enums import SPEAKERS, SPEAKS_FOR, AffiliationStatus, InvitationMethod, InvitationStatus
from linkage.people.models import Affiliation, Invitation, Person, RoleGrant
from linkage.people.queries.designation_actions import designation_actions
from linkage.people.queries.designations import waiting_designations
from linkage.people.queries.persons import heads_at
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

LONG_DAYS = 10
"""Working days after which an unanswered invitation wants another way."""


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: people to confirm, letters and invitations to answer, designations that end."""
    return told(WAITING, actor=actor, at=at)


def _of_invitations(actor: Actor, at: datetime) -> Iterator[NextAction]:
    sent = list(_sent(actor, at).select_related("organisation").order_by("sent_at", "pk"))
    yield from _letters(actor, sent, _base(actor))
    if actor.has("coordinator"):
        yield from _silent(actor, sent, day_of(at), _base(actor))


def _of_claims(actor: Actor, at: datetime) -> Iterator[NextAction]:
    claims, base = _claimed(actor, at), _base(actor)
    yield from _own_claims(actor, claims, base)
    yield from _claims(actor, claims, base)
    if actor.has("coordinator"):
        yield from _speakers(claims, base)


def _of_designations(actor: Actor, _at: datetime) -> list[NextAction]:
    return designation_actions(actor=actor, base=_base(actor))


def _base(actor: Actor) -> str:
    return f"/{programmes.programme(actor=actor).slug}/people"


def _sent(actor: Actor, _at: datetime) -> QuerySet[Invitation]:
    """The invitations without an answer that concern the actor: their own, and for a coordinator everybody's."""
    if actor.kind != "person" or actor.programme_id is None:
        return Invitation.objects.none()
    sent = Invitation.objects.filter(programme_id=actor.tenant_id, status=InvitationStatus.SENT)
    return sent if actor.has("coordinator") else sent.filter(person=actor.person_id)


def _concerning(actor: Actor, _at: datetime) -> QuerySet[Affiliation]:
    """What is claimed and concerns the actor: of themselves, of their school, of everybody."""
    if actor.kind != "person" or actor.programme_id is None:
        return Affiliation.objects.none()
    own = Q(person=actor.person_id, status=AffiliationStatus.CLAIMED)
    found = Affiliation.objects.filter(own | Q(pk__in=_to_be_settled(actor).values("pk")))
    return found.filter(programme_id=actor.tenant_id)


def _to_be_settled(actor: Actor) -> QuerySet[Affiliation]:
    to_confirm = Affiliation.objects.to_confirm().filter(programme_id=actor.tenant_id)
    if actor.has("coordinator"):
        return to_confirm
    return to_confirm.filter(organisation_id__in=actor.organisations(*SPEAKERS))


def _claimed(actor: Actor, at: datetime) -> list[Affiliation]:
    """What is claimed and concerns the actor, in one statement."""
    proved = RoleGrant.objects.filter(programme_id=actor.tenant_id, role__in=SPEAKERS, ended_at=None)
    is_orphaned = ~Exists(proved.filter(organisation_id=OuterRef("organisation_id")))
    is_to_confirm = Exists(_to_be_settled(actor).filter(pk=OuterRef("pk")))
    heads = heads_at(actor=actor).filter(organisation_id=OuterRef("organisation_id"))
    head_name = Subquery(heads.exclude(person_id=OuterRef("person_id")).values("person__name")[:1])
    marked = _concerning(actor, at).annotate(is_to_confirm=is_to_confirm, is_orphaned=is_orphaned, head_name=head_name)
    return list(marked.select_related("organisation", "person").order_by("claimed_at", "pk"))


def _own_claims(actor: Actor, claims: list[Affiliation], base: str) -> Iterator[NextAction]:
    """What was said of the actor's own work: theirs to answer while it is only typed, then waiting for who confirms."""
    for claim in (each for each in claims if actor.is_person(each.person_id)):
        if claim.is_only_typed:
            yield _to_answer(claim, base)
        elif claim.person.answered_at:
            yield _to_be_confirmed(claim, base)


def _to_answer(claim: Affiliation, base: str) -> NextAction:
    return NextAction(
        title=f"Did you ask to join for {claim.organisation.name}?",
        text="Somebody did, with your address. Nobody is told of it until you say that it was you.",
        url=f"{base}/joining/{claim.pk}/answer/",
        button="Answer",
        since=claim.claimed_at or claim.person.created_at,
        section="people",
    )


def _to_be_confirmed(claim: Affiliation, base: str) -> NextAction:
    head = None if claim.role in SPEAKS_FOR else getattr(claim, "head_name", None)
    return NextAction(
        title=f"{claim.organisation.name} has yet to confirm you",
        text="Once it is confirmed that you work there, you may ask for help in its name.",
        url=f"{base}/me/",
        button="See your details",
        since=claim.claimed_at or claim.person.created_at,
        waiting_for=head or "The coordinator",
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


def acting_for_schools(*, actor: Actor) -> QuerySet[Person]:
    """Return whom the programme has asked, or proved, to act for a school."""
    invited = Invitation.objects.filter(programme_id=actor.tenant_id, person=OuterRef("pk"))
    proved = RoleGrant.objects.filter(programme_id=actor.tenant_id, person=OuterRef("pk"), organisation__isnull=False)
    return Person.objects.filter(Exists(invited) | Exists(proved), programme_id=actor.tenant_id)


WAITING = (
    Source(_of_invitations, rows=_sent),
    Source(_of_claims, rows=_concerning),
    Source(_of_designations, rows=lambda actor, _at: waiting_designations(actor=actor)),
)
