"""What the pages and mails of enquiries say."""
