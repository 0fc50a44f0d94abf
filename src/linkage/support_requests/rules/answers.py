"""When a request is whole. Pure: plain values in, violations out."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.kernel.violations import Violation
from linkage.search.folding import fold

MOST_AREAS = 3
MOST_AVOIDED = 10
TITLE_LENGTH = 60


def title_of(words: str, area_names: Iterable[str]) -> str:
    """What the request is called: the first area it is about, else the beginning of its words."""
    first = next(iter(area_names), "")
    if first:
        return first[:100]
    sentence = " ".join(words.split()).split(". ")[0].rstrip(".")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return f"{sentence[:TITLE_LENGTH].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Answers:
    """The six fields as they stand."""

    has_school: bool
    has_contact: bool
    words: str
    areas: int
    ways: int
    window: str
    who_for: str
    is_school_open_to_ask: bool = True


def a_school_is_named(answers: Answers) -> list[Violation]:
    """Say which school needs help"""
    return [] if answers.has_school else [_violation(a_school_is_named)]


def the_school_may_be_asked_for(answers: Answers) -> list[Violation]:
    """You cannot ask for this school any more. Choose another"""
    return [] if answers.is_school_open_to_ask else [_violation(the_school_may_be_asked_for)]


def a_contact_is_named(answers: Answers) -> list[Violation]:
    """Say who at the school we should talk to"""
    return [] if answers.has_contact else [_violation(a_contact_is_named)]


def the_need_is_said(answers: Answers) -> list[Violation]:
    """Say what you need help with, or choose an area"""
    return [] if answers.words.strip() or answers.areas else [_violation(the_need_is_said, "words")]


def few_areas_are_chosen(answers: Answers) -> list[Violation]:
    """Choose up to three areas"""
    return [_violation(few_areas_are_chosen)] if answers.areas > MOST_AREAS else []


def the_help_is_said(answers: Answers) -> list[Violation]:
    """Say what would help"""
    return [] if answers.ways else [_violation(the_help_is_said)]


def the_time_is_said(answers: Answers) -> list[Violation]:
    """Say when you would like help"""
    return [] if answers.window else [_violation(the_time_is_said)]


def the_people_are_said(answers: Answers) -> list[Violation]:
    """Say who the help is for"""
    return [] if answers.who_for.strip() else [_violation(the_people_are_said)]


def sharing_is_agreed(*, has_consent: bool) -> list[Violation]:
    """Tick the box to say that we may share these answers with the people we ask"""
    return [] if has_consent else [_violation(sharing_is_agreed, "has_consent")]


def the_words_are_those_read(read: int | None, current: int) -> list[Violation]:
    """The programme changed these words while you read them. Read them again, then tick the box"""
    return [] if read in (None, current) else [_violation(the_words_are_those_read, "has_consent")]


def names_the_school(texts: Iterable[str], school: str) -> bool:
    """Whether one of these texts holds the name of the school, however it is spelt: "St. Mary's" is "st marys"."""
    name = fold(school)
    return bool(name) and any(f" {name} " in f" {fold(text)} " for text in texts)


# Each question of the form, in order, with the rules it has to satisfy.
QUESTIONS = (
    ("school", (a_school_is_named, the_school_may_be_asked_for)),
    ("contact", (a_contact_is_named,)),
    ("need", (the_need_is_said, few_areas_are_chosen)),
    ("help", (the_help_is_said,)),
    ("when", (the_time_is_said,)),
    ("who", (the_people_are_said,)),
)


def unanswered(answers: Answers) -> list[tuple[str, Violation]]:
    """The questions still open, in their order, each with what is missing."""
    return [(question, found) for question, checks in QUESTIONS for check in checks for found in check(answers)]


def _violation(rule: object, field: str | None = None) -> Violation:
    return Violation(getattr(rule, "__name__", ""), str(rule.__doc__), field)
