"""The programme's own words in our mails, and a test of them."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import policy, presenters, queries, rules
from linkage.messaging.models import Message, Wording
from linkage.messaging.operations.writing import send
from linkage.messaging.presenters import Kind, Recipient, Words
from linkage.messaging.queries.sending import TEST
from linkage.programmes import queries as programmes


class UnableToReword(Refused):
    """Words that name what cannot be filled in, or that somebody else changed a moment ago."""


@operation(policy.REWORD)
def reword(*, actor: Actor, at: datetime, kind: Kind, words: Words) -> Wording:
    """Say a kind of mail in these words from the next one on; what is the same as ours, or empty, is said in ours.

    Raises UnableToReword.
    """
    _refuse_strange_names(kind, words)
    own = presenters.without_ours(kind, words)
    last = queries.versions(actor=actor, kind=kind.name).first()
    try:
        with transaction.atomic():
            return Wording.objects.create(
                programme_id=actor.tenant_id,
                template=kind.name,
                number=last.number + 1 if last else 1,
                subject=own.subject,
                opening=own.opening,
                closing=own.closing,
                written_at=at,
                written_by_id=actor.person_id,
            )
    except IntegrityError as error:
        sentence = "Somebody else changed this e-mail a moment ago. Look at it, then save again"
        raise UnableToReword([Violation("nobody_else_changed_it", sentence)]) from error


@operation(policy.REWORD)
def reset_words(*, actor: Actor, at: datetime, kind: Kind) -> Wording:
    """Go back to our words in this kind of mail; raises UnableToReword."""
    return reword(actor=actor, at=at, kind=kind, words=Words())


@operation(policy.SEND_TEST)
def send_test(*, actor: Actor, at: datetime, kind: Kind, words: Words, to: Recipient) -> Message:
    """Send whoever acts a mail of this kind in these words, about invented people; raises UnableToReword."""
    _refuse_strange_names(kind, words)
    programme = programmes.programme(actor=actor)
    mail = presenters.example(kind, words, programme=programme.name, path=f"/{programme.slug}/home/")
    told = "This is a test that you sent yourself: the people are invented, and its buttons lead to your home page."
    test = replace(mail, subject=f"Test: {mail.subject}", why=told)
    return send(actor=actor, at=at, mail=test, to=[to], kind=TEST, is_urgent=True)


def _refuse_strange_names(kind: Kind, words: Words) -> None:
    UnableToReword.unless_none(
        violation
        for part in presenters.PARTS
        for violation in rules.names_are_known(part, getattr(words, part), kind.known)
    )
