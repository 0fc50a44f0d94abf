"""What the pages and mails of the directory show, split by noun."""
