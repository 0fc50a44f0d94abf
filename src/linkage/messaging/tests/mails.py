"""A mail to write in tests, the operation that writes it, and a coordinator to look at it."""

import uuid
from datetime import UTC, datetime

from linkage.access.action import Action, anybody
from linkage.access.actor import Actor, Grant
from linkage.access.operation import operation
from linkage.messaging import operations
from linkage.messaging.presenters import Button, End, Mail, Recipient

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
WRITE = Action("tests.write-mail", "wrote", "anybody", gate=anybody)
DANIEL = Recipient("Daniel Whitlow", "d.whitlow@thistlebank.example", uuid.uuid4())
PRIYA = Recipient("Priya Raman", "p.raman@harrowgill.example")
MAIL = Mail(
    subject="Daniel, meet Priya: reading in Year 9",
    heading="Daniel, meet Priya",
    paragraphs=("Daniel asked how another school helped boys in Year 9 to read.",),
    ends=(
        End("Daniel Whitlow", "Head of English, Thistlebank School", "d.whitlow@thistlebank.example"),
        End("Priya Raman", "Reading lead, Harrowgill High School"),
    ),
    ask="Daniel, please ring or write first",
    ask_more=", by Thursday 12 November.",
    button=Button("See your shared page", "/ribble/links/1/"),
    closing=("We step out now.",),
    signed="Farah Siddiqui",
    why="You have this message because you both said yes.",
    links=(Button("This is not for me", "/ribble/links/1/no/"),),
)


@operation(WRITE)
def write(*, actor, at, **given):
    return operations.send(
        actor=actor, at=at, **{"mail": MAIL, "to": [DANIEL, PRIYA], "kind": "tests.introduction", **given}
    )


def as_coordinator(programme):
    grant = Grant(role="coordinator", scope_kind="programme", scope_id=programme.id)
    return Actor(
        kind="person", name="Farah", programme_id=programme.id, person_id=uuid.uuid4(), grants=frozenset({grant})
    )
