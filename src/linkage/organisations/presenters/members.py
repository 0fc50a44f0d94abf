"""What the pages show of the schools taking part."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from linkage.kernel import words
from linkage.organisations import policy
from linkage.organisations.enums import MemberStatus, Phase, SchoolStatus
from linkage.organisations.models import Member, MembershipRule, Organisation
from linkage.organisations.queries import Fitting, SchoolChoice
from linkage.organisations.queries.members import MemberRow
from linkage.ui import lists
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MemberSchool, MorePage, NavigationItem, PublicFacts, SetUpStep

SHOWN_ANSWERS = 4
LEFT, CLOSED, HERE = "left", "closed", "member"
_STANDING = {HERE: "Taking part", CLOSED: "Closed, says the register", LEFT: "No longer taking part"}


def phase_words(school: Organisation) -> str:
    """Return "Secondary and 16 plus"."""
    return words.listing([Phase(phase).label for phase in school.phases]) or "Not known"


def standing(row: MemberRow) -> str:
    """Return how the school stands to the programme, as the filter names it."""
    if row.member.status == MemberStatus.LEFT:
        return LEFT
    return CLOSED if row.is_closed else HERE


def standing_words(row: MemberRow) -> str:
    """Return the same for reading."""
    return _STANDING[standing(row)]


MEMBERS = lists.ListDefinition(
    noun="school",
    noun_plural="schools",
    columns=[
        lists.Column("School", lambda r: r.school.name),
        lists.Column("URN", lambda r: r.school.urn or ""),
        lists.Column("Phase", lambda r: phase_words(r.school)),
        lists.Column("Authority", lambda r: r.school.authority_name),
        lists.Column("District", lambda r: r.school.district),
        lists.Column("Town", lambda r: r.school.town),
        lists.Column("Postcode", lambda r: r.school.postcode),
        lists.Column("Groups", lambda r: r.groups),
        lists.Column("Stands", standing_words),
        lists.Column("Since", lambda r: r.member.since_on),
    ],
    filters=[
        lists.Filter("standing", "Taking part", key=standing, labels=_STANDING),
        lists.Filter("phase", "Phase", key=lambda r: list(r.school.phases), labels=dict(Phase.choices)),
        lists.Filter("group", "Group", key=lambda r: list(r.groups)),
        lists.Filter("district", "District", key=lambda r: r.school.district or r.school.authority_name),
    ],
    sorts=[
        lists.Sort("name", "By name", key=lambda r: (r.school.name, r.school.urn or 0)),
        lists.Sort(
            "newest", "Newest first", key=lambda r: (r.member.since_on is not None, r.member.since_on), reverse=True
        ),
    ],
    has_search=True,
    empty_title="No schools yet",
    empty_text="Say which schools belong, look at what the register has, and add them in one go.",
)


PROPOSALS = lists.ListDefinition(
    noun="school",
    noun_plural="schools",
    columns=[
        lists.Column("School", lambda o: {"text": o.name, "sub": o.town}, export=lambda o: o.name),
        lists.Column("URN", lambda o: o.urn),
        lists.Column("Phase", phase_words),
        lists.Column("Authority", lambda o: o.authority_name),
    ],
    per_page=50,
    empty_title="Nothing to add",
    empty_text="Every open school that fits your rule takes part already, or has left.",
)


def searched(rows: Sequence[MemberRow], folded_words: Sequence[str]) -> list[MemberRow]:
    """Return the rows whose name, town, postcode or URN hold every word."""
    return [row for row in rows if all(word in row.school.search_text for word in folded_words)]


def facts(school: Organisation) -> list[tuple[str, Any]]:
    """Return what the register says of a school; what it does not say is left out."""
    ages = f"{school.age_low} to {school.age_high}" if school.age_high is not None else ""
    rows: list[tuple[str, Any]] = [
        ("URN", school.urn or ""),
        ("Phase", phase_words(school)),
        ("Ages", ages),
        ("Kind of school", school.type_name),
        ("Religious character", school.religious_character),
        ("Diocese", school.diocese),
        ("Trust", school.trust_name.title() if school.trust_name.isupper() else school.trust_name),
        ("Authority", school.authority_name),
        ("District", school.district),
        ("Pupils", f"{school.pupils:,}" if school.pupils else ""),
        ("Free school meals", f"{school.fsm_percent:.0f}%" if school.fsm_percent is not None else ""),
        ("Address", ", ".join(part for part in (school.street, school.town, school.postcode) if part)),
        ("Opened", words.day(school.opened_on) if school.opened_on else ""),
    ]
    return [(name, value) for name, value in rows if value != ""]


def web_address(school: Organisation) -> str:
    """Return where the school's website is, or nothing for what a browser should not be sent to.

    The register holds what schools typed: some leave "http://" out, and nobody checked any of it.
    """
    typed = school.website.strip()
    if re.match(r"https?://", typed, re.IGNORECASE):
        return typed
    return f"http://{typed}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", typed) else ""


def status_tag(school: Organisation) -> tuple[str, str] | None:
    """Return what has to be said of a school that is not simply open."""
    if school.status == SchoolStatus.CLOSED:
        when = f" on {words.day(school.closed_on)}" if school.closed_on else ""
        return ("bad", f"Closed{when}")
    labels = {SchoolStatus.CLOSING: "Proposed to close", SchoolStatus.PROPOSED: "Not open yet"}
    return ("info", labels[SchoolStatus(school.status)]) if school.status in labels else None


def rule_answers(rule: MembershipRule, trusts: Sequence[str]) -> dict[str, Any]:
    """Return the rule as the form is filled with it."""
    names = ("authority_codes", "phases", "dioceses", "religious_characters")
    return {name: getattr(rule, name) for name in names} | {"trusts": "\n".join(trusts)}


def rule_words(
    rule: MembershipRule, choices: dict[str, list[tuple[str, str]]], trusts: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the rule as rows of question and answer."""
    asked = [
        ("Local authorities", "authority_codes"),
        ("Phases", "phases"),
        ("Dioceses", "dioceses"),
        ("Religious character", "religious_characters"),
    ]
    names = {field: dict(pairs) for field, pairs in choices.items()}
    rows = [(title, [names[field].get(value, value) for value in getattr(rule, field)]) for title, field in asked]
    rows.append(("Trusts", list(trusts)))
    return [(title, words.listing(answers)) for title, answers in rows if answers]


def suggestion(one: SchoolChoice) -> str:
    """Return the line an input suggests: many schools share a name, so town, phase and authority always stand there."""
    told = ", ".join(part for part in (one.name, one.town, one.phase_words, one.authority) if part)
    return f"{told} ({one.urn})" if one.urn else told


def fitting_words(found: Fitting) -> str:
    """Return what a rule would bring, before it is kept."""
    if not found.schools:
        return "No open school fits. Take one of your answers away"
    fits = f"{words.count(found.schools, 'open school')} {'fits' if found.schools == 1 else 'fit'}"
    which = "all" if found.new == found.schools else f"{found.new:,}"
    new = f"{which} of them would be new here" if found.new else "all of them are known here"
    if found.schools == 1:
        new = "it would be new here" if found.new else "it is known here"
    return f"{fits}; {new}. Nothing has been saved"


def navigation(request: Any) -> Iterator[NavigationItem]:
    """The schools, for whoever may see them."""
    actor = getattr(request, "actor", None)
    if getattr(request, "programme", None) is not None and actor is not None and policy.SEE_MEMBERS.allows(actor):
        address = address_or_none("organisations:schools", request.programme.slug)
        yield NavigationItem("Schools", address, section="schools")


def chosen_words(bound: Any) -> str:
    """Return the first chosen answers of a long list and how many more there are: the list itself is folded away."""
    names = {str(value): text for value, text in bound.field.choices}
    chosen = [names[value] for value in bound.value() or [] if value in names]
    shown = chosen[:SHOWN_ANSWERS] + ([f"{len(chosen) - SHOWN_ANSWERS} more"] if len(chosen) > SHOWN_ANSWERS else [])
    return words.listing(shown)


def more_pages(request: Any) -> Iterator[MorePage]:
    """The school groups, for whoever may see them."""
    if policy.SEE_GROUPS.allows(request.actor):
        yield MorePage(
            "School groups",
            "Clusters, districts, priority schools",
            address_or_none("organisations:groups", request.programme.slug),
        )
    if policy.SEE_BODIES.allows(request.actor):
        yield MorePage(
            "Hubs and partners",
            "Bodies that offer something to many schools",
            address_or_none("organisations:bodies", request.programme.slug),
        )
    if policy.SEE_REGISTER.allows(request.actor):
        yield MorePage("Register of schools", "Import the national register again", address_or_none("register:imports"))


def public_facts(number: int, authority_codes: tuple[str, ...]) -> PublicFacts:
    """How many schools take part, and where they are, for the public page."""
    return PublicFacts(figures=((number, "schools taking part"),), authority_codes=authority_codes)


def set_up_steps(programme: Any, *, has_members: bool) -> Iterator[SetUpStep]:
    """Say which schools belong."""
    yield SetUpStep(
        "Choose your schools",
        "By authority, phase, diocese or trust, from the register",
        address_or_none("organisations:rule", programme.slug),
        has_members,
    )


def member_schools(members: Sequence[Member]) -> Iterator[MemberSchool]:
    """Return the schools for pages of apps that lie below the register."""
    for member in members:
        school = member.organisation
        yield MemberSchool(school.pk, school.name, school.authority_code, school.authority_name)
