"""The conversations with systems outside: the mail relay and its log, and the domain name system."""

from linkage.messaging.gateway.domains import Domain, Found, look_up
from linkage.messaging.gateway.handing_over import Outcome, Relay, accepted, composed, hand_over, relay

__all__ = ["Domain", "Found", "Outcome", "Relay", "accepted", "composed", "hand_over", "look_up", "relay"]
