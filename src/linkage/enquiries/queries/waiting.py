"""What waits for whom, for the home page and the digest."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.enquiries import policy
from linkage.enquiries.enums import EnquiryKind, EnquiryStatus
from linkage.enquiries.models import Enquiry, EnquiryQuerySet
from linkage.enquiries.queries.clocks import Clocks
from linkage.enquiries.queries.owners import Owners
from linkage.people.enums import Role
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

SECTION = "more"
TITLES = {
    EnquiryKind.INTEREST: "{} would like to help",
    EnquiryKind.QUESTION: "{} asks you something",
    EnquiryKind.SCHOOL: "{} would like their school to take part",
    EnquiryKind.PARTNER: "{} offers help",
}


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return the enquiries to take, to answer and to wait for; for a head, who of their staff would like to help."""
    return told(WAITING, actor=actor, at=at)


def _concerning(actor: Actor, _at: datetime) -> EnquiryQuerySet:
    """Those passed on to the actor as a head, and all that are open for who deals with them."""
    found = Enquiry.objects.filter(programme_id=actor.tenant_id)
    if actor.kind != "person":
        return found.none()
    passed_on = found.filter(passed_to_id=actor.person_id, status=EnquiryStatus.OWNED)
    mine = passed_on if actor.organisations(Role.HEAD) else found.none()
    return mine | found.open() if policy.works(actor) else mine


def _of_enquiries(actor: Actor, at: datetime) -> Iterator[NextAction]:
    found = list(_concerning(actor, at).whole().order_by("waiting_since"))
    if actor.organisations(Role.HEAD):
        yield from _passed_on([each for each in found if _is_passed_on(actor, each)])
    if policy.works(actor):
        yield from _to_deal_with(actor, at, [each for each in found if each.is_open])


def _is_passed_on(actor: Actor, found: Enquiry) -> bool:
    return actor.is_person(found.passed_to_id) and found.state == EnquiryStatus.OWNED


def _passed_on(found: list[Enquiry]) -> Iterator[NextAction]:
    for each in found:
        yield NextAction(
            title=f"{each.sender_name} would like to help other schools",
            text=f"They work at {each.place} and wrote to {each.programme.name}. Only you can nominate them.",
            url=reverse("enquiries:passed-on", args=[each.programme.slug, each.pk]),
            button="Read and answer",
            since=each.passed_at or each.filed_at,
            section="directory",
        )


def _to_deal_with(actor: Actor, at: datetime, found: list[Enquiry]) -> Iterator[NextAction]:
    clocks, owners = Clocks(actor, at), Owners(actor, at)
    for each in found:
        owner = owners.of(each)
        if owner is not None and not actor.looks_after(owner.pk):
            continue
        if each.is_with_head and each.passed_to and not clocks.head_is_silent(each):
            yield _waits_for_head(each, clocks)
        else:
            yield _for_owner(each, clocks, has_owner=owner is not None)


def _waits_for_head(found: Enquiry, clocks: Clocks) -> NextAction:
    assert found.passed_to is not None
    return NextAction(
        title=f"{found.sender_name} would like to help",
        text="You passed it on to the head.",
        url=_url(found),
        button="See it",
        since=found.passed_at or found.filed_at,
        due_on=clocks.head_answers_by(found),
        waiting_for=found.passed_to.name,
        waiting_role=f"head of {found.place}",
        happens_next="Without an answer by then it comes back to you.",
        section=SECTION,
    )


def _for_owner(found: Enquiry, clocks: Clocks, *, has_owner: bool) -> NextAction:
    promise = clocks.of(found)
    is_new = found.state == EnquiryStatus.NEW or not has_owner
    text = f"{found.place or 'No school named'}."
    if found.is_with_head and found.passed_to:
        text = f"{found.passed_to.name} has not answered. Ring them, or answer yourself."
    elif found.is_lost:
        text = f"{text} The draft it became was thrown away."
    elif not has_owner:
        text = f"{text} Nobody looks after it."
    return NextAction(
        title=TITLES[found.what].format(found.sender_name),
        text=text,
        url=_url(found),
        button="Take it on" if is_new else "Answer",
        since=found.waiting_since or found.filed_at,
        due_on=promise.due_on if promise else None,
        working_days_left=promise.days_left if promise else None,
        section=SECTION,
    )


def _url(found: Enquiry) -> str:
    return reverse("enquiries:enquiry", args=[found.programme.slug, found.pk])


WAITING = (Source(_of_enquiries, rows=_concerning),)
