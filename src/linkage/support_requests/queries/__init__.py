"""Reads of requests, split by noun; other apps call `queries.support_request(…)` and never a module of this package."""

from linkage.support_requests.queries.clocks import calendar, clock_of, service_levels
from linkage.support_requests.queries.records import (
    areas_of,
    avoided_schools_of,
    open_requests,
    support_request,
    visible,
)

__all__ = [
    "areas_of",
    "avoided_schools_of",
    "calendar",
    "clock_of",
    "open_requests",
    "service_levels",
    "support_request",
    "visible",
]
