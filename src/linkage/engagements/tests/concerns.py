"""A concern in tests: Daniel of Thistlebank tells Farah; Omar is another coordinator."""

from linkage.accounts.tests.factories import account
from linkage.engagements import operations
from linkage.engagements.models import Concern
from linkage.messaging.models import Message
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW

WORDS = "The days are given to somebody else each time"
ANSWER = "I ring both heads on Thursday"


def raised(w, by=None, at=NOW, **fields) -> Concern:
    said = {"words": WORDS, "wish": "talk", "may_tell": False, **fields}
    return operations.raise_concern(actor=actor(by or w.daniel), at=at, engagement=w.engagement, **said)


def fresh(found: Concern) -> Concern:
    return Concern.objects.whole().get(pk=found.pk)


def written(found: Concern, someone: Person, words=ANSWER, at=NOW):
    return operations.write_concern(actor=actor(someone), at=at, concern=fresh(found), words=words)


def opened(found: Concern, someone: Person, days=7, at=NOW):
    return operations.give_access(actor=actor(someone), at=at, concern=fresh(found), days=days)


def closed(found: Concern, someone: Person, at=NOW):
    return operations.close_concern(
        actor=actor(someone), at=at, concern=fresh(found), outcome="changed", closing="One person gives the days now"
    )


def omar(programme, **fields) -> Person:
    return coordinator(programme, name="Omar Aziz", account=account(), **fields)


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(template=f"engagements.{kind}").order_by("created_at"))


def readers(kind: str) -> list[str]:
    return sorted(each["name"] for mail in mails(kind) for each in mail.recipients)
