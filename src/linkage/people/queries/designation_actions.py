"""What waits to be said of designations, for the home page and the digest."""

from collections.abc import Iterator, Sequence

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.people import policy
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation
from linkage.people.queries.designations import waiting_designations
from linkage.ui.next_actions import NextAction


def designation_actions(*, actor: Actor, base: str) -> list[NextAction]:
    """Return what the actor has to say of their own, and as coordinator of everybody's, under the address `base`."""
    waiting = waiting_designations(actor=actor)
    own: list[Designation] = []
    claimed: list[Designation] = []
    ending: list[Designation] = []
    for each in waiting:
        is_claimed = each.status == DesignationStatus.CLAIMED
        (own if policy.holds_it(actor, each) else claimed if is_claimed else ending).append(each)
    return [
        *(_own(each, base) for each in own),
        *_of_others(claimed, base, "check"),
        *_of_others(ending, base, "ending"),
    ]


def _own(designation: Designation, base: str) -> NextAction:
    holder = "" if designation.person else f"{designation.holder_name}: "
    if designation.status == DesignationStatus.CLAIMED:
        return NextAction(
            title=f"{holder}{designation.title.name} is being checked",
            text="Once it is confirmed, other schools see it.",
            url=f"{base}/designations/{designation.pk}/",
            button="Look at it",
            since=designation.said_at,
            waiting_for="The coordinator",
            happens_next="You hear from us by e-mail.",
            section="people",
        )
    return NextAction(
        title=f"{holder}Is {designation.title.name} renewed?",
        text=_end(designation),
        url=f"{base}/designations/{designation.pk}/answer/",
        button="Answer",
        since=designation.asked_at or designation.said_at,
        section="people",
    )


def _of_others(found: Sequence[Designation], base: str, state: str) -> Iterator[NextAction]:
    """One by its name, several as one line that leads to the list."""
    if not found:
        return
    first, to_check = found[0], state == "check"
    many = f"{words.count(len(found), 'designation')} {'to check' if to_check else 'end soon or ran out'}"
    one = (
        f"Does {first.holder_name} hold {first.title.name}?" if to_check else f"{first.holder_name}: {first.title.name}"
    )
    several = "They noted it themselves." if to_check else "We asked whether they are renewed, and have no answer yet."
    yield NextAction(
        title=one if len(found) == 1 else many,
        text=("They noted it themselves." if to_check else _end(first)) if len(found) == 1 else several,
        url=f"{base}/designations/{first.pk}/" if len(found) == 1 else f"{base}/designations/?state={state}",
        button="Check it" if to_check and len(found) == 1 else "See it" if len(found) == 1 else "See which",
        since=min(each.asked_at or each.said_at for each in found),
        section="people",
    )


def _end(designation: Designation) -> str:
    """What it is for, and when it ends or that it ran out."""
    of = f"For {designation.specialism}. " if designation.specialism else ""
    day = words.day(designation.to_on) if designation.to_on else ""
    if designation.status == DesignationStatus.LAPSED:
        return f"{of}It ran out on {day}, and schools no longer see it."
    return f"{of}It ends on {day}. We asked whether it is renewed."
