"""What can be done with requests, split by noun; other apps call `operations.record_linked(…)`."""

from linkage.support_requests.operations.outcomes import record_approaching, record_linked, return_to_choosing

__all__ = ["record_approaching", "record_linked", "return_to_choosing"]
