"""When what a request led to may be changed, and when its days fall, split by noun. Pure."""

from linkage.links.rules.links import (
    FIRST_CONTACT_DAYS,
    PULSE_WEEKS,
    SUGGESTED_MINUTES,
    SUGGESTED_TIME,
    UNDO_DAYS,
    Undoing,
    answers_are_whole,
    can_be_ended,
    can_be_stopped,
    can_be_undone,
    first_contact_by,
    pulse_on,
    suggested_at,
    undo_by,
)

__all__ = [
    "FIRST_CONTACT_DAYS",
    "PULSE_WEEKS",
    "SUGGESTED_MINUTES",
    "SUGGESTED_TIME",
    "UNDO_DAYS",
    "Undoing",
    "answers_are_whole",
    "can_be_ended",
    "can_be_stopped",
    "can_be_undone",
    "first_contact_by",
    "pulse_on",
    "suggested_at",
    "undo_by",
]
