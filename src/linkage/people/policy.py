"""Who may know people, prove heads, confirm staff and give roles."""

from typing import Any

from linkage.access.action import Action, anybody, by_link, either, known_person, operator, system
from linkage.access.actor import Actor
from linkage.people.enums import SPEAKERS, SPEAKS_FOR

COORDINATORS = "coordinators of the programme"


def _coordinates(actor: Actor) -> bool:
    return actor.has("coordinator")


def _speaks(actor: Actor) -> bool:
    """Acts for some school: its head, a deputy by grant, the chair or the trust's officer."""
    return bool(actor.organisations(*SPEAKERS))


def _same_programme(actor: Actor, target: Any) -> bool:
    return target is not None and target.programme_id == actor.programme_id


def _coordinates_here(actor: Actor, target: Any) -> bool:
    return _coordinates(actor) and _same_programme(actor, target)


def _invited(actor: Actor, invitation: Any) -> bool:
    return (
        actor.answering is not None
        and invitation is not None
        and actor.answering.record_id == invitation.pk
        and actor.is_person(invitation.person_id)
    )


def _own_claim(actor: Actor, affiliation: Any) -> bool:
    """The person themselves, signed in or by the link sent to them about this very claim."""
    if affiliation is None or not actor.is_person(affiliation.person_id):
        return False
    return actor.answering is None or actor.answering.record_id == affiliation.pk


def _own(actor: Actor, person: Any) -> bool:
    return person is not None and actor.is_person(person.pk)


def _confirms(actor: Actor, affiliation: Any) -> bool:
    """The school's head and those who stand for them; never somebody who would speak for the school themselves."""
    if not _same_programme(actor, affiliation) or affiliation.role in SPEAKS_FOR:
        return False
    return _coordinates(actor) or actor.acts_for(affiliation.organisation_id, *SPEAKERS)


def _ends_affiliation(actor: Actor, affiliation: Any) -> bool:
    return _coordinates_here(actor, affiliation) or _confirms(actor, affiliation)


def _names_deputy(actor: Actor, affiliation: Any) -> bool:
    return _same_programme(actor, affiliation) and actor.acts_for(affiliation.organisation_id, "head")


def _ends_role(actor: Actor, grant: Any) -> bool:
    if not _same_programme(actor, grant):
        return False
    is_deputy = grant.deputy_of_id is not None and actor.acts_for(grant.organisation_id, *SPEAKERS)
    return _coordinates(actor) or is_deputy


def _speaks_or_is(actor: Actor, holder: Any) -> bool:
    """Whether a designation of this holder is the actor's own: theirs, or that of a school they act for."""
    return holder is not None and (actor.is_person(holder.pk) or actor.acts_for(holder.pk, *SPEAKERS))


def holds_it(actor: Actor, designation: Any) -> bool:
    """Whether a designation is the actor's own, or that of a school they act for."""
    return designation is not None and _speaks_or_is(actor, designation.person or designation.organisation)


def _notes_designation(actor: Actor, holder: Any) -> bool:
    return holder is not None and (_coordinates(actor) or _speaks_or_is(actor, holder))


def _keeps_designation(actor: Actor, designation: Any) -> bool:
    return _coordinates_here(actor, designation) or holds_it(actor, designation)


def answers_by_link(actor: Actor, designation: Any) -> bool:
    """Whether the actor's link asks about this very designation, and nobody has answered it yet."""
    answer = actor.answering
    return (
        answer is not None
        and answer.record_id == designation.pk
        and answer.state == designation.question
        and designation.is_questioned
    )


def _answers_designation(actor: Actor, designation: Any) -> bool:
    if actor.answering is None:
        return _keeps_designation(actor, designation)
    return holds_it(actor, designation) and answers_by_link(actor, designation)


SET_UP = Action("people.set_up", "set Linkage up", "whoever holds the set-up address", anybody, public=True)
NEW_PROGRAMME = Action("people.new_programme", "began a programme", "the operator of the installation", operator)

SEE_PEOPLE = Action("people.see_all", "looked at the people of the programme", COORDINATORS, _coordinates)
TAKE_LIST = Action("people.take_list", "took a list of people home", COORDINATORS, _coordinates)
SEE_PERSON = Action("people.see", "looked at a person", COORDINATORS, _coordinates, on=_same_programme)
SEE_DUPLICATES = Action("people.see_duplicates", "looked for people who are known twice", COORDINATORS, _coordinates)
MERGE = Action("people.merge", "merged two records of one person", COORDINATORS, _coordinates, on=_same_programme)
KEEP_APART = Action(
    "people.keep_apart", "said that two records are two people", COORDINATORS, _coordinates, on=_same_programme
)
ADD_OFFICER = Action("people.add_officer", "gave somebody a role", COORDINATORS, _coordinates)
END_ROLE = Action(
    "people.end_role",
    "ended a role",
    "coordinators; a head for their deputies",
    either(_coordinates, _speaks),
    on=_ends_role,
)

INVITE = Action("people.invite", "invited heads", COORDINATORS, _coordinates)
PRINT_LETTER = Action("people.print_letter", "printed a letter to a head", COORDINATORS, _coordinates)
CONFIRM_BY_HAND = Action("people.confirm_by_hand", "confirmed a head by hand", COORDINATORS, _coordinates)
WITHDRAW = Action("people.withdraw", "took an invitation back", COORDINATORS, _coordinates, on=_coordinates_here)
ANSWER = Action("people.answer", "looked at an invitation", "the person invited", by_link("invitation"), on=_invited)
ACCEPT = Action("people.accept", "accepted the invitation", "the person invited", by_link("invitation"), on=_invited)
DECLINE = Action(
    "people.decline", "said no to the invitation", "the person invited", by_link("invitation"), on=_invited
)
USE_LETTER = Action("people.use_letter", "used the code of a letter", "the person it was sent to", known_person)

JOIN = Action("people.join", "asked to join for a school", "anybody", anybody, public=True)
PROVE_CLAIM = Action(
    "people.prove_claim",
    "said that it was they who joined",
    "the person whose address was given",
    either(by_link("join"), known_person),
    on=_own_claim,
)
REFUSE_CLAIM = Action(
    "people.refuse_claim",
    "said that it was not they who joined",
    "the person whose address was given",
    either(by_link("join"), known_person),
    on=_own_claim,
)
SEE_STAFF = Action(
    "people.see_staff", "looked at a school's people", "heads and coordinators", either(_coordinates, _speaks)
)
CONFIRM_STAFF = Action(
    "people.confirm_staff",
    "confirmed a member of staff",
    "the school's head, chair or trust officer; coordinators",
    either(_coordinates, _speaks),
    on=_confirms,
)
END_AFFILIATION = Action(
    "people.end_affiliation",
    "took somebody off a school's list",
    "the school's head, chair or trust officer; coordinators",
    either(_coordinates, _speaks),
    on=_ends_affiliation,
)
NAME_DEPUTY = Action("people.name_deputy", "named a deputy", "the school's head", _speaks, on=_names_deputy)

DIGEST_LINK = "people.digest"

CHOOSE_DIGEST = Action(
    "people.choose_digest",
    "chose how often we send their list",
    "the person, signed in or by the link of the mail",
    either(known_person, by_link(DIGEST_LINK)),
    on=_own,
)
SEND_DIGEST = Action("people.send_digest", "sent people what waits for them", "the hourly job", system)

SEE_SELF = Action("people.see_self", "looked at their own details", "people of the programme", known_person)
CHANGE_SELF = Action("people.change_self", "changed their own details", "the person", known_person, on=_own)
LEAVE = Action("people.leave", "left the programme", "the person", known_person, on=_own)
ERASE = Action("people.erase", "erased a person", "the command line and the nightly job", system)
FORGET = Action("people.forget_unanswered", "erased people who never answered", "the nightly job", system)
EXPORT = Action("people.export", "exported what is held about a person", "the command line", system)

# The kind of the action link by which somebody says whether a designation is renewed.
DESIGNATION_LINK = "people.designation"
_HOLDERS = "who holds it, who acts for the school that does, coordinators"
_known_or_asked = either(known_person, by_link(DESIGNATION_LINK))

SEE_DESIGNATIONS = Action("people.see_designations", "looked at the designations", COORDINATORS, _coordinates)
SEE_DESIGNATION = Action(
    "people.see_designation", "looked at a designation", _HOLDERS, known_person, on=_keeps_designation
)
NOTE_DESIGNATION = Action(
    "people.note_designation", "noted a designation", _HOLDERS, known_person, on=_notes_designation
)
CHANGE_DESIGNATION = Action(
    "people.change_designation", "changed a designation", _HOLDERS, known_person, on=_keeps_designation
)
CONFIRM_DESIGNATION = Action(
    "people.confirm_designation", "confirmed a designation", COORDINATORS, _coordinates, on=_coordinates_here
)
ANSWER_DESIGNATION = Action(
    "people.answer_designation",
    "looked at whether a designation is renewed",
    f"{_HOLDERS}; by the link of the mail who holds it",
    _known_or_asked,
    on=_answers_designation,
)
RENEW_DESIGNATION = Action(
    "people.renew_designation", "said that it is renewed", _HOLDERS, _known_or_asked, on=_answers_designation
)
LET_DESIGNATION_END = Action(
    "people.let_designation_end", "said that it ends as planned", _HOLDERS, _known_or_asked, on=_answers_designation
)
END_DESIGNATION = Action(
    "people.end_designation", "said that it has ended", _HOLDERS, _known_or_asked, on=_answers_designation
)
CHANGE_TITLES = Action(
    "people.change_titles",
    "changed the list of designations",
    COORDINATORS,
    _coordinates,
    on=_coordinates_here,
)
ADD_TITLE = Action("people.add_title", "added to the list of designations", COORDINATORS, _coordinates)
TICK_DESIGNATIONS = Action(
    "people.tick_designations", "asked about designations that end", "the job of each morning", system
)


def _runs_it(actor: Actor) -> bool:
    return actor.has("coordinator", "officer")


def _speaks_of_days_away(actor: Actor, person: Any) -> bool:
    """One's own days away; a coordinator those of anybody here, for whoever is ill rings in."""
    return _own(actor, person) or _coordinates_here(actor, person)


def _ends_cover(actor: Actor, cover: Any) -> bool:
    return _coordinates_here(actor, cover) or (cover is not None and actor.is_person(cover.person_id))


_AWAY = "who is away, where they run the programme, and coordinators"
SEE_AWAY = Action("people.see_away", "looked at who is away", "coordinators and officers of the programme", _runs_it)
ARRANGE_COVER = Action(
    "people.arrange_cover", "arranged who looks after a list", _AWAY, _runs_it, on=_speaks_of_days_away
)
END_COVER = Action("people.end_cover", "ended somebody’s days away", _AWAY, _runs_it, on=_ends_cover)
