"""What can be chosen beside the results: the groups, their words, and how an address is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from linkage.directory.queries import Search, Searched
from linkage.directory.queries.search import PAGE_LENGTH
from linkage.directory.rules.narrowing import BANDS
from linkage.kernel.half_terms import counted_from, next_counted_from
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.ui import lists

WAYS = {
    "call": "Call or online",
    "visit_us": "You visit them",
    "visit_you": "They visit you",
    "coaching": "Coaching",
    "moderation": "Looking at work together",
    "resources": "Materials",
    "training": "Training session",
    "online": "Can all be online",
}
KINDS = {
    "person": "People",
    "strength": "School strengths",
    "hub": "Offers to many schools",
    "partner": "Offers of partners",
}
PRICES = {"free": "Free of charge", "cost": "At a price", "agreed": "Price by agreement"}
STAGES = {value: str(label) for value, label in Phase.choices}
LIKE = {
    "size": "Similar size",
    "fsm": "Similar share of free school meals",
    "sen": "Similar share of special needs",
    "phase": "Same stages",
    "faith": "Same faith",
    "new": "Not linked with us before",
}
# The holiday before each half-term, by the month it begins in.
HOLIDAYS = {
    1: "Christmas",
    2: "February half-term",
    4: "Easter",
    6: "May half-term",
    9: "the summer",
    11: "October half-term",
}
FAR = {str(band): f"Up to {band} miles" for band in reversed(BANDS)}
PEOPLE = lists.ListDefinition(
    noun="person",
    noun_plural="people",
    nothing="nobody",
    columns=(),
    filters=(
        lists.Filter("stage", "Stage"),
        lists.Filter("way", "How they help"),
        lists.Filter("kind", "What"),
        lists.Filter("price", "What it costs"),
        lists.Filter("designation", "Designation"),
        lists.Filter("far", "How far", single=True),
        lists.Filter("when", "When"),
        lists.Filter("like", "Schools like ours"),
        lists.Filter("group", "School group"),
        lists.Filter("area", "Area", single=True),
        lists.Filter("from", "Distance from", single=True),
    ),
    # How results are shown travels through every link and form as an order does.
    sorts=(lists.Sort("list", "List"), lists.Sort("map", "Map")),
    per_page=PAGE_LENGTH,
    has_search=True,
)


def address(slug: str) -> str:
    """The address of the directory."""
    return reverse("directory:directory", args=[slug])


def search_of(chosen: lists.Chosen, data: QueryDict, homes: Sequence[Organisation]) -> Search:
    """The search that an address asks for; it counts from the school chosen, the first of the reader's otherwise."""
    far = (chosen.of("far") or ("",))[0]
    home = next((each for each in homes if str(each.pk) in chosen.of("from")), homes[0] if homes else None)
    return Search(
        text=chosen.query,
        area_code=(chosen.of("area") or ("",))[0],
        phases=chosen.of("stage"),
        ways=chosen.of("way"),
        kinds=chosen.of("kind"),
        prices=chosen.of("price"),
        when=chosen.of("when"),
        within_miles=int(far) if far in FAR and home else None,
        like=tuple(each for each in chosen.of("like") if each in LIKE and home),
        groups=chosen.of("group"),
        designations=chosen.of("designation"),
        is_own_words=data.get("words") == "mine",
        from_organisation_id=home.pk if home else None,
        has_map=chosen.sort == "map",
        page=chosen.number,
    )


def kept(words: str, chosen: str) -> lists.Chosen:
    """What a search that was kept asks for: its words, and its choices as an address carries them."""
    return replace(lists.chosen(PEOPLE, QueryDict(chosen)), query=words)


def search_kept(words: str, chosen: str, homes: Sequence[Organisation]) -> Search:
    """The search that was kept, as its person would look now."""
    return search_of(kept(words, chosen), QueryDict(chosen), homes)


def list_page(chosen: lists.Chosen, found: Searched, homes: Sequence[Organisation], on: date) -> lists.ListPage:
    """The list page of these results; the page of people was cut by the search itself."""
    rows = range(found.total)
    return lists.page(PEOPLE, replace(chosen, number=found.page), rows, _options(chosen, found, homes, on))


def _options(
    chosen: lists.Chosen, found: Searched, homes: Sequence[Organisation], on: date
) -> dict[str, list[lists.Option]]:
    counts = found.counts
    codes = {*counts["area"], *chosen.of("area")}
    named = {each.code: each.name for each in found.areas if each.code in codes}
    following = HOLIDAYS[next_counted_from(counted_from(on)).month]
    labels: dict[str, Mapping[str, str]] = {
        "stage": STAGES,
        "way": WAYS,
        "kind": KINDS,
        "price": PRICES,
        "far": FAR if found.origin else {},
        "when": {"now": "Free this half-term", "next": f"Free after {following}"},
        "like": {name: text for name, text in LIKE.items() if name in counts["like"]},
        "group": found.groups,
        "designation": found.designations,
        "area": named,
    }
    made = {name: lists.options(counts[name], texts, chosen.of(name)) for name, texts in labels.items()}
    return made | {"from": _origins(found, homes)}


def _origins(found: Searched, homes: Sequence[Organisation]) -> list[lists.Option]:
    """From which of their schools distances count, for who has several."""
    if found.origin is None or len(homes) == 1:
        return []
    return [lists.Option(str(each.pk), each.name, None, each.pk == found.origin.pk) for each in homes]
