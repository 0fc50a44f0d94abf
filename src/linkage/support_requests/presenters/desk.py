"""The desk of who works on requests: figures beside the home list, and who could take some."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse

from linkage.kernel import words
from linkage.support_requests import rules
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.queries import LATE_LIST, Figures
from linkage.ui.registry import HomeAside


def home_aside(found: Figures, first: Mapping[str, int], slug: str) -> Iterator[HomeAside]:
    """What is open, how this half-term's promises were kept, and how many schools were new to each other."""
    facts = [("Open requests", str(found.open_now)), ("Late", str(found.late))]
    if found.answered:
        within = f"Answered within {words.count(found.promise_days, 'working day')}"
        facts.append((within, f"{round(100 * found.in_time / found.answered)}%"))
    if found.usual_wait is not None:
        wait = f"{found.usual_wait:g}"
        facts.append(("Usual wait for an introduction", f"{wait} {'day' if wait == '1' else 'days'}"))
    if found.met:
        facts.append(("Needs met", str(found.met)))
    if first["of"]:
        facts.append(("Schools linked for the first time", f"{first['new']} of {first['of']}"))
    url = reverse("support_requests:requests", args=[slug])
    link = ("See what is late", f"{url}{LATE_LIST}") if found.late else ("See all requests", url)
    yield HomeAside("This half-term", facts=tuple(facts), link=link)


def given(number: int, name: str) -> str:
    """What is said once requests are given."""
    return f"{name} looks after {'it' if number == 1 else f'these {words.number(number)}'} now"


def in_one_line(found: SupportRequest) -> str:
    """A request to tick: "R-0412 Reading in Year 9, Thistlebank School (now with Farah Siddiqui)"."""
    school = found.organisation.name if found.organisation else ""
    return f"{found.reference} {found.title}, {school} (now with {found.owner.name if found.owner else 'nobody'})"


def by_owner(found: Iterable[SupportRequest]) -> list[tuple[str, str]]:
    """Return ("Everything of Farah Siddiqui (3)", address) for each who has some, for whom is away for long."""
    owned = Counter((each.owner.name, str(each.owner.pk)) for each in found if each.owner)
    return [(f"Everything of {name} ({number})", f"?owner_of={key}") for (name, key), number in sorted(owned.items())]


def owner_choices(loads: Iterable[rules.Load]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the people to choose from, and beside each how many open requests they have and whether they are here."""
    found = list(loads)
    light = rules.lightest(found)
    choices = [(each.key, each.name) for each in found]
    return choices, {each.key: _beside(each, is_light=each == light and len(found) > 1) for each in found}


def _beside(load: rules.Load, *, is_light: bool) -> str:
    said = words.count(load.open_now, "open request") if load.open_now else "No open requests"
    if load.is_away:
        return f"{said}. Away now"
    return f"{said}. Could take more" if is_light else said
