"""Rounds of visits as pages, lists and mails show them."""
