"""The words of a programme's own, learned from its directory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas import queries as areas
from linkage.directory import policy
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, Word
from linkage.organisations import queries as organisations
from linkage.search import spelling
from linkage.search.folding import words

A_STRETCH = 2000


@operation(policy.TICK)
def learn_words(*, actor: Actor, at: datetime) -> int:  # noqa: ARG001 - the house's signature
    """Learn the words by which misspelt ones are put right; return how many there are.

    Names of people, schools, towns and areas, job titles and what people wrote; nothing of whom not everybody finds.
    """
    uses = Counter(word for text in _written(actor) for word in set(words(text)) if spelling.most_wrong(word))
    kept = dict(Word.objects.filter(programme_id=actor.tenant_id).values_list("word", "uses"))
    gone = [word for word, number in kept.items() if uses.get(word) != number]
    Word.objects.filter(programme_id=actor.tenant_id, word__in=gone).delete()
    learned = (
        Word(programme_id=actor.tenant_id, word=word, uses=number, nearby=spelling.keys(word))
        for word, number in sorted(uses.items())
        if kept.get(word) != number
    )
    Word.objects.bulk_create(learned, batch_size=A_STRETCH)
    return len(uses)


def _written(actor: Actor) -> Iterator[str]:
    for area in areas.areas(actor=actor):
        yield " ".join([area.name, *area.synonyms])
    found = Entry.objects.filter(
        programme_id=actor.tenant_id, status=EntryStatus.LISTED, visibility=Visibility.EVERYBODY
    ).exclude(organisation_id__in=organisations.left_ids(actor=actor))
    told = found.values_list("person__name", "organisation__name", "organisation__town", "job_title", "words")
    for texts in told.iterator(chunk_size=A_STRETCH):
        yield " ".join(text for text in texts if text)
