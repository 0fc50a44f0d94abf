"""Who is told of a round or a visit, and what is read in words before any are kept."""

from linkage.access.actor import Actor
from linkage.areas.rules import no_worry
from linkage.kernel.violations import Violation
from linkage.peer_review.models import Round, RoundSchool, Visit
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.support_requests.queries import readings

# So many areas are read from a text.
MOST_AREAS = 3


def sides(*, actor: Actor, visit: Visit) -> list[tuple[RoundSchool, Person]]:
    """Return who is host for the visited school, and who goes, each with their school."""
    rows = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=visit.round)
    schools = {each.organisation_id: each for each in rows.select_related("person", "organisation")}
    for each in schools.values():
        each.round = visit.round
    host = schools.get(visit.host_id)
    found = [(host, host.person)] if host is not None and host.person is not None else []
    going = [each for each in visit.going if each.organisation_id in schools]
    return [*found, *((schools[each.organisation_id], each.person) for each in going)]


def to_be_told(*, actor: Actor, review_round: Round) -> list[Person]:
    """Return who runs a round; where nobody does, who runs the programme."""
    runs = [each.person for each in review_round.organisers.all()]
    return runs or list(people.people_with(actor=actor, role=Role.COORDINATOR))


def worries(*, actor: Actor, **texts: str) -> list[Violation]:
    """Return a sentence for each text, by its field, that reads like a worry about a person."""
    found = (field for field, text in texts.items() if text and readings.is_worry(actor=actor, texts=[text]))
    return [each for field in found for each in no_worry(field)]


def areas_of(*, actor: Actor, text: str) -> list[str]:
    """Return the codes of the areas a text is about, the surest first."""
    read = readings.reading(actor=actor, words=text)
    return [each.area.code for each in read.suggestions[:MOST_AREAS]]
