"""What may be done with rounds of visits, and by whom."""

from collections.abc import Callable

from linkage.access.action import Action, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.peer_review.enums import GOING_ON, TO_COME, Answer, RoundStatus, VisitingStatus
from linkage.peer_review.models import Round, RoundSchool, Visit, Visiting
from linkage.people.enums import Role

# The kinds of action links: does our school take part; and do these visits suit.
ANSWER_LINK, ROTA_LINK = "peer_review.answer", "peer_review.rota"
ASKED = "asked"
# Who answers for a school: the head and their deputy, and the chair and trust officer, who stand for a head.
FOR_SCHOOL = (Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)
S = RoundStatus


def runs(actor: Actor, target: Round | None) -> bool:
    """Whether the actor runs this round: its organisers, and who runs the programme."""
    if target is None or actor.kind != "person":
        return False
    return actor.has(Role.COORDINATOR) or target.is_run_by(actor.person_id)


def speaks_for(actor: Actor, target: RoundSchool) -> bool:
    """Whether the actor answers for this school, or goes for it."""
    return actor.acts_for(target.organisation_id, *FOR_SCHOOL) or actor.is_person(target.person_id)


def _runs_in(*states: RoundStatus) -> Callable[[Actor, Round | None], bool]:
    def allowed(actor: Actor, target: Round | None) -> bool:
        return runs(actor, target) and target is not None and target.state in states

    return allowed


def _sees_round(actor: Actor, target: Round | None) -> bool:
    return runs(actor, target)


def _is_asked(actor: Actor, target: RoundSchool | None) -> bool:
    """Who answers for the school while the round is open; by the link the head it was sent to."""
    if target is None:
        return False
    if actor.answering is not None:
        return actor.answering.record_id == target.pk
    return actor.acts_for(target.organisation_id, *FOR_SCHOOL)


def _answers(actor: Actor, target: RoundSchool | None) -> bool:
    return _is_asked(actor, target) and target is not None and takes_answers(target.round)


def takes_answers(target: Round) -> bool:
    """Whether schools can still answer: until the day the organisers plan, also after the day they named."""
    return target.state == S.OPEN


def _drops_out(actor: Actor, target: RoundSchool | None) -> bool:
    if target is None or target.answer != Answer.YES or target.round.state not in (S.OPEN, S.PROPOSED, *GOING_ON):
        return False
    return runs(actor, target.round) or actor.acts_for(target.organisation_id, *FOR_SCHOOL)


def _sees_own(actor: Actor, target: RoundSchool | None) -> bool:
    if target is None or target.round.state == S.DRAFT:
        return False
    if actor.answering is not None:
        return actor.is_person(target.person_id) and actor.answering.record_id == target.pk
    return speaks_for(actor, target)


def _accepts(actor: Actor, target: RoundSchool | None) -> bool:
    if target is None or target.answer != Answer.YES or target.round.state not in GOING_ON:
        return False
    return actor.is_person(target.person_id) and _sees_own(actor, target)


def _gives_back(actor: Actor, target: Visiting | None) -> bool:
    if target is None or target.status not in (VisitingStatus.ASKED, VisitingStatus.ACCEPTED):
        return False
    return actor.is_person(target.person_id) and target.visit.state in TO_COME and target.visit.round.state in GOING_ON


def is_of_visit(actor: Actor, target: Visit) -> bool:
    """Whether the actor is one of the two sides: who goes, who answers for the host, and who is host for it."""
    goes = any(actor.is_person(each.person_id) for each in target.going)
    return goes or is_host(actor, target)


def is_host(actor: Actor, target: Visit) -> bool:
    """Whether the actor answers for the school that is visited, or goes for it to others."""
    if actor.acts_for(target.host_id, *FOR_SCHOOL):
        return True
    return any(
        actor.is_person(each.person_id)
        for each in target.round.schools.all()
        if each.organisation_id == target.host_id and each.answer == Answer.YES
    )


def _sees_visit(actor: Actor, target: Visit | None) -> bool:
    if target is None or actor.kind != "person":
        return False
    return is_of_visit(actor, target) or runs(actor, target.round)


def _chooses_day(actor: Actor, target: Visit | None) -> bool:
    if target is None or target.state not in TO_COME or target.round.state not in GOING_ON:
        return False
    return is_host(actor, target)


_ORGANISERS = "who runs the round, and a coordinator"
_HEADS = "who answers for the school"
LIST = Action("peer_review.list", "looked at rounds of visits", "anybody the programme knows", known_person)
OPEN = Action(
    "peer_review.open",
    "prepared a round of visits",
    "a coordinator, and who may organise rounds",
    holds(Role.COORDINATOR, Role.ROUND_ORGANISER),
)
SEE = Action("peer_review.see", "looked at a round of visits", _ORGANISERS, known_person, _sees_round)
CHANGE = Action(
    "peer_review.change",
    "changed a round of visits",
    _ORGANISERS,
    known_person,
    _runs_in(S.DRAFT, S.OPEN, S.PROPOSED),
)
RULES = Action(
    "peer_review.rules",
    "chose the rules of a round of visits",
    _ORGANISERS,
    known_person,
    _runs_in(S.DRAFT, S.OPEN, S.PROPOSED, *GOING_ON),
)
ORGANISE = Action(
    "peer_review.organise",
    "changed who runs a round of visits",
    _ORGANISERS,
    known_person,
    _runs_in(S.DRAFT, S.OPEN, S.PROPOSED, *GOING_ON),
)
INVITE = Action(
    "peer_review.invite", "asked schools to take part in visits", _ORGANISERS, known_person, _runs_in(S.DRAFT, S.OPEN)
)
PLAN = Action(
    "peer_review.plan", "had a round of visits planned", _ORGANISERS, known_person, _runs_in(S.OPEN, S.PROPOSED)
)
ADJUST = Action(
    "peer_review.adjust",
    "said what is better than a plan of visits",
    _ORGANISERS,
    known_person,
    _runs_in(S.PROPOSED, *GOING_ON),
)
PUBLISH = Action(
    "peer_review.publish",
    "published who visits whom",
    _ORGANISERS,
    known_person,
    _runs_in(S.PROPOSED, *GOING_ON),
)
CLOSE = Action(
    "peer_review.close",
    "ended a round of visits",
    _ORGANISERS,
    known_person,
    _runs_in(S.DRAFT, S.OPEN, S.PROPOSED, *GOING_ON),
)
ANSWER = Action(
    "peer_review.answer",
    "said whether their school takes part in visits",
    f"{_HEADS}, by the link too",
    either(known_person, by_link(ANSWER_LINK)),
    _answers,
)
ANSWER_BY_LINK = Action(
    "peer_review.answer_by_link",
    "looked at whether their school takes part in visits",
    "the head who was asked, by the link sent to them",
    by_link(ANSWER_LINK),
    _is_asked,
)
SEE_ANSWER = Action("peer_review.see_answer", "looked at the answer of their school", _HEADS, known_person, _is_asked)
SEE_SAID = Action(
    "peer_review.see_said",
    "looked at what their school said of others",
    f"{_HEADS}, by the link too",
    either(known_person, by_link(ANSWER_LINK)),
    _is_asked,
)
DROP_OUT = Action(
    "peer_review.drop_out", "took a school out of a round", f"{_HEADS}; {_ORGANISERS}", known_person, _drops_out
)
SEE_OWN = Action(
    "peer_review.see_own",
    "looked at their own visits",
    "who answers for the school, and who goes for it, by the link too",
    either(known_person, by_link(ROTA_LINK)),
    _sees_own,
)
SEE_OWN_BY_LINK = Action(
    "peer_review.see_own_by_link",
    "looked at their own visits",
    "who goes, by the link sent to them",
    by_link(ROTA_LINK),
    _sees_own,
)
ACCEPT = Action(
    "peer_review.accept",
    "said that the visits suit",
    "who goes, by the link too",
    either(known_person, by_link(ROTA_LINK)),
    _accepts,
)
GIVE_BACK = Action(
    "peer_review.give_back",
    "said that they cannot go to a visit",
    "who goes, by the link too",
    either(known_person, by_link(ROTA_LINK)),
    _gives_back,
)
SEE_VISIT = Action(
    "peer_review.see_visit", "looked at a visit", f"who goes, the host, {_ORGANISERS}", known_person, _sees_visit
)
CHOOSE_DAY = Action("peer_review.choose_day", "chose the day of a visit", "the host", known_person, _chooses_day)
SOLVE = Action("peer_review.solve", "planned a round of visits", "a job of the house", system)
TICK = Action("peer_review.tick", "looked what is due in rounds of visits", "a job of the house", system)
