"""The kinds of mails about what was said in confidence."""

from linkage.engagements.presenters import concern_mails
from linkage.messaging.presenters import Kind

CONCERN_KINDS = (
    Kind(
        "engagements.for_you",
        "There is something for you to read",
        "When something is written between two people in confidence",
        "The other of the two",
        lambda _: concern_mails.for_you("/"),
        for_its_readers=True,
    ),
    Kind(
        "engagements.to_take_up",
        "Something waits to be taken up",
        "When nobody looks after what was written in confidence, or nobody has looked in time",
        "The coordinators who are of neither school",
        lambda _: concern_mails.waits("/"),
        for_its_readers=True,
    ),
)
