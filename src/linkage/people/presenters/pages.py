"""What the pages about people show, as plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.messaging.presenters import address as full_address
from linkage.organisations.models import Organisation
from linkage.people import policy
from linkage.people.enums import SPEAKS_FOR, AffiliationRole
from linkage.people.models import Affiliation, Person, RoleGrant
from linkage.people.presenters import mails
from linkage.people.queries import Colleague, PersonRow, SchoolProof, Staff
from linkage.people.rules import addresses
from linkage.search.folding import fold, having
from linkage.ui import lists
from linkage.ui.frame import address

MOST_AT_ONCE = 20

STATES = {
    "nobody": "Nobody asked yet",
    "claimed": "Somebody says it is them",
    "invited": "Asked, no answer yet",
    "proved": "Proved",
}

PEOPLE = lists.ListDefinition(
    noun="person",
    noun_plural="people",
    has_search=True,
    is_personal=True,
    empty_title="Nobody yet",
    empty_text="They appear here when you invite heads, when they join for a school, and when they are nominated.",
    columns=[
        lists.Column("Name", lambda row: {"text": row.name, "sub": row.email}, export=lambda row: row.name),
        lists.Column("E-mail", lambda row: row.email, export=lambda row: row.email),
        lists.Column(
            "Works at",
            lambda row: words.listing(row.works) if row.works else "–",
            export=lambda row: "; ".join(row.works),
        ),
        lists.Column(
            "May act as",
            lambda row: words.listing(row.roles) if row.roles else "–",
            export=lambda row: "; ".join(row.roles),
        ),
        lists.Column(
            "Has answered us",
            lambda row: "Yes" if row.has_answered else "Not yet",
            export=lambda row: "yes" if row.has_answered else "no",
        ),
    ],
    filters=[
        lists.Filter("role", "May act as", key=lambda row: row.roles, labels={}),
        lists.Filter(
            "answered",
            "Has answered us",
            key=lambda row: "yes" if row.has_answered else "no",
            labels={"yes": "Yes", "no": "Not yet"},
        ),
    ],
    sorts=[
        lists.Sort("name", "By name", key=lambda row: fold(row.name)),
        lists.Sort("newest", "Newest first", key=lambda row: -row.known_since.timestamp()),
    ],
)

HEADS = lists.ListDefinition(
    noun="school",
    noun_plural="schools",
    is_personal=True,
    empty_title="No school takes part yet",
    empty_text="Choose which schools take part first; then you can invite their heads.",
    columns=[
        lists.Column(
            "School",
            lambda row: {"text": row.organisation.name, "sub": row.organisation.town},
            export=lambda row: row.organisation.name,
        ),
        lists.Column(
            "Head",
            lambda row: row.head.person.name if row.head else "–",
            export=lambda row: row.head.person.name if row.head else "",
        ),
        lists.Column("Stands", lambda row: STATES[row.state], export=lambda row: STATES[row.state]),
    ],
    filters=[lists.Filter("state", "Stands", key=lambda row: row.state, labels=STATES)],
    sorts=[lists.Sort("name", "By name", key=lambda row: fold(row.organisation.name))],
)


def found(rows: Iterable[PersonRow], text: str) -> list[PersonRow]:
    """Return the people whose name, address or school holds all the words."""
    return having(rows, text, lambda row: [row.name, row.email, *row.works])


def without_head(rows: Sequence[SchoolProof]) -> int:
    """Return how many schools have no proved head and nobody asked."""
    return sum(row.state == "nobody" for row in rows)


def to_invite(rows: Sequence[SchoolProof], chosen: Sequence[str]) -> list[Organisation]:
    """Return the schools to offer on one page: those chosen, else the first without a head whom nobody has asked."""
    if chosen:
        return [row.organisation for row in rows if str(row.organisation.pk) in chosen]
    return [row.organisation for row in rows if row.state == "nobody"][:MOST_AT_ONCE]


@dataclass(frozen=True)
class InviteRow:
    """One school of the bulk form."""

    school: str
    town: str
    domain: str
    name: Any
    email: Any


def rows_of(form: Any) -> list[InviteRow]:
    """Return the bulk form school by school."""
    return [
        InviteRow(school.name, school.town, domain_of(school), form[f"name{row}"], form[f"email{row}"])
        for row, school in form.schools.items()
    ]


def domain_of(organisation: Organisation) -> str:
    """Return the domain at which an invitation must arrive, or nothing when the register has no web address."""
    return addresses.wanted_domain(organisation.website)


def invited(number: int) -> str:
    """Say that invitations are on their way."""
    return f"{words.count(number, 'invitation')} sent. Each answers from their e-mail, without signing in"


def letter_address(slug: str) -> str:
    """Return the full address that stands in a letter."""
    return full_address(address("people:letter", slug))


def withdrawn(*, was_erased: bool) -> str:
    """Say what became of an invitation taken back."""
    return "The invitation is taken back" + (", and the name and address are erased" if was_erased else "")


def claimed(proof: SchoolProof, claim_id: str) -> dict[str, str]:
    """Return what the form starts with: the claim the coordinator settles, when the address names one."""
    claim = next((each for each in proof.claims if str(each.pk) == claim_id), None)
    if claim is None:
        return {}
    role = SPEAKS_FOR[AffiliationRole(claim.role)]
    return {"method": "by_hand", "name": claim.person.name, "email": claim.person.email, "role": role.value}


@dataclass(frozen=True)
class ColleagueRow:
    """One colleague, and what the reader may do about them."""

    colleague: Colleague
    may_confirm: bool
    may_end: bool
    may_name_deputy: bool


def colleagues(actor: Actor, staff: Staff) -> dict[str, list[ColleagueRow]]:
    """Return who waits and who is confirmed, each with what this reader may do."""
    return {
        "claimed": [_row(actor, each) for each in staff.claimed],
        "confirmed": [_row(actor, each) for each in staff.confirmed],
    }


def _row(actor: Actor, colleague: Colleague) -> ColleagueRow:
    affiliation = colleague.affiliation
    return ColleagueRow(
        colleague,
        may_confirm=policy.CONFIRM_STAFF.allows(actor, affiliation),
        may_end=policy.END_AFFILIATION.allows(actor, affiliation) and not actor.is_person(affiliation.person_id),
        may_name_deputy=(
            policy.NAME_DEPUTY.allows(actor, affiliation)
            and not colleague.speaks
            and not actor.is_person(affiliation.person_id)
        ),
    )


def who_settles(claim: Affiliation, head: Person | None, programme: str) -> str:
    """Return the words for who is asked whether a claim is true."""
    return mails.who_settles(claim.organisation.name, programme, by_head=head is not None)


def after_role(actor: Actor, slug: str, grant: RoleGrant) -> str:
    """Return where to go after a role has been ended."""
    if actor.has("coordinator"):
        return address("people:person", slug, grant.person_id)
    return address("people:staff", slug, grant.organisation_id)
