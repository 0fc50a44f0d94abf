"""What nobody could help with, by area and district; and who is asked to nominate somebody."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory import policy
from linkage.directory.enums import NeedSource, NominationStatus
from linkage.directory.models import DriveAsk, NominationDrive, UnmetNeed
from linkage.directory.queries.unmet import Unmet, asked_in_vain
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.search.folding import words

# Once or twice may be chance: beside the home list stands what was looked for in vain more often.
FEW = 3
# Heads who were asked so lately are not asked about the same again.
ASKED_LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Came:
    """What came of asking heads: how many were asked, have begun or sent a nomination, and whom the directory lists."""

    drive_id: uuid.UUID
    asked: int
    nominated: int
    listed: int


@dataclass(frozen=True)
class Need:
    """One area that nobody could help with in one district: how often it was looked for and asked, and since when.

    `waiting` and `ended` are the requests that nobody could be found for: those that still wait, and those over.
    """

    area: Area | None
    words: tuple[str, ...]
    district: str
    times: int
    waiting: int
    ended: int
    schools: int
    first_on: date
    last_on: date
    came: Came | None

    @property
    def total(self) -> int:
        """How often somebody wanted it in vain."""
        return self.times + self.waiting + self.ended


@dataclass(frozen=True)
class Head:
    """A head who can be asked, once for all their schools."""

    person: Person
    organisation: Organisation


def known_words(*, actor: Actor, text: str) -> list[str]:
    """Return those words of `text` that stand in the name or a synonym of an area: they name nobody."""
    known = {word for each in areas.areas(actor=actor) for name in (each.name, *each.synonyms) for word in words(name)}
    return [word for word in dict.fromkeys(words(text)) if word in known and len(word) > 2]  # noqa: PLR2004 (letters)


def needs(*, actor: Actor, since: date) -> list[Need]:
    """Return what nobody could help with since that day, the most wanted first; each area of a need counts.

    Searches that found nobody, and requests for which nobody was found or that ended before somebody was.
    """
    named = {each.code: each for each in areas.all_areas(actor=actor)}
    noted: dict[tuple[str, str], list[UnmetNeed]] = defaultdict(list)
    for each in UnmetNeed.objects.filter(programme_id=actor.tenant_id, noted_on__gte=since).order_by("noted_on"):
        for code in [code for code in each.area_codes if code in named] or [""]:
            noted[code, each.district].append(each)
    asked: dict[tuple[str, str], list[Unmet]] = defaultdict(list)
    for one in asked_in_vain(actor=actor, since=since):
        for code in [code for code in one.area_codes if code in named] or [""]:
            asked[code, one.district].append(one)
    came = _what_came(actor)
    rows = [
        _need(named.get(key[0]), key[1], noted.get(key, []), asked.get(key, []), came.get(key))
        for key in {**noted, **asked}
    ]
    return sorted(rows, key=lambda row: (-row.schools, -row.total, row.area.name if row.area else "~", row.district))


def _what_came(actor: Actor) -> dict[tuple[str, str], Came]:
    """The latest drive for each area and district, with what came of it."""
    listed = Q(asks__nomination__status=NominationStatus.LISTED)
    begun = Q(asks__nomination__isnull=False) & ~Q(
        asks__nomination__status__in=(NominationStatus.DRAFT, NominationStatus.DECLINED, NominationStatus.WITHDRAWN)
    )
    drives = NominationDrive.objects.filter(programme_id=actor.tenant_id).select_related("area").order_by("started_at")
    counted = drives.annotate(
        asked=Count("asks"), nominated=Count("asks", filter=begun), listed=Count("asks", filter=listed)
    )
    return {(each.area.code, each.district): Came(each.pk, each.asked, each.nominated, each.listed) for each in counted}


def _need(area: Area | None, district: str, noted: list[UnmetNeed], asked: list[Unmet], came: Came | None) -> Need:
    said = Counter(word for each in noted for word in each.words)
    days = sorted([*(each.noted_on for each in noted), *(each.on for each in asked)])
    waiting = sum(each.is_waiting for each in asked)
    return Need(
        area=area,
        words=tuple(word for word, _ in said.most_common(3)),
        district=district,
        times=len(noted),
        waiting=waiting,
        ended=len(asked) - waiting,
        schools=len({key for key in (*(n.organisation_id for n in noted), *(a.organisation_id for a in asked)) if key}),
        first_on=days[0],
        last_on=days[-1],
        came=came,
    )


def hardest_to_find(*, actor: Actor, on: date) -> QuerySet[Any]:
    """Return {"code", "name", "times"} of the area for which searches found nobody most often in the month until then.

    Of those heads have not been asked about since, and none of what was looked for once or twice: that may be chance.
    """
    if not policy.START_DRIVE.allows(actor):
        return Area.objects.none().values_list("pk", flat=True)
    since = on - ASKED_LATELY
    looked = UnmetNeed.objects.filter(
        programme_id=actor.tenant_id,
        source=NeedSource.SEARCH,
        noted_on__gte=since,
        area_codes__contains=[OuterRef("code")],
    )
    times = looked.order_by().values("programme_id").annotate(times=Count("pk")).values("times")
    drives = NominationDrive.objects.filter(programme_id=actor.tenant_id, started_at__date__gte=since)
    asked = Exists(drives.filter(area=OuterRef("pk")))
    found = areas.areas(actor=actor).filter(~asked).annotate(times=Subquery(times)).filter(times__gte=FEW)
    told = JSONObject(code="code", name="name", times="times")
    return found.order_by("-times", "name").annotate(told=told).values_list("told", flat=True)


def drives_for(*, actor: Actor, areas: Iterable[Area], on: date) -> dict[uuid.UUID, NominationDrive]:
    """Return {area: the latest drive for it in the month until then}; asks nothing where there is no area."""
    wanted = [each.pk for each in areas]
    drives = NominationDrive.objects.filter(
        programme_id=actor.tenant_id, area__in=wanted, started_at__date__gte=on - ASKED_LATELY
    )
    return {each.area_id: each for each in drives.order_by("started_at")} if wanted else {}


def places_to_ask(*, actor: Actor) -> tuple[dict[str, frozenset[uuid.UUID]], dict[str, frozenset[uuid.UUID]]]:
    """Return the schools taking part by district, and by the name of their school group."""
    districts: dict[str, set[uuid.UUID]] = defaultdict(set)
    for member in organisations.members(actor=actor).select_related("organisation"):
        if member.organisation.district:
            districts[member.organisation.district].add(member.organisation_id)
    groups = dict(organisations.group_schools(actor=actor).values())
    return {name: frozenset(districts[name]) for name in sorted(districts)}, groups


def heads_to_ask(*, actor: Actor, school_ids: Iterable[uuid.UUID] | None = None) -> list[Head]:
    """Return the proved heads of these schools taking part (of all, without), each once, by the name of the school."""
    members = organisations.members(actor=actor).select_related("organisation").order_by("organisation__name")
    if school_ids is not None:
        members = members.filter(organisation_id__in=list(school_ids))
    found: dict[uuid.UUID, Head] = {}
    heads = people.heads_of(actor=actor, organisation_ids=[each.organisation_id for each in members])
    for member in members:
        head = heads.get(member.organisation_id)
        if head is not None:
            found.setdefault(head.pk, Head(head, member.organisation))
    return list(found.values())


def drive(*, actor: Actor, drive_id: uuid.UUID) -> NominationDrive:
    """Return a drive with its area; raises NotFound."""
    found = NominationDrive.objects.filter(programme_id=actor.tenant_id, pk=drive_id).select_related("area").first()
    if found is None or not policy.SEE_NEEDS.allows(actor):
        raise NotFound("drive")
    return found


def asks_of(*, actor: Actor, drive: NominationDrive) -> QuerySet[DriveAsk]:
    """Return whom a drive asked and what they began, by school."""
    asked = DriveAsk.objects.filter(programme_id=actor.tenant_id, drive=drive)
    return asked.select_related("head", "organisation", "nomination").order_by("organisation__name", "pk")


def ask_to_answer(*, actor: Actor) -> DriveAsk:
    """Return what the head's link is about; raises NotFound."""
    if actor.answering is None or actor.answering.kind != policy.DRIVE_LINK:
        raise NotFound("drive")
    asked = DriveAsk.objects.filter(programme_id=actor.tenant_id, head_id=actor.person_id)
    found = asked.select_related("drive__area", "organisation", "nomination", "programme", "head")
    answer = found.filter(pk=actor.answering.record_id).first()
    if answer is None:
        raise NotFound("drive")
    return answer
