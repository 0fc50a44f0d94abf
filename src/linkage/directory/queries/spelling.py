"""Typed words put right from the programme's own: names of people, schools and areas, and what people wrote."""

from django.db import connection

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.search import spelling

# The operator that finds what has something in common is not leakproof: a function of the tables' owner looks it up.
_NEAR = "SELECT word, uses FROM directory_near(%s::text[])"


def put_right(*, actor: Actor, words: tuple[str, ...]) -> dict[str, str]:
    """Return the nearest known word of each of these that nobody uses; a word somebody uses is not in it.

    Nor is an everyday word: that nobody here wrote of *lads* does not make them *labs*.
    """
    asked = [word for word in words if spelling.most_wrong(word) and not areas.is_everyday_word(actor=actor, word=word)]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [sorted({key for word in asked for key in spelling.keys(word)})])
        known = [(str(word), int(uses)) for word, uses in cursor.fetchall()]
    used = {word for word, _ in known}
    near = {word: spelling.nearest(word, known) for word in asked if word not in used}
    return {word: found for word, found in near.items() if found}
