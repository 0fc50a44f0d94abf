"""One row of heads' answers, read as a nomination."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linkage.imports.rules.fields import EMAIL
from linkage.imports.rules.planned import Choice, Planned, Question, State
from linkage.imports.rules.reading import LEAVE_OUT, Answers, RowReader, cells_by_field, day_in_order, key_for
from linkage.imports.rules.schools import SchoolFacts, Schools
from linkage.search.folding import fold

MOST_AREAS, MOST_DAYS, MOST_WORDS = 3, 30, 2_000
LONGEST_NAME, LONGEST_TITLE = 120, 80
_PHASES = {
    "nursery": ("nursery", "early years", "eyfs", "foundation", "reception"),
    "primary": ("primary", "ks1", "ks2", "key stage 1", "key stage 2", "infant", "junior"),
    "secondary": ("secondary", "ks3", "ks4", "key stage 3", "key stage 4", "gcse"),
    "sixteen_plus": ("16", "post 16", "sixth form", "ks5", "a level", "key stage 5"),
    "special": ("special", "send school"),
    "alternative": ("alternative", "pru"),
}
_COUNTED = {"half": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "none": 0}


@dataclass(frozen=True)
class Known:
    """What the programme knows already, and what a row is read against.

    `heads` has for each school who answers for it: {school id: {address: may be nominated for}}; the head's own address
    is under "". `areas` has the code of each folded name and synonym, `area_choices` what is offered for another,
    `suggested` what other words were taken for. `names` has the names the file gives to one address.
    """

    schools: Schools
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    area_choices: tuple[Choice, ...] = ()
    suggested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: frozenset[tuple[str, str]] = frozenset()
    asked: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: str = ""
    today: date = date.min


def nomination_row(number: int, cells: tuple[str, ...], mapping: list[str], answers: Answers, known: Known) -> Planned:
    """Return what would become of one row."""
    row = RowReader(number, cells_by_field(mapping, cells), answers)
    title = row.text("name") or row.text("email") or "No name"
    if row.is_left_out():
        return Planned(number, title, State.OUT)
    values = _person(row, known) | _strength(row, known)
    school = school_of(row, "school", known.schools, (row.text("nominator_email"), row.text("email")))
    values |= {"school": school.id if school else "", **_nominator(row, school, values["email"], known)}
    if row.is_out:
        return Planned(number, title, State.OUT)
    state = State.WRONG if row.wrong else State.DECIDE if row.questions else State.NEW
    place = (values["email"], values["school"])
    if state == State.NEW and place in known.listed | known.asked:
        there = "They are in the directory already" if place in known.listed else "They have been asked already"
        return Planned(number, title, State.KNOWN, notes=(there,), values=values)
    return Planned(
        number, values["name"] or title, state, tuple(row.questions), tuple(row.wrong), tuple(row.notes), values
    )


def address_in(text: str) -> str:
    """Return the e-mail address that a cell holds, however it stands there: "Ama Sarpong <ama@…>"; "" for none."""
    found = EMAIL.search(text.removeprefix("mailto:"))
    return found[0].lower() if found else ""


def area_texts(cell: str) -> list[str]:
    """Return the areas that a cell lists, each in its own words."""
    return [part.strip() for part in re.split(r"[;\n|]", cell) if part.strip()]


def school_of(
    row: RowReader, name: str, schools: Schools, addresses: tuple[str, ...] = (), heading: str = "School"
) -> SchoolFacts | None:
    """Return the school that a cell means, or ask which it is: once for all rows that say the same."""
    text = row.text(name)
    domain = next((one.rpartition("@")[2].lower() for one in addresses if "@" in one), "")
    key = key_for(name, text, domain)
    answer = row.answered(key)
    if answer and (chosen := schools.by_id(answer) or schools.find(answer).school):
        return chosen
    found = schools.find(text, addresses)
    if found.school:
        if found.reason:
            row.notes.append(f"{heading}: {found.school.name}, {found.reason}")
        return found.school
    if not text and not found.candidates:
        row.ask(Question(key, heading, "empty", "Write which school it is"))
    elif found.candidates:
        sentence = (
            f"No school has this name. Did you mean {found.candidates[0].name}?"
            if len(found.candidates) == 1
            else f"{len(found.candidates)} schools may be meant. Choose one"
        )
        row.ask(Question(key, heading, text, sentence, (*(each.choice for each in found.candidates), LEAVE_OUT)))
    else:
        sentence = "No school that takes part has this name. Write its name as the register has it, or its URN"
        row.ask(Question(key, heading, text, sentence, value=answer or text))
    return None


def _person(row: RowReader, known: Known) -> dict[str, Any]:
    email = _email(row)
    name = row.text("name") or row.written("name", "Name", "We need to know who this is")
    names = known.names.get(email, ())
    if len(names) > 1:
        key = key_for("person", email)
        answer = row.answered(key)
        if answer in names:
            if fold(str(answer)) != fold(name):
                row.is_out = True
        elif not row.is_out:
            choices = (*(Choice(each, f"It is {each}’s") for each in names), LEAVE_OUT)
            row.ask(Question(key, "E-mail", email, "Two people have this address. Choose whose it is", choices))
    if len(name) > LONGEST_NAME:
        row.wrong.append(f"The name is longer than {LONGEST_NAME} characters")
    return {"email": email, "name": name, "job_title": row.text("job_title")[:LONGEST_TITLE]}


def _email(row: RowReader) -> str:
    written = row.answers.get(f"email:{row.number}", "")
    if email := address_in(written) or address_in(row.text("email")):
        return email
    wrong = "The e-mail address is not complete" if row.text("email") else "We need an address to ask them at"
    row.ask_for("email", "E-mail", wrong, kind="email")
    return ""


def _strength(row: RowReader, known: Known) -> dict[str, Any]:
    evidence = row.cells.get("evidence", "") or row.written(
        "evidence", "Evidence", "Say what the head has seen them do well"
    )
    if len(evidence) > MOST_WORDS:
        row.wrong.append(f"What the head has seen is longer than {MOST_WORDS:,} characters. Shorten it in the file")
    return {
        "evidence": evidence,
        "areas": _areas(row, known),
        "phases": [
            phase
            for phase, words in _PHASES.items()
            if any(f" {word}" in f" {fold(row.text('phases'))}" for word in words)
        ],
        "days": _days(row.text("days")),
        "written_on": day_in_order(row, "written_on", "When", known.first) or known.today,
    }


def _areas(row: RowReader, known: Known) -> list[str]:
    texts = area_texts(row.cells.get("areas", ""))
    if not texts:
        key = f"areas:{row.number}"
        answer = row.answered(key)
        if answer and answer in {choice.value for choice in known.area_choices}:
            return [answer]
        choices = (*known.area_choices, LEAVE_OUT)
        row.ask(Question(key, "Areas", "empty", "Choose what they are good at", choices))
        return []
    codes: list[str] = []
    for text in texts:
        codes += _area(row, text, known)
    found = list(dict.fromkeys(codes))
    if len(found) > MOST_AREAS:
        row.notes.append(f"The first {MOST_AREAS} of {len(found)} areas are kept")
    return found[:MOST_AREAS]


def _area(row: RowReader, text: str, known: Known) -> list[str]:
    key = key_for("area", text)
    answer = row.answered(key)
    if answer == "none":
        return []
    if answer and answer in {choice.value for choice in known.area_choices}:
        return [answer]
    if exact := known.areas.get(fold(text)):
        return [exact]
    names = {choice.value: choice.text for choice in known.area_choices}
    likely = known.suggested.get(fold(text), ())
    if len(likely) == 1:
        row.notes.append(f"“{text}” read as {names[likely[0]]}")
        return [likely[0]]
    first = [Choice(code, names[code]) for code in likely]
    rest = [choice for choice in known.area_choices if choice.value not in likely]
    sentence = f"Did you mean {first[0].text}?" if first else "We do not know this area. Choose the nearest"
    choices = (*first, *rest, Choice("none", "None of these: leave this area out"))
    row.ask(Question(key, "Area", text, sentence, choices))
    return []


def _nominator(row: RowReader, school: SchoolFacts | None, email: str, known: Known) -> dict[str, str]:
    """Who nominates: whoever filled the form in when they answer for the school, else its head, who has to confirm."""
    if school is None:
        return {"nominator": "", "is_confirmed": ""}
    heads = known.heads.get(school.id, {})
    address = address_in(row.text("nominator_email"))
    if address and address == email:
        row.wrong.append("Nobody can nominate themselves. Their chair of governors or trust can nominate them")
    if not heads.get(""):
        row.wrong.append(f"Nobody is confirmed as head of {school.name} yet. Invite the head first, then check again")
        return {"nominator": "", "is_confirmed": ""}
    if heads.get(address) == "the head" and email != heads[""]:
        row.wrong.append(
            "A chair of governors or trust officer nominates the headteacher, and the headteacher the rest"
        )
    if address and address in heads:
        return {"nominator": address, "is_confirmed": "yes"}
    row.notes.append(f"The head of {school.name} has to confirm it: it was not filled in by who answers for the school")
    return {"nominator": heads[""], "is_confirmed": ""}


def _days(text: str) -> int:
    numbers = re.findall(r"\d+", text)
    if numbers:
        return min(int(numbers[0]), MOST_DAYS)
    return next((count for word, count in _COUNTED.items() if word in fold(text).split()), 0)
