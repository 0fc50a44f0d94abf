"""What the server believes of its tables, and plans every statement by."""

from django.db import connections


def count_rows() -> None:
    """Have the server count its tables now, as their owner.

    For whoever has just filled them. By itself it counts within a minute of a commit, and whoever counts while a large
    transaction is open finds nothing: a page asked for meanwhile is planned for empty tables, and runs for minutes
    (ADR 10).
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
