"""What waits for whom because an entry has to be confirmed, lapsed, goes to another school or is new for a search."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Func, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus, MoveStatus
from linkage.directory.models import Entry
from linkage.directory.queries import freshness
from linkage.directory.queries.saved_searches import saved_searches
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source


def _of_entries(actor: Actor, at: datetime) -> list[NextAction]:
    """The actor's own entries to confirm, and those that lapsed at their schools."""
    own, lapsed = freshness.unconfirmed(actor=actor)
    return [*_own(actor, at, own), *(_counted(actor, lapsed) if actor.has("coordinator") else _lapsed(lapsed))]


def _asked(actor: Actor, _at: datetime) -> QuerySet[Any]:
    move = JSONObject(
        id="pk",
        name="entry__person__name",
        school="to_organisation__name",
        school_id="to_organisation_id",
        before="from_organisation__name",
        since="said_at",
    )
    found = freshness.moves(actor=actor).filter(status=MoveStatus.ASKED).order_by().values("programme__slug")
    moves = JSONBAgg(move, order_by=("said_at", "pk"))
    return found.annotate(told=JSONObject(slug="programme__slug", moves=moves)).values_list("told", flat=True)


def _with_news(actor: Actor, _at: datetime) -> QuerySet[Any]:
    since = Coalesce("new_since", "seen_at")
    search = JSONObject(id="pk", name="name", new=Func("new_ids", function="cardinality"), since=since)
    found = saved_searches(actor=actor).exclude(new_ids=[]).order_by().values("programme__slug")
    searches = JSONBAgg(search, order_by=("name", "pk"))
    return found.annotate(told=JSONObject(slug="programme__slug", searches=searches)).values_list("told", flat=True)


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


def _of_moves(actor: Actor, _at: datetime, found: dict[str, Any]) -> Iterator[NextAction]:
    for move in found["moves"]:
        name, school = move["name"], move["school"]
        is_awaited = not actor.acts_for(UUID(move["school_id"]), "head", "chair", "trust_officer")
        yield NextAction(
            title=f"{name} waits for an answer from {school}" if is_awaited else f"Does {name} work at {school} now?",
            text=f"They helped other schools from {move['before']}.",
            url=reverse("directory:move", args=[found["slug"], move["id"]]),
            button="See the move" if is_awaited else "Read and answer",
            since=datetime.fromisoformat(move["since"]),
            waiting_for=f"Whoever acts for {school}" if is_awaited else "",
            happens_next="Their entry is listed there once the school agrees." if is_awaited else "",
            section="directory",
        )


def _of_searches(_actor: Actor, _at: datetime, found: dict[str, Any]) -> Iterator[NextAction]:
    for each in found["searches"]:
        yield NextAction(
            title=f"{words.count(each['new'], 'entry is', 'entries are')} new for “{each['name']}”",
            text="They were listed since you last looked at this search.",
            url=reverse("directory:saved-search", args=[found["slug"], each["id"]]),
            button="See who is new",
            since=datetime.fromisoformat(each["since"]),
            section="directory",
        )


def _entry_url(entry: Entry) -> str:
    return reverse("directory:entry", args=[entry.programme.slug, entry.pk])


ENTRIES = (
    Source(_of_entries, rows=lambda actor, _at: freshness.unconfirmed_rows(actor=actor)),
    Source(_of_moves, facts=_asked),
    Source(_of_searches, facts=_with_news),
)
