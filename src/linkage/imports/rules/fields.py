"""What a column of a spreadsheet can fill, and by which words of its heading and which values it is known."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linkage.search.folding import fold

EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_MOSTLY = 0.6
_LONG = 60


def is_email(values: Sequence[str]) -> bool:
    """Most values are e-mail addresses."""
    return _share(values, lambda value: bool(EMAIL.fullmatch(value.strip()))) >= _MOSTLY


def is_school(values: Sequence[str]) -> bool:
    """Most values are named as schools are."""
    telling = re.compile(r"\b(school|primary|academy|college|high|infants?|juniors?|grammar|st|nursery)\b")
    return _share(values, lambda value: bool(telling.search(fold(value)))) >= _MOSTLY


def is_name(values: Sequence[str]) -> bool:
    """Most values are two or three words with capitals."""
    person = re.compile(r"(?:(?:Mrs?|Ms|Miss|Dr)\.? )?[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}")
    return not is_school(values) and _share(values, lambda value: bool(person.fullmatch(value.strip()))) >= _MOSTLY


def is_day(values: Sequence[str]) -> bool:
    """Most values begin as dates do."""
    day = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{2,4}")
    return _share(values, lambda value: bool(day.match(value.strip()))) >= _MOSTLY


def is_list(values: Sequence[str]) -> bool:
    """Several choices joined by semicolons stand in some of the values."""
    return _share(values, lambda value: ";" in value) > 0


def is_long(values: Sequence[str]) -> bool:
    """Most values are sentences."""
    return _share(values, lambda value: len(value) > _LONG) >= _MOSTLY


def is_number(values: Sequence[str]) -> bool:
    """Most values are small whole numbers."""
    return _share(values, lambda value: bool(re.fullmatch(r"\d{1,2}", value.strip()))) >= _MOSTLY


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    filled = [value for value in values if value.strip()]
    return sum(fits(value) for value in filled) / len(filled) if filled else 0.0


@dataclass(frozen=True)
class Field:
    """One thing a row can say. `heads` are patterns of folded headings, the surest first; `looks` tells by values."""

    name: str
    label: str
    heads: tuple[str, ...]
    looks: Callable[[Sequence[str]], bool] | None = None
    is_needed: bool = False


_THEIR = r"(?:colleague|nominee|them|their|they|person|staff|specialist|teacher)"
_YOUR = r"(?:your|you|nominator|nominated by|submitted by|headteacher|head teacher|respondent)"

NOMINATION = (
    Field(
        "email", "Colleague’s e-mail address",
        (rf"{_THEIR}.*\be? ?mail", r"\be? ?mail.*(?:colleague|nominee|them)", r"work e? ?mail", r"^contact e? ?mail",
         r"^e? ?mail(?: address)?$"),
        is_email, is_needed=True,
    ),
    Field(
        "nominator_email", "E-mail address of who filled in the form",
        (rf"{_YOUR}.*\be? ?mail", r"e? ?mail.*(?:nominator|head)", r"^username$", r"^e? ?mail(?: address)?$"), is_email,
    ),
    Field(
        "areas", "What they are good at",
        (r"area.*strength", r"strength.*area", r"\bareas?\b", r"specialis", r"expert", r"subject", r"good at",
         r"^strengths?$"), is_list, is_needed=True,
    ),
    Field(
        "evidence", "What the head has seen",
        (r"evidence", r"what makes", r"why", r"impact", r"describe", r"reason", r"tell us", r"in your words"),
        is_long, is_needed=True,
    ),
    Field(
        "school", "School", (r"which school", r"name of.*school", r"^(?:your )?school(?: name)?$", r"\bschool\b",
        r"\bacademy\b", r"establishment", r"organisation", r"\bsetting\b"), is_school, is_needed=True,
    ),
    Field("job_title", "Job title", (r"job", r"\btitle\b", r"\brole\b", r"position", r"\bpost\b")),
    Field(
        "name", "Colleague’s name",
        (rf"name.*{_THEIR}", rf"{_THEIR}.*name", r"who.*nominat", r"^full name$", r"^nomination$", r"nominee",
         r"colleague", r"^name$"),
        is_name, is_needed=True,
    ),
    Field(
        "nominator_name", "Name of who filled in the form",
        (r"^name$", rf"{_YOUR}.*name", r"name.*(?:head|nominat)"),
    ),
    Field("phases", "Stages", (r"\bphase", r"key stage", r"\bstages?\b", r"age (?:range|group)")),
    Field("days", "Days in a half-term", (r"\bdays?\b", r"capacity", r"half term", r"availab"), is_number),
    Field(
        "written_on", "When it was filled in", (r"completion time", r"completed", r"submi", r"timestamp", r"\bdate\b"),
        is_day,
    ),
)  # fmt: skip

PAST_LINK = (
    Field(
        "linked_on", "When", (r"\bdate\b", r"\bwhen\b", r"\bmonth\b", r"\bterm\b", r"\byear\b", r"start"), is_day,
        is_needed=True,
    ),
    Field(
        "client", "School that was helped",
        (r"(?:school|academy).*(?:asking|supported|helped|receiv|request|in need|client|needing)",
         r"(?:asking|supported|helped|receiv|request|client).*school", r"^to\b", r"\basking\b", r"recipient",
         r"\bclient\b", r"^supported$"),
        is_school, is_needed=True,
    ),
    Field(
        "home", "School that helped",
        (r"(?:school|academy).*(?:helping|giving|provid|supporting|home|offer|lead)",
         r"(?:helping|giving|provid|supporting|home|offer|lead).*school", r"^from\b", r"\bhelping\b", r"provider",
         r"support from"),
        is_school, is_needed=True,
    ),
    Field(
        "people", "Who helped",
        (r"\bwho\b", r"name", r"person", r"people", r"\bslo?e\b", r"specialist", r"staff", r"teacher", r"lead"),
        is_name,
    ),
    Field(
        "about", "What it was about",
        (r"\barea", r"about", r"focus", r"subject", r"topic", r"reason", r"support"), is_list,
    ),
    Field("notes", "Notes", (r"note", r"comment", r"outcome", r"impact", r"detail", r"what happened"), is_long),
)  # fmt: skip

FIELDS: dict[str, tuple[Field, ...]] = {"nominations": NOMINATION, "past_links": PAST_LINK}


def field_named(kind: str, name: str) -> Field:
    """Return a field of a kind of import; raises KeyError."""
    return {field.name: field for field in FIELDS[kind]}[name]
