"""Who acts: one frozen value, built once for each request or job."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from linkage.access.links import Answer
from linkage.kernel.errors import NotFound

Kind = Literal["person", "account", "link", "system", "nobody"]


@dataclass(frozen=True)
class Grant:
    """One role a person holds now: for the whole programme, or for one organisation."""

    role: str
    scope_kind: Literal["programme", "organisation"]
    scope_id: uuid.UUID


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, in which programme.

    `kind`: a *person* signed in and known to the programme; an *account* signed in but unknown here; a person who
    answers by a signed *link* (`answering`); the *system* doing a job; or *nobody*, an anonymous visitor.
    """

    kind: Kind
    name: str
    programme_id: uuid.UUID | None = None
    account_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    is_operator: bool = False
    grants: frozenset[Grant] = field(default_factory=frozenset)
    staff_of: frozenset[uuid.UUID] = field(default_factory=frozenset)
    # Whose lists the actor looks after today, while they are away.
    covers_for: frozenset[uuid.UUID] = field(default_factory=frozenset)
    # The same in words: (whose list, until when); and who looks after the actor's own, from when until when.
    covered_lists: tuple[tuple[str, date], ...] = ()
    own_cover: tuple[str, date, date] | None = None
    answering: Answer | None = None
    # What the header says under the name: "Head of English, Thistlebank School".
    title: str = ""

    @classmethod
    def nobody(cls, programme_id: uuid.UUID | None = None) -> "Actor":
        """Return an anonymous visitor."""
        return cls(kind="nobody", name="Nobody", programme_id=programme_id)

    @classmethod
    def system(cls, name: str, programme_id: uuid.UUID | None = None) -> "Actor":
        """Return the actor of the job called `name`."""
        return cls(kind="system", name=name, programme_id=programme_id)

    @property
    def is_system(self) -> bool:
        """Whether a job acts, not a human."""
        return self.kind == "system"

    @property
    def is_signed_in(self) -> bool:
        """Whether a human is signed in, known to the programme or not."""
        return self.kind in ("person", "account")

    def has(self, *roles: str) -> bool:
        """Return whether the actor holds one of these roles for the whole programme."""
        return any(g.role in roles and g.scope_kind == "programme" for g in self.grants)

    def acts_for(self, organisation_id: uuid.UUID | None, *roles: str) -> bool:
        """Return whether the actor holds one of these roles for that organisation; None is never acted for."""
        return organisation_id is not None and any(
            g.role in roles and g.scope_kind == "organisation" and g.scope_id == organisation_id for g in self.grants
        )

    def organisations(self, *roles: str) -> frozenset[uuid.UUID]:
        """Return the ids of the organisations for which the actor holds one of these roles."""
        return frozenset(g.scope_id for g in self.grants if g.role in roles and g.scope_kind == "organisation")

    def is_staff_of(self, organisation_id: uuid.UUID | None) -> bool:
        """Return whether the actor is confirmed staff or a governor of that organisation."""
        return organisation_id is not None and organisation_id in self.staff_of

    def is_person(self, person_id: uuid.UUID | None) -> bool:
        """Return whether the actor is this person."""
        return person_id is not None and self.person_id == person_id

    def looks_after(self, person_id: uuid.UUID | None) -> bool:
        """Return whether what is this person's waits for the actor today: themselves, or somebody who is away."""
        return self.is_person(person_id) or (person_id is not None and person_id in self.covers_for)

    @property
    def tenant_id(self) -> uuid.UUID:
        """The id of the programme acted in; raises NotFound outside of one."""
        if self.programme_id is None:
            raise NotFound("programme")
        return self.programme_id

    @property
    def answers_about(self) -> uuid.UUID:
        """The id of the record that a signed link asks about; raises NotFound for who came without one."""
        if self.answering is None:
            raise NotFound("action link")
        return self.answering.record_id
