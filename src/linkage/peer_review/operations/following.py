"""What becomes of a report: lines others may learn from, help that is asked for, and how its points stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.peer_review import policy, queries, rules
from linkage.peer_review.enums import Asking, LineKind
from linkage.peer_review.models import LineCheck, ReportLine, Visit
from linkage.peer_review.operations import report_telling as telling
from linkage.people import queries as people
from linkage.practice import operations as practice
from linkage.practice.enums import Audience
from linkage.practice.models import Practice
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest


class UnableToFollow(Refused):
    """Something that cannot be done with a line of a report any more."""


@dataclass(frozen=True)
class Said:
    """What has become of one point, and a word about it."""

    says: str
    note: str = ""


@operation(policy.SHARE_LINE, target="line")
def share_line(
    *, actor: Actor, at: datetime, line: ReportLine, audience: str, written: practice.Written, sends: bool
) -> Practice:
    """Share one line as the head of the host, for those the head chooses; the rest of the report stays where it is.

    Raises UnableToFollow for an audience there is not, practice.UnableToShare for what is missing.
    """
    visit = line.version.visit
    visit.hold()
    keys = rules.audiences(visit.round_id, visit.round.group_id)
    if audience not in keys:
        raise UnableToFollow([Violation("audience", "Choose who finds it", "audience")])
    return practice.begin_line(
        actor=actor,
        at=at,
        source_id=line.pk,
        school=visit.host,
        audience=Audience(audience),
        audience_id=keys[audience],
        written=written,
        sends=sends,
    )


@operation(policy.ASK_FOR_HELP, target="line")
def ask_for_help(*, actor: Actor, at: datetime, line: ReportLine) -> SupportRequest:
    """Begin a request from an “even better if”, without the name of the school; nobody sees it before it is sent.

    Raises UnableToFollow where there is one already.
    """
    line.version.visit.hold()
    line.refresh_from_db(fields=["request"])
    if line.request_id is not None:
        raise UnableToFollow("You have begun a request for this already")
    begun = support_requests.begin_from(
        actor=actor,
        at=at,
        organisation=line.version.visit.host,
        words=f"We would like to get better at this: {line.text}",
        area_codes=line.area_codes,
    )
    line.request = begun
    line.save(update_fields=["request"])
    return begun


@operation(policy.SAY_HOW_IT_STANDS, target="visit")
def say_how_it_stands(*, actor: Actor, at: datetime, visit: Visit, said: Mapping[UUID, Said]) -> list[LineCheck]:
    """Say what has become of the points that are asked about, by the key of the asking. Raises UnableToFollow."""
    visit.hold()
    UnableToFollow.unless_none(queries.worries(actor=actor, **{f"note_{key}": each.note for key, each in said.items()}))
    asked = LineCheck.objects.filter(programme_id=actor.tenant_id, line__version__visit=visit, pk__in=said)
    rows = list(asked.select_for_update(of=("self",)))
    by = people.person(actor=actor, person_id=actor.person_id)
    for row in rows:
        row.says, row.note = said[row.pk].says, said[row.pk].note
        row.said_by, row.said_at = by, at
        row.save()
    return rows


@part_of_operation
def ask_how_it_stands(*, actor: Actor, at: datetime, visit: Visit, asking: Asking) -> int:
    """Ask the host what has become of each “even better if” that is not done; return of how many."""
    version = visit.newest_report
    if version is None:
        return 0
    done = LineCheck.objects.filter(programme_id=visit.programme_id, line__version=version, says="done")
    lines = version.lines.filter(kind=LineKind.BETTER).exclude(pk__in=done.values("line_id"))
    rows = [
        LineCheck(programme_id=visit.programme_id, line=line, asking=asking, asked_at=at)
        for line in lines.exclude(checks__asking=asking).order_by("place")
    ]
    LineCheck.objects.bulk_create(rows)
    if rows:
        telling.how_it_stands(actor=actor, at=at, visit=visit)
    return len(rows)
