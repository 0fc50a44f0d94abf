"""A school has closed: which one took its place, or that it is stopped."""

from functools import partial
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.engagements import operations, policy, presenters, queries
from linkage.engagements.forms.schools import SchoolForm
from linkage.engagements.views.asking import ask, bound
from linkage.kernel.days import day_of
from linkage.ui.forms import PlainForm


@page(policy.MOVE_SCHOOL)
def school(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say which school took the place of the closed one; who stays is shown for each."""
    closed = queries.closed_school(actor=request.actor, engagement_id=engagement_id)
    policy.MOVE_SCHOOL.check(request.actor, closed.change)
    going = queries.going_along(actor=request.actor, at=request.at, closed=closed)
    form = SchoolForm(bound(request), schools=presenters.successor_choices(closed.successors, going))

    def do(school: str) -> None:
        operations.move_school(actor=request.actor, at=request.at, change=closed.change, school_id=UUID(school))

    said = presenters.asking_for_successor(closed)
    return ask(request, closed.change.engagement, form, do, said, template="engagements/school.html")


@page(policy.STOP_CLOSED)
def stop(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Stop it, as nobody carries on."""
    closed = queries.closed_school(actor=request.actor, engagement_id=engagement_id)
    policy.STOP_CLOSED.check(request.actor, closed.change)
    change, found, today = closed.change, closed.change.engagement, day_of(request.at)
    owed = queries.owed_when_stopped(actor=request.actor, engagement=found, stopped_by=change.side, today=today)
    do = partial(operations.stop_closed, actor=request.actor, at=request.at, change=change)
    said = presenters.stopping_closed(change, owed)
    return ask(request, found, PlainForm(bound(request)), do, said)
