"""What can be done at all: a register of named actions, each with who may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linkage.access.actor import Actor
from linkage.kernel.errors import Forbidden

registered: dict[str, "Action"] = {}


@dataclass(frozen=True)
class Action:
    """One thing somebody can do.

    `name` is dotted (app.verb); `label` is the past tense of the timeline ("nominated a colleague"); `who` says in
    words who may; `gate(actor)` decides without a record (who could ever do this), `on(actor, target)` with it, and
    must refuse when the target is None. A `public` action may be done by anybody, signed in or not.
    """

    name: str
    label: str
    who: str
    gate: Callable[[Actor], bool]
    on: Callable[[Actor, Any], bool] | None = None
    public: bool = False

    def __post_init__(self) -> None:
        if self.name in registered:
            msg = f"two actions are called {self.name}"
            raise ValueError(msg)
        registered[self.name] = self

    def allows(self, actor: Actor, target: Any = None) -> bool:
        """Return whether the actor may do this to the target (without one: whether they ever could)."""
        if not self.gate(actor):
            return False
        return self.on is None or target is None or self.on(actor, target)

    def check(self, actor: Actor, target: Any = None) -> None:
        """Return when the actor may do this to the target; raises Forbidden otherwise, also for a missing target."""
        if not self.gate(actor) or (self.on is not None and (target is None or not self.on(actor, target))):
            raise Forbidden(self.name)


def anybody(_actor: Actor) -> bool:
    """Gate of what everybody may do."""
    return True


def signed_in(actor: Actor) -> bool:
    """Gate of what a signed-in human may do."""
    return actor.is_signed_in


def known_person(actor: Actor) -> bool:
    """Gate of what a person known to the programme may do, signed in."""
    return actor.kind == "person"


def operator(actor: Actor) -> bool:
    """Gate of what only the operator of the installation may do."""
    return actor.is_operator


def holds(*roles: str) -> Callable[[Actor], bool]:
    """Return a gate for holders of one of these roles, in any scope."""
    return lambda actor: any(grant.role in roles for grant in actor.grants)


def by_link(kind: str) -> Callable[[Actor], bool]:
    """Return a gate for a person who answers by an action link of this kind."""
    return lambda actor: actor.answering is not None and actor.answering.kind == kind


def system(actor: Actor) -> bool:
    """Gate of what only a job does."""
    return actor.is_system


def either(*gates: Callable[[Actor], bool]) -> Callable[[Actor], bool]:
    """Return a gate that opens when one of these does."""
    return lambda actor: any(gate(actor) for gate in gates)
