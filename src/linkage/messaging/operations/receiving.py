"""Taking in a mail: kept once, held unless its sender is proven, and filed where it answers a mail of ours."""

import logging
import traceback
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database import tenancy
from linkage.messaging import policy, presenters, queries, rules
from linkage.messaging.enums import InboundStatus, MessageStatus, Proof, Reason
from linkage.messaging.models import InboundFile, InboundMail, Message
from linkage.messaging.operations.telling import tell_of_answer

PROBLEM_CHARACTERS = 300
# So that there is room for two of them.
MOST_TOLD = 140
logger = logging.getLogger("linkage.mailbox")


@operation(policy.TAKE_IN)
def take_in(*, actor: Actor, at: datetime, raw: bytes) -> bool:
    """Keep a mail in the programme it came to; False when it is nobody's, and then nothing is kept."""
    incoming = _read(raw)
    if incoming is None:
        return False
    programme_id = queries.programme_for(actor=actor, incoming=incoming)
    if programme_id is None:
        logger.warning("an e-mail that came in belongs to no programme")
        return False
    with tenancy.acting_in(programme_id):
        receive(actor=Actor.system("mailbox", programme_id), at=at, incoming=incoming)
    return True


@operation(policy.RECEIVE)
def receive(*, actor: Actor, at: datetime, incoming: rules.Incoming) -> InboundMail | None:
    """Keep a mail that came to the actor's programme; None when this very mail was kept before.

    What it leads to by itself: an answer is filed to its record and told to who works on it; a mail of ours that came
    back is noted. Everything else waits for a person.
    """
    if queries.is_known(actor=actor, incoming=incoming):
        return None
    answered = queries.answered(actor=actor, incoming=incoming)
    mail = _written(actor, at, incoming, answered)
    if not _kept_once(mail):
        return None
    if not mail.is_between:
        InboundFile.objects.bulk_create(_file(mail, each) for each in incoming.files)
    logger.info("an e-mail came in: %s %s", mail.status, mail.reason)
    if incoming.report and answered:
        _note_returned(actor, at, answered, incoming.report)
    if mail.status == InboundStatus.FILED and answered:
        _pass_on(actor, at, mail, answered)
    return mail


@operation(policy.DELIVER, target="message")
def note_returned(*, actor: Actor, at: datetime, message: Message, returned: rules.Returned) -> bool:  # noqa: ARG001
    """Note that a mail came back from one of its readers, as a mail system reports; False when that is known already.

    Nothing more is sent to that address until somebody has dealt with it.
    """
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())
    if message.status in (MessageStatus.SENDING, MessageStatus.UNCERTAIN):
        # It arrived at the relay, or it could not have come back from there.
        message.move_to(MessageStatus.SENT)
    if message.status == MessageStatus.SENT:
        message.move_to(MessageStatus.BOUNCED)
        message.problem, message.settled_at = "", at
    elif message.status != MessageStatus.BOUNCED or returned.email in message.returned_from:
        return False
    told = rules.one_line(f"{returned.email}: {returned.words}", MOST_TOLD)
    message.problem = rules.one_line(" | ".join(each for each in (message.problem, told) if each), PROBLEM_CHARACTERS)
    message.save()
    return True


def _read(raw: bytes) -> rules.Incoming | None:
    """What a mail says; None for one that we stumble over. It would be the same each time, so nobody waits for it.

    No word of the mail goes into the log, so neither does what the error says.
    """
    try:
        return rules.incoming(raw, trusts=settings.MAILBOX_TRUSTS)
    except Exception as error:  # noqa: BLE001 - an error of ours in reading what strangers write must not stop the mailbox
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("an e-mail could not be read: %s\n%s", type(error).__name__, where)  # noqa: TRY400
        return None


def _pass_on(actor: Actor, at: datetime, mail: InboundMail, answered: Message) -> None:
    """Let the record hear of an answer; where that does not settle what was asked, tell who looks after it."""
    if not mail.is_between and presenters.heard(actor, at, mail, answered):
        mail.seen_at = at
        mail.save(update_fields=["seen_at"])
        return
    tell_of_answer(actor=actor, at=at, mail=mail, answered=answered)


def _note_returned(actor: Actor, at: datetime, message: Message, report: rules.Report) -> None:
    readers = {one["email"].lower(): one["email"] for one in message.recipients}
    for each in report.returned:
        if each.is_for_good and each.email in readers:
            known_as = rules.Returned(readers[each.email], each.words, each.is_for_good)
            note_returned(actor=actor, at=at, message=message, returned=known_as)


def _written(actor: Actor, at: datetime, incoming: rules.Incoming, answered: Message | None) -> InboundMail:
    """The mail as it will be kept."""
    known = presenters.known(actor, incoming.from_email) if incoming.proof == Proof.PROVEN else None
    fate = rules.fate_of(_facts(actor, at, incoming, answered, knows_sender=known is not None))
    read = incoming.read
    # Whoever hands a mail on is known, and its writer is not.
    writer = known if known and read.sender_address.lower() == incoming.from_email else None
    is_between = answered is not None and answered.is_between
    return InboundMail(
        programme_id=actor.tenant_id,
        status=fate.status,
        reason=fate.reason or "",
        proof=incoming.proof,
        fingerprint=incoming.fingerprint,
        from_email=incoming.from_email,
        writer_name=(writer.name if writer and writer.name else read.sender_name)[:120],
        writer_email=read.sender_address[:254],
        person_id=known.person_id if known else None,
        place=writer.place[:160] if writer else "",
        subject="" if is_between else read.subject,
        text="" if is_between else read.words,
        files_left_out=0 if is_between else incoming.files_left_out,
        answers_id=answered.pk if answered and answered.about_id else None,
        is_between=is_between,
        about_type=answered.about_type if answered else "",
        about_id=answered.about_id if answered else None,
        received_at=at,
    )


def _facts(
    actor: Actor, at: datetime, incoming: rules.Incoming, answered: Message | None, *, knows_sender: bool
) -> rules.Known:
    email = incoming.from_email
    is_answer = answered is not None and answered.about_id is not None
    readers = {one["email"].lower() for one in answered.recipients} if answered else set()
    return rules.Known(
        proof=incoming.proof,
        is_ours=presenters.is_ours(email),
        is_report=incoming.report is not None,
        is_automatic=incoming.is_automatic,
        is_answer=is_answer,
        was_sent_to_them=email in readers,
        was_answered_before=bool(answered and queries.was_answered_before(actor=actor, message=answered, email=email)),
        lately=queries.lately(actor=actor, message=answered, email=email, at=at) if answered and is_answer else 0,
        knows_sender=knows_sender,
        has_words=bool(incoming.read.words.strip()),
    )


def _kept_once(mail: InboundMail) -> bool:
    """Keep it; False when it was kept at this very moment. Of two answers at one moment the second is held."""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        if InboundMail.objects.filter(programme_id=mail.programme_id, fingerprint=mail.fingerprint).exists():
            return False
        mail.status, mail.reason = InboundStatus.HELD, Reason.REPEATED
        mail.save(force_insert=True)
    return True


def _file(mail: InboundMail, file: rules.File) -> InboundFile:
    return InboundFile(
        programme_id=mail.programme_id,
        mail=mail,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        content=file.content,
        is_kept=bool(file.content),
    )
