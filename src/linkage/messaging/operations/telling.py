"""Telling who works on a record that somebody answered by e-mail."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import presenters
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.operations.writing import send
from linkage.messaging.presenters import About, Answers

ANSWERED = "messaging.answered"


@part_of_operation
def tell_of_answer(*, actor: Actor, at: datetime, mail: InboundMail, answered: Message) -> list[Message]:
    """Write to each who looks after the record; nobody hears of what is between two schools, or of their own answer.

    An answer to such a mail is filed and told to nobody, so that two machines never write to each other by us.
    """
    record = presenters.record(actor, mail.about_type, mail.about_id, at)
    if record is None or mail.is_between or answered.template == ANSWERED:
        return []
    others = [one for one in record.owners if one.email.lower() != mail.from_email]
    values = {"who": mail.sender, "record": record.title}
    return [
        send(
            actor=actor,
            at=at,
            mail=presenters.answered_mail(values, text=mail.text, path=record.path),
            to=[one],
            kind=ANSWERED,
            about=About(mail.about_type, mail.about_id),
            answers=Answers(to=mail.from_email),
            names=values,
        )
        for one in others
    ]
