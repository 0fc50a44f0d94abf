"""What nobody could help with: noted without a word that could name anybody."""

from collections.abc import Iterable
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas import queries as areas
from linkage.directory import policy
from linkage.directory.enums import NeedSource
from linkage.directory.models import UnmetNeed
from linkage.directory.queries.needs import known_words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation

MOST_AREAS, MOST_WORDS = 3, 5


@operation(policy.NOTE_NEED)
def record_unmet(
    *,
    actor: Actor,
    at: datetime,
    source: NeedSource,
    text: str = "",
    area_codes: Iterable[str] = (),
    phases: Iterable[str] = (),
    organisation: Organisation | None = None,
) -> UnmetNeed | None:
    """Note that nobody was found for these words or areas; the same need of the same person counts once a day.

    Of `text` only areas and words that name areas are kept. Returns None when nothing of it is known, for a job, and
    for a worry about a person, of which nothing is kept.
    """
    if areas.is_concern(actor=actor, text=text):
        return None
    suggested = [each.area.code for each in areas.suggest(actor=actor, text=text, limit=1)] if text.strip() else []
    chosen = areas.by_codes(actor=actor, codes=list(area_codes) or suggested).values_list("code", flat=True)
    codes = sorted(set(chosen))[:MOST_AREAS]
    words = known_words(actor=actor, text=text)[:MOST_WORDS]
    if actor.person_id is None or not (codes or words):
        return None
    noted, _ = UnmetNeed.objects.get_or_create(
        programme_id=actor.tenant_id,
        person_id=actor.person_id,
        noted_on=day_of(at),
        need=(" ".join(codes) or " ".join(words))[:200],
        defaults={
            "organisation": organisation,
            "district": organisation.district if organisation else "",
            "area_codes": codes,
            "words": words,
            "phases": list(phases),
            "source": source,
        },
    )
    return noted
