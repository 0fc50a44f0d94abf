"""What can go wrong with the database, in sentences for the person at the keyboard."""


class DatabaseUnavailable(Exception):
    """The database cannot do what was asked; the message says why and what to do."""


class UnableToStartDatabase(DatabaseUnavailable):
    """PostgreSQL could not be found, made or started."""


class UnableToStopDatabase(DatabaseUnavailable):
    """PostgreSQL did not end, or does not belong to us."""
