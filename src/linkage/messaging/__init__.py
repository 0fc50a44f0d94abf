"""The outbox: mails written with the change they tell of, and delivered by the worker."""
