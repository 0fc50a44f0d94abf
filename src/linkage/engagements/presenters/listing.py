"""The list of support over time: a school's own, and the programme's as facts; and where it stands on other pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import Engagement
from linkage.engagements.presenters.pages import TAGS
from linkage.kernel import money, words
from linkage.links.enums import TO_BE_GIVEN, LinkStatus
from linkage.links.models import Commission, Link
from linkage.people.enums import Role
from linkage.ui import lists
from linkage.ui.icons import tag
from linkage.ui.registry import MorePage, Promise, RecordLink


def definition(actor: Actor) -> lists.ListDefinition:
    """Return the list for a reader."""
    return lists.ListDefinition(
        noun="piece of support",
        noun_plural="pieces of support",
        columns=[
            lists.Column("What about", lambda row: _title(actor, row), export=lambda row: name_for(actor, row)),
            lists.Column(
                "Is helped", lambda row: row.client_organisation.name, export=lambda row: row.client_organisation.name
            ),
            lists.Column(
                "Helps", lambda row: row.home_organisation.name, export=lambda row: row.home_organisation.name
            ),
            lists.Column(
                "Until",
                lambda row: {"text": words.day(row.ends_on), "sub": _days(row)},
                export=lambda row: row.ends_on,
            ),
            lists.Column("Now", lambda row: tag(*TAGS[row.state]), export=lambda row: row.state.label),
        ],
        filters=[
            lists.Filter("state", "Where it is", key=lambda row: row.status, labels=dict(EngagementStatus.choices)),
            lists.Filter("kind", "What it is", key=lambda row: row.kind, labels=dict(Kind.choices)),
        ],
        sorts=[
            lists.Sort("changed", "Changed last", key=lambda row: row.changed_at, reverse=True),
            lists.Sort("ends", "Ends first", key=lambda row: row.ends_on),
        ],
        empty_title="Nothing yet",
        empty_text="More than a conversation begins on the page of an introduction, or of support that was bought.",
    )


def name_for(actor: Actor, row: Engagement) -> str:
    """What it is called: by its two schools; whoever runs the programme reads what it is."""
    return row.title if policy.is_party(actor, row) else row.kind_words.capitalize()


def _title(actor: Actor, row: Engagement) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(row.path, name_for(actor, row))


def _days(row: Engagement) -> str:
    return money.half_days(row.half_days) if row.half_days else ""


def more_pages(request: Any) -> Iterable[MorePage]:
    """Where support over time stands behind More, and for a coordinator its steps."""
    slug = request.programme.slug
    if policy.LIST.allows(request.actor):
        text = "What two schools do together for longer than a conversation"
        yield MorePage("Support over time", text, reverse("engagements:engagements", args=[slug]))
    yield from _records(request)
    if policy.EDIT_STEPS.allows(request.actor):
        text = "What has to be done before support starts, and before it ends"
        yield MorePage("Steps of support", text, reverse("engagements:kinds", args=[slug]))
    if policy.EDIT_CLAUSES.allows(request.actor):
        text = "What two schools agree in writing"
        yield MorePage("Clauses of agreements", text, reverse("engagements:clauses", args=[slug]))
    if policy.EDIT_RATE_CARD.allows(request.actor):
        text = "What a day of support costs, and what the programme keeps of it"
        yield MorePage("Prices of support", text, reverse("engagements:prices", args=[slug]))
    if policy.EDIT_QUESTIONS.allows(request.actor):
        text = "What two schools ask themselves before they begin"
        yield MorePage("Questions about readiness", text, reverse("engagements:readiness-questions", args=[slug]))


def _records(request: Any) -> Iterable[MorePage]:
    """What somebody has given; and for a head and a chair of governors what their school gave and received."""
    slug, actor = request.programme.slug, request.actor
    if policy.SEE_OWN_RECORD.allows(actor):
        text = "Introductions, visits and support in which you helped, for your appraisal"
        yield MorePage("What I have given", text, reverse("engagements:own-record", args=[slug]))
    for organisation_id in sorted(actor.organisations(Role.HEAD, Role.CHAIR), key=str):
        text = "For your governors and for appraisals, to print or as a spreadsheet"
        url = reverse("engagements:school-record", args=[slug, organisation_id])
        yield MorePage("What your school gave and received", text, url)


def promises(found: Iterable[Engagement]) -> dict[UUID, Promise]:
    """What days are promised for, by the key of what they are promised to: the school, what about, and its page."""
    return {each.pk: Promise(to=each.client_organisation.name, title=each.title, url=each.path) for each in found}


def continuations(request: Any, record: Link | Commission, found: Engagement | None) -> list[RecordLink]:
    """What the page of an introduction, or of what was bought, leads to: what has begun of it, else to begin."""
    if found is not None and found.state not in (EngagementStatus.STOPPED, EngagementStatus.FOLLOWED_UP):
        return [RecordLink("Open what you do together", found.path)]
    slug = request.programme.slug
    if isinstance(record, Link):
        is_over = record.state in (LinkStatus.UNDONE, LinkStatus.DID_NOT_HAPPEN)
        may = not is_over and policy.BEGIN.allows(request.actor, record)
        to = RecordLink("Plan more than a conversation", reverse("engagements:begin", args=[slug, record.pk]))
    else:
        may = record.state in TO_BE_GIVEN and policy.BEGIN_BOUGHT.allows(request.actor, record)
        to = RecordLink("Bring the two schools together", reverse("engagements:begin-bought", args=[slug, record.pk]))
    return [to] if may else []
