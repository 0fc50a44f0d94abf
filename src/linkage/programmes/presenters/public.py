"""The page anybody may see: what the programme is, how it works and whom to talk to."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.kernel import words
from linkage.programmes.models import Programme, ProgrammeSettings
from linkage.programmes.presenters import hero
from linkage.ui.registry import PublicFacts

# Below this a figure could point at somebody, and would not tell a visitor much.
SMALLEST_FIGURE = 5
CHIPS = 12
CREDIT = (
    "Boundaries: Office for National Statistics, Open Government Licence v3.0. "
    "Contains OS data \N{COPYRIGHT SIGN} Crown copyright and database right."
)


@dataclass(frozen=True)
class PublicPage:
    """Everything on the public page."""

    art: hero.Art
    steps: tuple[dict[str, str], ...]
    tiles: tuple[dict[str, str], ...]
    areas: tuple[str, ...]
    all_areas: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    ask_url: str
    nominate_url: str
    join_url: str
    credit: str


def page(
    programme: Programme,
    settings: ProgrammeSettings,
    facts: Iterable[PublicFacts],
    *,
    ask_url: str,
    nominate_url: str,
    join_url: str,
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
        questions=QUESTIONS,
        ask_url=ask_url,
        nominate_url=nominate_url,
        join_url=join_url,
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


QUESTIONS = (
    (
        "What does it cost?",
        (
            "The introduction is free. If a school then wants several days of a colleague\u2019s time, the two "
            "headteachers agree what is fair between them."
        ),
    ),
    (
        "Who checks the people who offer help?",
        (
            "Their own headteacher nominates them and says what they are good at. We do not grade people. You see "
            "facts you can look into: what they have done, where they work and when the entry was last confirmed."
        ),
    ),
    (
        "Will other schools see that we asked?",
        "No. You can also hide your school\u2019s name: it is shown only when we introduce you.",
    ),
    (
        "Are the headteachers asked first?",
        (
            "No. We introduce the two of you at once, and both headteachers are told. The head of the school that "
            "helps has one working day to ask us to stop it."
        ),
    ),
    (
        "How much time does it take to help?",
        (
            "You say how many schools you can help each half-term. When those places are taken, nobody can ask you "
            "for more."
        ),
    ),
    (
        "What if I am worried about a child?",
        "Do not use this service. Follow your school\u2019s safeguarding procedure now.",
    ),
)
