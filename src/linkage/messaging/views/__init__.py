"""Pages of mails: the local mailbox, and what became of a programme's mails."""
