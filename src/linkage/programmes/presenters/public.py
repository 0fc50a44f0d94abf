"""The page anybody may see: what the programme is, how it works and whom to talk to."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.kernel import words
from linkage.programmes.models import FrequentQuestion, Programme, ProgrammeSettings
from linkage.programmes.presenters import hero
from linkage.programmes.presenters.questions import shown
from linkage.ui.registry import PublicFacts

# Below this a figure could point at somebody, and would not tell a visitor much.
SMALLEST_FIGURE = 5
CHIPS = 12
CREDIT = (
    "Boundaries: Office for National Statistics, Open Government Licence v3.0. "
    "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right."
)


@dataclass(frozen=True)
class Ways:
    """Where the page leads: an address each; empty where there is no such page for whoever looks."""

    ask: str
    nominate: str
    join: str
    interest: str
    ask_us: str
    refer: str
    take_part: str
    poster: str
    handout: str


@dataclass(frozen=True)
class PublicPage:
    """Everything on the public page."""

    art: hero.Art
    steps: tuple[dict[str, str], ...]
    tiles: tuple[dict[str, str], ...]
    areas: tuple[str, ...]
    all_areas: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    ways: Ways
    credit: str


def page(
    programme: Programme,
    settings: ProgrammeSettings,
    facts: Iterable[PublicFacts],
    own_questions: Iterable[FrequentQuestion],
    ways: Ways,
) -> PublicPage:
    """Return the page; figures below 5 are left out."""
    facts = list(facts)
    areas = tuple(dict.fromkeys(area for each in facts for area in each.areas))
    art = hero.art(programme.slug, tuple(sorted({code for each in facts for code in each.authority_codes})))
    return PublicPage(
        art=art,
        steps=steps(settings),
        tiles=tuple(
            {"n": f"{number:,}", "text": text}
            for each in facts
            for number, text in each.figures
            if number >= SMALLEST_FIGURE
        ),
        areas=areas[:CHIPS],
        all_areas=areas if len(areas) > CHIPS else (),
        questions=shown(own_questions),
        ways=ways,
        credit=CREDIT if art.districts else "",
    )


def steps(settings: ProgrammeSettings) -> tuple[dict[str, str], ...]:
    """How it works, with what this programme has promised."""
    answered = words.count(settings.acknowledge_days, "working day")
    introduced = words.count(settings.introduce_days, "working day")
    return (
        {"title": "You ask", "text": f"Six short questions, in your own words. We answer within {answered}."},
        {
            "title": "We find someone",
            "text": "We check who is free, near and right for you, and choose with care.",
        },
        {
            "title": "You talk",
            "text": f"One e-mail introduces you both, usually within {introduced}. Then we step out.",
        },
    )
