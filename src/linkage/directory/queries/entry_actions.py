"""What waits for whom because an entry has to be confirmed, lapsed, goes to another school or is new for a search."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus, MoveStatus
from linkage.directory.models import Entry, SavedSearch, SchoolMove
from linkage.directory.queries import freshness
from linkage.directory.queries.saved_searches import saved_searches
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction


def entry_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return the actor's own entries to confirm, those that lapsed at their schools, and who would come to them."""
    own, lapsed = freshness.unconfirmed(actor=actor)
    moves = list(freshness.moves(actor=actor).filter(status=MoveStatus.ASKED))
    searches = list(saved_searches(actor=actor).exclude(new_ids=[]))
    is_coordinator = actor.has("coordinator")
    return [
        *_own(actor, at, own),
        *(_counted(actor, lapsed) if is_coordinator else _lapsed(lapsed)),
        *(_move(each, is_awaited=not _takes_in(actor, each)) for each in moves),
        *(_search(each) for each in searches),
    ]


def _takes_in(actor: Actor, move: SchoolMove) -> bool:
    return actor.acts_for(move.to_organisation_id, "head", "chair", "trust_officer")


def _own(actor: Actor, at: datetime, found: list[Entry]) -> Iterator[NextAction]:
    if not found:
        return
    calendar, settings = programmes.calendar(actor=actor), programmes.settings(actor=actor)
    for each in found:
        asked_at = each.asked_at or each.confirmed_at
        last = calendar.add(day_of(asked_at), settings.lapse_days)
        is_lapsed = each.status == EntryStatus.LAPSED
        yield NextAction(
            title="Is your entry still right?" if each.is_person else f"Is “{each.title}” still right?",
            text="Schools no longer find it. One click brings it back." if is_lapsed else "One click says so.",
            url=_entry_url(each),
            button="Look and answer",
            since=asked_at,
            due_on=None if is_lapsed else last,
            working_days_left=None if is_lapsed else calendar.between(day_of(at), last),
            section="directory",
        )


def _lapsed(found: list[Entry]) -> Iterator[NextAction]:
    for each in found:
        yield NextAction(
            title=f"Schools no longer find {each.headline}",
            text="Nobody has said that the entry is still right. The link in our e-mail to them still works.",
            url=reverse("directory:staff", args=[each.programme.slug, each.organisation_id]),
            button="See your staff",
            since=each.lapsed_at or each.confirmed_at,
            waiting_for=each.person.name,
            waiting_role=each.job_title,
            happens_next="It stays hidden from searches until they answer.",
            section="directory",
        )


def _counted(actor: Actor, lapsed: list[Entry]) -> Iterator[NextAction]:
    if lapsed:
        yield NextAction(
            title=f"{words.count(len(lapsed), 'entry is', 'entries are')} no longer found",
            text="Nobody has said that they are still right. A telephone call often does it.",
            url=reverse("directory:freshness", args=[programmes.programme(actor=actor).slug]),
            button="See whose",
            since=lapsed[0].lapsed_at or lapsed[0].confirmed_at,
            section="directory",
        )


def _move(move: SchoolMove, *, is_awaited: bool) -> NextAction:
    name, school = move.entry.person.name, move.to_organisation.name
    return NextAction(
        title=f"{name} waits for an answer from {school}" if is_awaited else f"Does {name} work at {school} now?",
        text=f"They helped other schools from {move.from_organisation.name}.",
        url=reverse("directory:move", args=[move.programme.slug, move.pk]),
        button="See the move" if is_awaited else "Read and answer",
        since=move.said_at,
        waiting_for=f"Whoever acts for {school}" if is_awaited else "",
        happens_next="Their entry is listed there once the school agrees." if is_awaited else "",
        section="directory",
    )


def _search(saved: SavedSearch) -> NextAction:
    return NextAction(
        title=f"{words.count(len(saved.new_ids), 'entry is', 'entries are')} new for “{saved.name}”",
        text="They were listed since you last looked at this search.",
        url=reverse("directory:saved-search", args=[saved.programme.slug, saved.pk]),
        button="See who is new",
        since=saved.new_since or saved.seen_at,
        section="directory",
    )


def _entry_url(entry: Entry) -> str:
    return reverse("directory:entry", args=[entry.programme.slug, entry.pk])
