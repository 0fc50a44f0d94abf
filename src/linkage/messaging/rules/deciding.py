"""What becomes of a mail that came in, before anybody has looked at it. Pure: what is known of it in, a status out."""

from dataclasses import dataclass
from datetime import timedelta

from linkage.messaging.enums import InboundStatus, Proof, Reason

MOST_IN_A_ROW = 2
"""Answers of one sender about one record that are filed by themselves IN_A_ROW: an endless exchange ends here."""
IN_A_ROW = timedelta(hours=24)


@dataclass(frozen=True)
class Known:
    """What is known of a mail: its sender, and the mail of ours that it answers, if it does."""

    proof: Proof
    is_ours: bool = False
    is_report: bool = False
    is_automatic: bool = False
    is_answer: bool = False
    was_sent_to_them: bool = False
    was_answered_before: bool = False
    lately: int = 0
    knows_sender: bool = False
    has_words: bool = True


@dataclass(frozen=True)
class Fate:
    """Where a mail goes, and why nothing is done with it by itself."""

    status: InboundStatus
    reason: Reason | None = None


def fate_of(known: Known) -> Fate:
    """Return what becomes of a mail: nothing is done by itself for who is not proven to have sent it."""
    machine = _of_a_machine(known)
    if machine:
        return Fate(InboundStatus.AUTOMATIC, machine)
    held = _unproven(known) or (_answer_held(known) if known.is_answer else _letter_held(known))
    if held:
        return Fate(InboundStatus.HELD, held)
    return Fate(InboundStatus.FILED if known.is_answer else InboundStatus.NEW)


def _of_a_machine(known: Known) -> Reason | None:
    if known.is_ours:
        return Reason.OURS
    if known.is_report:
        return Reason.REPORT
    return Reason.AUTO_REPLY if known.is_automatic else None


def _unproven(known: Known) -> Reason | None:
    if known.proof == Proof.PROVEN:
        return None
    return Reason.FORGED if known.proof == Proof.FAILED else Reason.UNPROVEN


def _answer_held(known: Known) -> Reason | None:
    if not known.was_sent_to_them:
        return Reason.NOT_THEIRS
    if known.was_answered_before:
        return Reason.REPEATED
    return Reason.OFTEN if known.lately >= MOST_IN_A_ROW else None


def _letter_held(known: Known) -> Reason | None:
    if not known.knows_sender:
        return Reason.STRANGER
    return None if known.has_words else Reason.EMPTY
