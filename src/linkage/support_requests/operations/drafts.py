"""Writing a request: begun, answered question by question, thrown away."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas import queries as area_queries
from linkage.areas.models import Area
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import operations as messaging
from linkage.messaging.models import InboundMail
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.practice.models import Practice
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import Route
from linkage.support_requests.models import AvoidedSchool, RequestArea, SupportRequest

COPIED = (
    "organisation_id", "words", "ways", "window_note", "who_for", "is_name_hidden", "evidence", "outcomes", "measures",
    "key_stages", "days_imagined", "budget", "travel_miles", "is_online_ok", "prompted_by",
    "people_wanted", "from_different_schools",
)  # fmt: skip
TYPED = ("contact_name", "contact_email", "contact_job_title")


class UnableToSaveDraft(Refused):
    """An answer that cannot stand."""


@operation(policy.START)
def start(
    *,
    actor: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    entries: Sequence[Entry] = (),
    practice: Practice | None = None,
    last: SupportRequest | None = None,
    words: str = "",
) -> SupportRequest:
    """Begin a request: for a school when it is known, for entries when the asker came from them, with what was said.

    With `practice`, what the asker would like to see, its areas and how it is shown are taken over.

    With `last`, a request the actor asked before, its answers are taken over, its school only while the actor may ask
    for it; when it is wanted is asked anew.
    """
    assert actor.person_id is not None
    made = SupportRequest.objects.create(
        programme_id=actor.tenant_id,
        asked_by_id=actor.person_id,
        wanted_entry=entries[0] if entries else None,
        also_wanted=[each.pk for each in entries[1:]],
        wanted_practice=practice,
        created_at=at,
        saved_at=at,
        **{
            **_copied(actor, last),
            **(_of_practice(practice) if practice else {}),
            **({"organisation": organisation} if organisation else {}),
            **({"words": words} if words else {}),
        },
    )
    if last:
        _set_avoided(made, [row.organisation_id for row in last.avoided.all()])
    _set_areas(made, _first_areas(actor, last, practice, entries))
    _mark_route(actor, made)
    made.save()
    return made


@part_of_operation
def begin_from(
    *, actor: Actor, at: datetime, organisation: Organisation, words: str, area_codes: Sequence[str]
) -> SupportRequest:
    """Begin a request from what another record says of a school, whose name is hidden; the asker reads it and sends it.

    Raises UnableToSaveDraft where the actor may not ask for this school.
    """
    if not policy.may_ask(actor) or not queries.may_ask_for(actor=actor, organisation_id=organisation.pk):
        raise UnableToSaveDraft("Only who may ask for the school can begin a request for it")
    assert actor.person_id is not None
    made = SupportRequest.objects.create(
        programme_id=actor.tenant_id,
        asked_by_id=actor.person_id,
        organisation=organisation,
        words=words,
        is_name_hidden=True,
        created_at=at,
        saved_at=at,
    )
    _set_areas(made, [each.pk for each in area_queries.by_codes(actor=actor, codes=area_codes)][: rules.MOST_AREAS])
    _mark_route(actor, made)
    made.save()
    return made


def _copied(actor: Actor, last: SupportRequest | None) -> dict[str, Any]:
    """The answers of an earlier request; its school only while the actor may ask for it."""
    copied = {name: getattr(last, name) for name in COPIED} if last else {}
    if last and not queries.may_ask_for(actor=actor, organisation_id=copied["organisation_id"]):
        del copied["organisation_id"]
    return copied


def _first_areas(
    actor: Actor, last: SupportRequest | None, practice: Practice | None, entries: Sequence[Entry]
) -> list[uuid.UUID]:
    """The areas of what the asker came from."""
    if last:
        return [row.area_id for row in last.request_areas.all()]
    if practice:
        return [each.pk for each in area_queries.by_codes(actor=actor, codes=practice.area_codes)]
    return [row.area_id for row in entries[0].entry_areas.all()][: rules.MOST_AREAS] if len(entries) == 1 else []


@operation(policy.READ_IN)
def begin_from_email(
    *,
    actor: Actor,
    at: datetime,
    words: str,
    name: str,
    email: str,
    organisation: Organisation | None,
    areas: Sequence[Area],
    mail: InboundMail | None = None,
) -> SupportRequest:
    """Begin a request from what an e-mail says; nobody is told of it until somebody has checked it and sent it.

    The sender is the person to talk to, once their school is known and their job title is added. `mail` is the one that
    came in, where there is one; raises UnableToMoveMail when somebody else was quicker with it.
    """
    assert actor.person_id is not None
    made = SupportRequest.objects.create(
        programme_id=actor.tenant_id,
        asked_by_id=actor.person_id,
        route=Route.EMAIL,
        words=words,
        contact_name=name,
        contact_email=email,
        organisation=organisation,
        created_at=at,
        saved_at=at,
    )
    _set_areas(made, [area.pk for area in areas][: rules.MOST_AREAS])
    if mail is not None:
        messaging.became_request(actor=actor, at=at, mail=mail, draft=made)
    return made


@operation(policy.SAVE, target="draft")
def save_answers(*, actor: Actor, at: datetime, draft: SupportRequest, **answers: Any) -> None:  # noqa: ARG001
    """Keep plain answers (words, ways, window, …) as they are, whole or not: what is missing is said at the end."""
    for name, value in answers.items():
        setattr(draft, name, value)
    draft.saved_at = at
    draft.save(update_fields=[*answers, "saved_at"])


@operation(policy.SAVE, target="draft")
def forget_words(*, actor: Actor, at: datetime, draft: SupportRequest) -> None:  # noqa: ARG001
    """Keep nothing of the need as it was written so far: it turned out to be a worry about a person."""
    draft.words = ""
    draft.saved_at = at
    draft.save(update_fields=["words", "saved_at"])
    _set_areas(draft, [])


@operation(policy.SAVE, target="draft")
def save_areas(*, actor: Actor, at: datetime, draft: SupportRequest, areas: Sequence[Area]) -> None:  # noqa: ARG001
    """Keep the areas a draft is about; raises UnableToSaveDraft above three."""
    if len(areas) > rules.MOST_AREAS:
        raise UnableToSaveDraft("Choose up to three areas")
    _set_areas(draft, [area.pk for area in areas])
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])


@operation(policy.SAVE, target="draft")
def choose_school(*, actor: Actor, at: datetime, draft: SupportRequest, organisation: Organisation) -> None:
    """Say which school needs help; raises UnableToSaveDraft for a school the actor may not ask for."""
    if not queries.may_ask_for(actor=actor, organisation_id=organisation.pk):
        raise UnableToSaveDraft("Choose a school you may ask for, and that takes part")
    # Who wrote an e-mail wrote it, whichever school it was taken for.
    if draft.organisation_id != organisation.pk and draft.route != Route.EMAIL:
        draft.contact = None
        _keep_typed(draft, name="", email="", job_title="")
    draft.organisation = organisation
    draft.saved_at = at
    _mark_route(actor, draft)
    draft.save()


@operation(policy.SAVE, target="draft")
def name_contact(*, actor: Actor, at: datetime, draft: SupportRequest, name: str, email: str, job_title: str) -> None:
    """Say who at the school to talk to; they are told when the request is sent, and can stop it."""
    draft.contact = people.find_or_add(
        actor=actor, at=at, name=name, email=email, organisation=draft.organisation, job_title=job_title
    )
    _keep_typed(draft, name="", email="", job_title="")
    draft.saved_at = at
    draft.save(update_fields=["contact", *TYPED, "saved_at"])


@operation(policy.SAVE, target="draft")
def keep_contact(*, actor: Actor, at: datetime, draft: SupportRequest, name: str, email: str, job_title: str) -> None:  # noqa: ARG001
    """Keep what was typed about the contact and is not whole yet; until it is, nobody is named."""
    draft.contact = None
    _keep_typed(draft, name=name, email=email, job_title=job_title)
    draft.saved_at = at
    draft.save(update_fields=["contact", *TYPED, "saved_at"])


@operation(policy.SAVE, target="draft")
def leave_out(*, actor: Actor, at: datetime, draft: SupportRequest, organisation: Organisation) -> None:  # noqa: ARG001
    """Leave a school out; naming it twice changes nothing."""
    if organisation.pk == draft.organisation_id:
        raise UnableToSaveDraft([Violation("leave_out", "That is the school you are asking for", "school")])
    if draft.avoided.count() >= rules.MOST_AVOIDED:
        sentence = f"You can leave out {rules.MOST_AVOIDED} schools. Take one away first"
        raise UnableToSaveDraft([Violation("leave_out", sentence, "school")])
    AvoidedSchool.objects.get_or_create(
        programme_id=draft.programme_id, support_request=draft, organisation=organisation
    )
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])


@operation(policy.SAVE, target="draft")
def let_in(*, actor: Actor, at: datetime, draft: SupportRequest, organisation_id: uuid.UUID) -> None:  # noqa: ARG001
    """Take a school off the list of those to leave out."""
    draft.avoided.filter(organisation_id=organisation_id).delete()
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])


@operation(policy.DISCARD, target="draft")
def discard(*, actor: Actor, at: datetime, draft: SupportRequest) -> None:
    """Delete a draft and everything written in it; the e-mail it was begun from waits again."""
    messaging.give_back(actor=actor, at=at, draft=draft)
    SupportRequest.objects.filter(pk=draft.pk).delete()


def _of_practice(practice: Practice) -> dict[str, Any]:
    """The answers that follow from what somebody would like to see; each can be changed."""
    words = f"We would like to see “{practice.title}” at {practice.organisation.name}."
    return {"words": words, "ways": list(practice.ways)}


def _mark_route(actor: Actor, draft: SupportRequest) -> None:
    """Who asks for a school they do not belong to asks on its behalf; what came by e-mail stays so."""
    if draft.route == Route.EMAIL:
        return
    known = draft.organisation_id is not None
    on_behalf = known and not policy.speaks_for(actor, draft.organisation_id)
    draft.route = Route.ON_BEHALF if on_behalf else Route.WEB


def _keep_typed(draft: SupportRequest, *, name: str, email: str, job_title: str) -> None:
    draft.contact_name, draft.contact_email, draft.contact_job_title = name, email, job_title


def _set_areas(draft: SupportRequest, area_ids: Sequence[uuid.UUID]) -> None:
    draft.request_areas.exclude(area_id__in=area_ids).delete()
    for area_id in dict.fromkeys(area_ids):
        RequestArea.objects.get_or_create(programme_id=draft.programme_id, support_request=draft, area_id=area_id)


def _set_avoided(draft: SupportRequest, organisation_ids: Sequence[uuid.UUID]) -> None:
    for organisation_id in organisation_ids:
        AvoidedSchool.objects.get_or_create(
            programme_id=draft.programme_id, support_request=draft, organisation_id=organisation_id
        )
