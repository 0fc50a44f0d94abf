"""What `people` puts around every page: who is signed in, and its places behind More."""

from collections.abc import Iterator
from typing import Any

from linkage.people import policy
from linkage.people.enums import SPEAKERS
from linkage.ui.frame import address, address_or_none
from linkage.ui.registry import Account, MorePage, SetUpStep

# Who works for the programme is called by that, wherever else they work.
BODY_ROLES = ("coordinator", "officer", "commissioner")
# The first of these that somebody holds is what the header calls them.
_CALLED = (
    ("coordinator", "Coordinator"),
    ("officer", "Schools officer"),
    ("commissioner", "Commissioner"),
    ("head", "Headteacher"),
    ("chair", "Chair of governors"),
    ("trust_officer", "Trust officer"),
)


def account(request: Any) -> Account | None:
    """Return who is signed in, as the header names them; None for nobody."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return None
    programme = getattr(request, "programme", None)
    slug = programme.slug if actor.kind == "person" and programme is not None else ""
    held = {grant.role for grant in actor.grants}
    office = next((label for name, label in _CALLED if name in held), "Operator" if actor.is_operator else "")
    return Account(
        name=actor.name,
        role=office if actor.has(*BODY_ROLES) else actor.title or office,
        sign_out_url=address_or_none("accounts:sign-out"),
        account_url=address_or_none("people:details", slug) if slug else address_or_none("accounts:account"),
    )


def more_pages(request: Any) -> Iterator[MorePage]:
    """People and heads for coordinators, the school's people for heads, one's own details for everybody."""
    slug, actor = request.programme.slug, request.actor
    if actor.has("coordinator"):
        yield MorePage(
            "People", "Everybody the programme knows, officers and coordinators", address_or_none("people:people", slug)
        )
        yield MorePage(
            "Heads", "Who acts for each school, invitations and letters", address_or_none("people:heads", slug)
        )
        yield MorePage(
            "Designations",
            "Who holds which title, from whom and until when",
            address_or_none("people:designations", slug),
        )
    for organisation_id in sorted(actor.organisations(*SPEAKERS), key=str):
        url = address_of_staff(slug, organisation_id)
        yield MorePage("Your school's people", "Confirm staff, name deputies", url)
    if policy.NEW_PROGRAMME.allows(actor):
        yield MorePage(
            "New programme", "Begin another one on this installation", address_or_none("set_up:new-programme")
        )
    yield MorePage("My details", "Name, phone, where you work, and leaving", address_or_none("people:details", slug))


def set_up_steps(programme: Any, *, has_invited: bool) -> Iterator[SetUpStep]:
    """What a new programme still needs of people: a head who can nominate and let their staff ask."""
    yield SetUpStep(
        "Invite the first heads",
        "A head nominates colleagues and lets their staff ask. One school is enough to begin",
        address_or_none("people:invite-heads", programme.slug),
        has_invited,
    )


def address_of_staff(slug: str, organisation_id: Any) -> str:
    """Return the page of a school's people."""
    return address("people:staff", slug, organisation_id)
