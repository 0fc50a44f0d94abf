"""One invented programme while its past is played: who there is, and as whom they act."""

import random
import re
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from importlib import resources
from itertools import cycle

from linkage.access import links
from linkage.access.actor import Actor
from linkage.demo.diary import Diary
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people import queries as people_queries
from linkage.people.models import Affiliation, Person
from linkage.people.rules.addresses import wanted_domain
from linkage.programmes.models import Programme

STAGES = {
    "n": Phase.NURSERY,
    "p": Phase.PRIMARY,
    "s": Phase.SECONDARY,
    "16": Phase.SIXTEEN_PLUS,
    "x": Phase.SPECIAL,
    "ap": Phase.ALTERNATIVE,
}


@dataclass
class Stage:
    """A programme, its schools by name and its people by name; `share` thins the crowd out for tests."""

    programme: Programme
    diary: Diary
    chance: random.Random
    coordinates: str
    share: float = 1.0
    schools: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    asked: int = 0
    # How many introductions both sides were asked about and answered.
    introductions: int = 0
    # How many packages of support were prepared.
    bought: int = 0
    heads: dict[uuid.UUID, Person] = field(default_factory=dict)
    # Entries whose people never answer whether they are still right.
    silent: set[uuid.UUID] = field(default_factory=set)
    # What schools do well of which whoever shows it answers that it is still right.
    answering: set[uuid.UUID] = field(default_factory=set)
    _turns: dict[str, Iterator[Organisation]] = field(default_factory=dict)
    _names: Iterator[str] | None = None

    @property
    def now(self) -> datetime:
        """The end of the past."""
        return self.diary.now

    def actor(self, name: str) -> Actor:
        """Return somebody as if they were signed in."""
        return people_queries.of_person(self.people[name])

    @staticmethod
    def actor_of(person: Person) -> Actor:
        """Return this person as if they were signed in."""
        return people_queries.of_person(person)

    @cached_property
    def coordinator(self) -> Actor:
        """Who runs the programme, and does so from its first day to now."""
        return self.actor(self.coordinates)

    def head(self, school: Organisation) -> Actor:
        """Return the head of a school, signed in."""
        return people_queries.of_person(self.heads[school.pk])

    def by_link(self, kind: str, *, record_id: uuid.UUID, person: Person, state: str) -> Actor:
        """Return somebody who opened the action link that was sent to them."""
        token = links.make(kind, programme_id=self.programme.pk, record_id=record_id, person_id=person.pk, state=state)
        return people_queries.build_actor(None, self.programme, links.read(token, kind))

    def job(self, name: str) -> Actor:
        """Return a job of the house at work in the programme."""
        return Actor.system(name, self.programme.pk)

    def school_for(self, wanted: str) -> Organisation:
        """Return the school named "@…", else the next with a head that teaches this stage ("p")."""
        if wanted.startswith("@"):
            return self.schools[wanted[1:]]
        if wanted not in self._turns:
            fitting = [
                school
                for school in self.schools.values()
                if school.pk in self.heads and STAGES[wanted] in school.phases
            ]
            self.chance.shuffle(fitting)
            self._turns[wanted] = cycle(fitting)
        return next(self._turns[wanted])

    def join(self, name: str, school: Organisation, *, role: str, job_title: str, at: datetime) -> Person:
        """Have somebody join for their school and be confirmed by its head."""
        claim = self.claim(name, school, role=role, job_title=job_title, at=at)
        people.confirm_staff(actor=self.head(school), at=at + timedelta(hours=1), affiliation=claim)
        return self.people[name]

    def claim(
        self, name: str, school: Organisation, *, role: str, job_title: str, at: datetime, is_proved: bool = True
    ) -> Affiliation:
        """Have somebody join on the public page and, unless not `is_proved`, show that the address is theirs."""
        claim = people.join(
            actor=Actor.nobody(self.programme.pk),
            at=at,
            name=name,
            email=self.email(name, school),
            organisation=school,
            role=role,
            job_title=job_title,
        )
        self.people[name] = claim.person
        if is_proved:
            by_link = self.by_link("join", record_id=claim.pk, person=claim.person, state=claim.status)
            people.prove_claim(actor=by_link, at=at + timedelta(minutes=4), affiliation=claim)
        return claim

    def email(self, name: str, school: Organisation) -> str:
        """Return an address at the school's own web domain: "p.raman@harrowgill.example"."""
        return f"{address_part(name)}@{wanted_domain(school.website)}"

    def new_name(self) -> str:
        """Return the name of somebody nobody has met yet."""
        if self._names is None:
            self._names = invented_names(self.chance)
        return next(name for name in self._names if name not in self.people)


def address_part(name: str) -> str:
    """Return a name as it stands in an address: "p.raman"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [re.sub(r"[^a-z-]", "", word) for word in plain.split()]
    return f"{words[0][0]}.{words[-1]}"


def invented_names(chance: random.Random) -> Iterator[str]:
    """Return every first name with every surname of the demo's file, in an order of chance."""
    first, last = (row[0].split() for row in lines("names.txt"))
    pairs = [f"{one} {other}" for one in first for other in last]
    chance.shuffle(pairs)
    return iter(pairs)


def lines(*path: str) -> list[list[str]]:
    """Return the lines of one of the demo's files, each as its parts between bars; notes (#) left out."""
    text = resources.files("linkage.demo").joinpath("data", *path).read_text(encoding="utf-8")
    rows = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [[part.strip() for part in row.split("|")] for row in rows]


def chain(diary: Diary, start: datetime, *steps: tuple[int, Callable[[datetime], object]]) -> None:
    """Write one thing after another into the diary: each step so many working days after the one before."""
    moment = start
    for days, deed in steps:
        moment = diary.after(moment, days)
        diary.note(moment, deed)
