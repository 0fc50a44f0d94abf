"""What the pages and mails of requests say, split by noun."""

from linkage.support_requests.presenters.names import hidden_name, hides_name_from, shown_asker, shown_name

__all__ = ["hidden_name", "hides_name_from", "shown_asker", "shown_name"]
