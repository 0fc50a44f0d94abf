"""Reads of people, split by noun; other apps call `queries.person(…)` and never a module of this package."""

from linkage.people.queries.actors import build_actor, of_person
from linkage.people.queries.persons import head_of, people_with, person, schools_of

__all__ = ["build_actor", "head_of", "of_person", "people_with", "person", "schools_of"]
