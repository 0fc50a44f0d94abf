"""The pages of requests: asking, the record and its list, working on one, and answering for the school."""

from linkage.support_requests.views import answering, asking, emails, records, working

__all__ = ["answering", "asking", "emails", "records", "working"]
