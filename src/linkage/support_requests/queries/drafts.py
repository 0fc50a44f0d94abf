"""Requests that are being written, and what their pages offer."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory import queries as directory
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.practice import queries as practices
from linkage.practice.models import Practice
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest, SupportRequestQuerySet
from linkage.support_requests.queries.readings import reading

SHOWN_SUGGESTIONS = 4
# As many as a shortlist holds.
MOST_WANTED = 30
# The likeliest area is ticked by itself, a second one only when it has this chance: more would be guessing.
LIKELY, MOST_LIKELY = 0.25, 2


def drafts(*, actor: Actor) -> SupportRequestQuerySet:
    """Return the actor's own drafts, the newest first; nobody else sees them."""
    mine = SupportRequest.objects.whole().filter(programme_id=actor.tenant_id, status=RequestStatus.DRAFT)
    return mine.filter(asked_by_id=actor.person_id).order_by("-saved_at")


def draft(*, actor: Actor, request_id: uuid.UUID) -> SupportRequest:
    """Return one of the actor's own drafts; raises NotFound, also for one that was sent."""
    found = drafts(actor=actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound("draft")
    return found


def last_asked(*, actor: Actor) -> SupportRequest | None:
    """Return the request the actor sent last, to begin another from; None without one."""
    sent = SupportRequest.objects.whole().filter(programme_id=actor.tenant_id, submitted_at__isnull=False)
    return sent.filter(asked_by_id=actor.person_id).order_by("-submitted_at").first()


def own_schools(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the schools the actor may ask for as their own, by name; a school that left the programme asks no more."""
    own = actor.staff_of | actor.organisations(*policy.FOR_SCHOOL)
    return Organisation.objects.filter(pk__in=own).exclude(pk__in=organisations.left_ids(actor=actor)).order_by("name")


def may_ask_for(*, actor: Actor, organisation_id: uuid.UUID) -> bool:
    """Return whether the actor may ask for this school now: it takes part, and is theirs or they ask on behalf."""
    if not (policy.asks_on_behalf(actor) or policy.speaks_for(actor, organisation_id)):
        return False
    return not _has_left(actor, organisation_id)


def entries_to_ask(*, actor: Actor, entry_ids: Iterable[uuid.UUID]) -> list[Entry]:
    """Return those of the named entries that the actor may see and that are listed, in their order; at most 30."""
    wanted = list(dict.fromkeys(entry_ids))[:MOST_WANTED]
    found = {each.pk: each for each in directory.entries_by_id(actor=actor, entry_ids=wanted)} if wanted else {}
    left = set(organisations.left_ids(actor=actor)) if found else set()
    return [
        found[key]
        for key in wanted
        if key in found and found[key].status == EntryStatus.LISTED and found[key].organisation_id not in left
    ]


def practice_to_ask(*, actor: Actor, practice_id: uuid.UUID | None) -> Practice | None:
    """Return what a school does well that the asker would like to see; None where nobody finds it."""
    return practices.practice_to_ask(actor=actor, practice_id=practice_id) if practice_id else None


def practice_wanted(*, actor: Actor, support_request: SupportRequest) -> Practice | None:
    """Return what a request would like to see, while the actor may read it."""
    wanted = support_request.wanted_practice_id
    try:
        return practices.practice(actor=actor, practice_id=wanted) if wanted else None
    except NotFound:
        return None


def entries_of_owner(*, actor: Actor, practice: Practice) -> list[Entry]:
    """Return the entry of whoever shows it, where they are listed at that school."""
    theirs = directory.listed_entry(actor=actor, person_id=practice.owner_id, organisation_id=practice.organisation_id)
    return [theirs] if theirs else []


def contact_written(*, actor: Actor, draft: SupportRequest) -> dict[str, str]:
    """Return the name, email and job_title of a draft's contact: who is named, else what was typed so far."""
    if draft.contact is None:
        typed = (draft.contact_name, draft.contact_email, draft.contact_job_title)
        return dict(zip(("name", "email", "job_title"), typed, strict=True))
    work = draft.contact.affiliations.filter(programme_id=actor.tenant_id, organisation=draft.organisation_id).last()
    return {
        "name": draft.contact.name,
        "email": draft.contact.email,
        "job_title": work.job_title if work else "",
    }


def answers_of(*, actor: Actor, draft: SupportRequest) -> rules.Answers:
    """Return the six fields of a draft as they stand."""
    return rules.Answers(
        has_school=draft.organisation_id is not None,
        has_contact=not draft.has_contact_apart or draft.contact_id is not None,
        words=draft.words,
        areas=draft.request_areas.filter(programme_id=actor.tenant_id).count(),
        ways=len(draft.ways),
        window=draft.window,
        who_for=draft.who_for,
        is_school_open_to_ask=draft.organisation_id is None
        or may_ask_for(actor=actor, organisation_id=draft.organisation_id),
    )


@dataclass(frozen=True)
class AreaChoice:
    """An area offered under the need: ticked or not, and the asker's own words that made us think of it.

    `under` is the name of the area that a finer one is part of.
    """

    area: Area
    is_ticked: bool
    because: str = ""
    under: str = ""
    is_suggested: bool = False


def area_choices(
    *, actor: Actor, words: str, ticked: list[str] | None = None, offered: list[str] | None = None
) -> list[AreaChoice]:
    """Return the areas a need may be about, likeliest first, and those ticked that we did not think of.

    `ticked` and `offered` are codes: what is ticked stays, what was offered and left alone stays unticked. As long as
    nothing was offered, the likeliest is ticked, and a second one that is likely too.
    """
    kept, seen = set(ticked or ()), set(offered or ())
    found = reading(actor=actor, words=words).suggestions[:SHOWN_SUGGESTIONS] if words.strip() else ()
    by_itself = set() if kept or seen else _ticked_by_itself(found)
    choices = [choice for suggestion in found for choice in _choices_of(suggestion, kept | by_itself)]
    known = {choice.area.code for choice in choices}
    others = areas.by_codes(actor=actor, codes=kept - known) if kept - known else []
    return [*choices, *(AreaChoice(area, is_ticked=True) for area in others)]


def _ticked_by_itself(found: Sequence[areas.Suggestion]) -> set[str]:
    return {each.area.code for place, each in enumerate(found[:MOST_LIKELY]) if place == 0 or each.score >= LIKELY}


def _choices_of(suggestion: areas.Suggestion, ticked: set[str]) -> Iterator[AreaChoice]:
    """An area, and below it the finer one that the words name."""
    because = (suggestion.because or ("",))[0]
    area, finer = suggestion.area, suggestion.child
    yield AreaChoice(area, area.code in ticked, because, is_suggested=True)
    if finer is not None:
        yield AreaChoice(finer, finer.code in ticked, because, under=area.name, is_suggested=True)


def likely_areas(*, actor: Actor, words: str) -> list[Area]:
    """Return the two areas that words are likeliest about: what is ticked for who has not chosen yet."""
    return [choice.area for choice in area_choices(actor=actor, words=words) if choice.is_ticked]


def areas_named(*, actor: Actor, codes: list[str]) -> list[Area]:
    """Return the areas with these codes, by name; codes nobody knows are left out."""
    return list(areas.by_codes(actor=actor, codes=codes)) if codes else []


def _has_left(actor: Actor, organisation_id: uuid.UUID) -> bool:
    return organisations.left_ids(actor=actor).filter(organisation_id=organisation_id).exists()
