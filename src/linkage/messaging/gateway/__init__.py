"""The conversations with systems outside: the mail relay and its log, the mailbox, and the domain name system."""

from linkage.messaging.gateway.domains import Domain, Found, look_up
from linkage.messaging.gateway.handing_over import Outcome, Relay, accepted, composed, hand_over, relay
from linkage.messaging.gateway.hooks import is_signed, key, signature
from linkage.messaging.gateway.mailbox import Box, box, collect

__all__ = [
    "Box",
    "Domain",
    "Found",
    "Outcome",
    "Relay",
    "accepted",
    "box",
    "collect",
    "composed",
    "hand_over",
    "is_signed",
    "key",
    "look_up",
    "relay",
    "signature",
]
