"""What nobody could help with, and the words of a nomination drive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from linkage.areas.models import Area
from linkage.directory.enums import NominationStatus
from linkage.directory.models import DriveAsk, NominationDrive
from linkage.directory.queries.needs import Head, Need
from linkage.directory.queries.unmet import Why
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.presenters import Button, Mail
from linkage.ui.registry import HomeAside

UNKNOWN = "Not one of our areas"
ANYWHERE = "Not known where"


@dataclass(frozen=True)
class Preview:
    """The mail as heads will read it, and who they are."""

    mail: Mail
    heads: tuple[tuple[str, str], ...]
    total: int


def asked(ask: DriveAsk, token: str, from_name: str) -> Mail:
    """The mail to one head."""
    path = reverse("directory:drive-answer", args=[ask.programme.slug, token])
    return _mail(ask.drive.area.name, ask.organisation.name, ask.programme.name, ask.head.first_name, path, from_name)


def values_of(ask: DriveAsk) -> dict[str, str]:
    """Return what the words of this mail may name."""
    return {"area": ask.drive.area.name, "school": ask.organisation.name}


def preview(area: Area, heads: Sequence[Head], programme: Any, from_name: str) -> Preview:
    """The mail to the first head, and everybody who gets one."""
    first = heads[0]
    mail = _mail(area.name, first.organisation.name, programme.name, first.person.first_name, "", from_name)
    return Preview(mail, tuple((each.person.name, each.organisation.name) for each in heads), len(heads))


def rows(needs: Iterable[Need], slug: str) -> list[list[Any]]:
    """The needs as a table: what, where, how often, and the way to ask heads."""
    return [
        [
            {"text": each.area.name if each.area else UNKNOWN, "sub": ", ".join(each.words)},
            each.district or ANYWHERE,
            {"text": each.times, "numeric": True},
            _asked(each),
            {"text": each.schools, "numeric": True},
            {"text": words.day(each.first_on), "sub": _last(each)},
            _next(each, slug),
        ]
        for each in needs
    ]


def why_rows(found: Iterable[Why]) -> list[list[Any]]:
    """Why nobody could help, as a table."""
    return [
        [each.reason, {"text": each.waiting, "numeric": True}, {"text": each.ended, "numeric": True}] for each in found
    ]


def joined_rows(found: Mapping[str, int]) -> list[list[Any]]:
    """What schools joined instead, as a table."""
    return [[kind, {"text": number, "numeric": True}] for kind, number in found.items()]


def _asked(need: Need) -> dict[str, Any]:
    """The requests that nobody was found for: those that wait, and those that are over."""
    parts = [f"{need.waiting} waiting"] * bool(need.waiting) + [f"{need.ended} ended without help"] * bool(need.ended)
    return {"text": need.waiting + need.ended, "numeric": True, "sub": ", ".join(parts)}


def _last(need: Need) -> str:
    return f"Last on {words.day(need.last_on)}" if need.last_on > need.first_on else ""


def hard_to_find(found: Mapping[str, Any], slug: str) -> Iterator[HomeAside]:
    """The block beside a coordinator's list: what is looked for in vain, and the way to ask heads."""
    yield HomeAside(
        "Hard to find",
        template="directory/hard_to_find.html",
        context={
            "searches": words.count(found["times"], "search", "searches"),
            "area": found["name"],
            "url": _begin(slug, area=found["code"]),
        },
    )


def one_more(areas: Iterable[Area], asked: Mapping[UUID, NominationDrive], slug: str) -> list[dict[str, str]]:
    """Where one nominee more would place a request: the area, and the way to ask heads, or to see who was asked."""
    found = []
    for area in areas:
        drive = asked.get(area.pk)
        if drive is None:
            url = _begin(slug, area=area.code)
            found.append({"area": area.name, "said": "", "url": url, "link": "Ask heads to nominate"})
        else:
            said = f"Heads were asked on {words.day(day_of(drive.started_at))}."
            url = reverse("directory:drive", args=[slug, drive.pk])
            found.append({"area": area.name, "said": said, "url": url, "link": "See who was asked"})
    return found


def asks(found: Iterable[DriveAsk]) -> list[list[Any]]:
    """Who was asked and what came of it."""
    return [
        [
            {"text": each.organisation.name, "sub": each.head.name},
            words.day(day_of(each.asked_at)),
            _became(each),
        ]
        for each in found
    ]


def nominated(found: Iterable[DriveAsk]) -> int:
    """How many heads have sent a nomination that stands."""
    open_states = (NominationStatus.DRAFT, NominationStatus.WITHDRAWN, NominationStatus.DECLINED)
    return sum(1 for each in found if each.nomination and each.nomination.status not in open_states)


def sent(number: int) -> str:
    """What is said once the mails have gone."""
    return f"Sent to {words.count(number, 'head')}"


def _became(ask: DriveAsk) -> str:
    if ask.nomination is None:
        return "Not answered yet"
    if ask.nomination.status == NominationStatus.DRAFT:
        return "Began to nominate"
    return str(NominationStatus(ask.nomination.status).label)


def _next(need: Need, slug: str) -> Any:
    if need.area is None:
        return _link(reverse("areas:add", args=[slug]), "Add an area for it", need)
    if need.came:
        came = need.came
        said = f"{words.count(came.asked, 'head')} asked, {came.nominated} nominated, {came.listed} listed"
        return {"text": _link(reverse("directory:drive", args=[slug, came.drive_id]), "See who was asked", need),
                "sub": said}  # fmt: skip
    return _link(_begin(slug, area=need.area.code, district=need.district), "Ask heads to nominate", need)


def _begin(slug: str, **about: str) -> str:
    """The address where a drive begins for an area, and maybe a district."""
    return f"{reverse('directory:drive-new', args=[slug])}?{urlencode(about)}"


def _link(url: str, text: str, need: Need) -> Markup:
    about = f"{need.area.name if need.area else ''} {need.district}".strip()
    return Markup('<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>').format(
        url, text, about
    )


def _mail(area: str, school: str, programme: str, head: str, path: str, from_name: str) -> Mail:
    return Mail(
        subject=f"Who at {school} is good at {area}?",
        heading=f"Schools are looking for help with {area}",
        opening=(f"Dear {head},",),
        paragraphs=(
            f"Schools in {programme} looked for somebody who could help with {area}, and nobody is listed for it.",
            (
                f"Is there somebody at {school} who does this well? Nominate them in about three minutes. "
                "They decide whether to be listed, in which words, and how often."
            ),
        ),
        button=Button("Nominate a colleague", path),
        closing=("Nobody comes to mind? Then there is nothing to do.",),
        signed=from_name,
        why=f"You have this e-mail because you are the head of {school} in {programme}.",
    )
