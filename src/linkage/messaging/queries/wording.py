"""In which words a programme says our mails."""

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.messaging import policy, presenters
from linkage.messaging.models import Wording
from linkage.messaging.presenters import Kind, Mail, Words


def kind(*, actor: Actor, name: str) -> Kind:
    """Return the kind of mail with this name; raises NotFound, also for whoever may not reword it."""
    found = presenters.kind_called(name)
    if found is None or not policy.REWORD.allows(actor):
        raise NotFound("kind of mail")
    return found


def versions(*, actor: Actor, kind: str) -> QuerySet[Wording]:
    """Return how the programme worded a kind of mail, the last first."""
    return Wording.objects.filter(programme_id=actor.tenant_id, template=kind).order_by("-number")


def wordings(*, actor: Actor) -> dict[str, Wording]:
    """Return the last wording of each kind that the programme ever worded, by kind."""
    rows = Wording.objects.filter(programme_id=actor.tenant_id).order_by("template", "-number").distinct("template")
    return {row.template: row for row in rows}


def words(*, actor: Actor, kind: str) -> Words:
    """Return the programme's own words in a kind of mail; all empty where it has none."""
    row = versions(actor=actor, kind=kind).first()
    return Words(row.subject, row.opening, row.closing) if row else Words()


def worded(*, actor: Actor, kind: str, mail: Mail, values: dict[str, str]) -> Mail:
    """Return a mail about to be sent in the words of the actor's programme."""
    return presenters.worded(mail, words(actor=actor, kind=kind), values)
