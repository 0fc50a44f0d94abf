"""Two records of people, side by side."""

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.people.queries import Held

LABELS = {
    "name": "Which name stays?",
    "email": "Which e-mail address stays?",
    "phone": "Which telephone number stays?",
}


def differing(kept: Person, gone: Person) -> list[tuple[str, str, str, str]]:
    """Return (field, question, value of one, value of the other) for what is not the same in both."""
    return [
        (name, label, getattr(kept, name), getattr(gone, name))
        for name, label in LABELS.items()
        if getattr(kept, name) != getattr(gone, name)
    ]


def side_by_side(one: Held, other: Held) -> list[tuple[str, str, str]]:
    """Return the facts of both, row by row."""
    return [
        ("Name", one.person.name, other.person.name),
        ("E-mail", one.person.email, other.person.email),
        ("Telephone", one.person.phone or "None", other.person.phone or "None"),
        ("Works as", _listed(one.works), _listed(other.works)),
        ("May act as", _listed(one.roles), _listed(other.roles)),
        ("Has signed in", "Yes" if one.signs_in else "Never", "Yes" if other.signs_in else "Never"),
        ("Known since", _day(one.person), _day(other.person)),
    ]


def _listed(what: tuple[str, ...]) -> str:
    return "; ".join(what) or "Nothing"


def _day(person: Person) -> str:
    return words.day(day_of(person.created_at))
