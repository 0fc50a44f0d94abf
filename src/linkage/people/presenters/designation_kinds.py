"""The kinds of mails about designations, each with an example about somebody invented."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from linkage.messaging.presenters import Kind, Mail
from linkage.people.models import Designation, DesignationTitle, Person
from linkage.people.presenters import designation_mails as mails
from linkage.people.presenters.kinds import BY, EXAMPLE
from linkage.programmes.models import Programme

NAMES = {"designation": "Specialist Leader of Education", "holder": "Priya Raman"}
THE_HOLDER = "Who holds it, or who acts for the school that does"
Values = Mapping[str, str]


def _designation(values: Values) -> Designation:
    return Designation(
        id=UUID(int=0),
        programme=Programme(slug="programme", name=values["programme"]),
        title=DesignationTitle(name=values["designation"]),
        person=_reader(values),
        specialism="Phonics and early reading",
        awarded_by="Wyre Teaching School Hub",
        from_on=date(2024, 9, 1),
        to_on=date(2027, 8, 31),
    )


def _reader(values: Values) -> Person:
    return Person(name=values["first_name"])


def _kind(
    name: str,
    title: str,
    when: str,
    write: Callable[[Designation, Person, Values], Mail],
    names: Values = NAMES,
) -> Kind:
    def example(values: Values) -> Mail:
        return write(_designation(values), _reader(values), values)

    return Kind(f"people.designation_{name}", title, when, THE_HOLDER, example, names=names)


KINDS = (
    _kind(
        "noted",
        "A designation is noted",
        "When you note what somebody holds",
        lambda designation, reader, values: mails.noted(designation, reader, by=values["by"]),
        {**NAMES, **BY},
    ),
    _kind(
        "confirmed",
        "A designation is confirmed",
        "When you confirm what somebody noted themselves",
        lambda designation, reader, _: mails.confirmed(designation, reader),
    ),
    _kind(
        "ended",
        "A designation has ended",
        "When you note that it has ended, or cannot confirm it",
        lambda designation, reader, values: mails.ended(designation, reader, by=values["by"], was_claimed=False),
        {**NAMES, **BY},
    ),
    _kind(
        "ending",
        "Is a designation renewed?",
        "60 days before its last day",
        lambda designation, reader, _: mails.ending(designation, reader, EXAMPLE),
    ),
    _kind(
        "ran_out",
        "A designation ran out",
        "When its last day is over, and nobody has said that it is renewed",
        lambda designation, reader, _: mails.ran_out(designation, reader, EXAMPLE),
    ),
)
