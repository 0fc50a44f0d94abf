"""What schools are strong in as schools, and what hubs and partners offer to many: asked for, confirmed, forgotten."""

from datetime import datetime
from functools import partial
from itertools import count

from linkage.demo.stage import STAGES, Stage, address_part, chain, lines
from linkage.demo.stories import keeping
from linkage.demo.stories.programmes import Plan
from linkage.directory import operations
from linkage.directory.enums import Way
from linkage.directory.operations import Offering
from linkage.organisations import operations as organisations
from linkage.organisations.models import Organisation

SCHOOL = "@"
# Listed long enough ago that an offer nobody confirmed has lapsed since, and not so long that it is erased.
OLDEST_DAYS, EVERY_DAYS = 30, 2


def tell(stage: Stage, plan: Plan) -> None:
    """Have each line of the file offered on a day of its own; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for days, line in zip(count(OLDEST_DAYS, -EVERY_DAYS), lines(plan.slug, "offers.txt"), strict=False):
        _tell_one(stage, line, stage.diary.ago(2 if line[3] == "waiting" else days))


def _tell_one(stage: Stage, line: list[str], at: datetime) -> None:
    kind, name, contact, becomes, *offered = line
    offering = _offering(offered)

    def offer(moment: datetime) -> None:
        body = stage.schools[name] if kind == SCHOOL else _body(stage, name, kind, moment)
        actor = stage.head(body) if kind == SCHOOL else stage.coordinator
        email = stage.email(contact, body) if kind == SCHOOL else f"{address_part(contact)}@{_domain(name)}"
        entry = operations.add_offer(
            actor=actor, at=moment, organisation=body, contact_name=contact, contact_email=email, offering=offering
        )
        if becomes == "right":
            chain(stage.diary, moment, (1, partial(keeping.say_right, stage, entry)))

    stage.diary.note(at, offer)


def _body(stage: Stage, name: str, kind: str, at: datetime) -> Organisation:
    website = f"https://www.{_domain(name)}"
    return organisations.add_body(
        actor=stage.coordinator, at=at, name=name, kind=kind, town="Preston", postcode="", website=website
    )


def _domain(name: str) -> str:
    words = [word for word in name.lower().split() if word not in ("the", "and", "of", "ltd")]
    return f"{'-'.join(words[:2])}.example"


def _offering(offered: list[str]) -> Offering:
    title, codes, ways, stages, places, price, pence, note, words = offered
    return Offering(
        title=title,
        words=words,
        area_codes=codes.split(),
        phases=[STAGES[stage] for stage in stages.split()],
        ways=[way for way in Way if way in ways.split()],
        places=int(places),
        price=price,
        price_pence=int(pence) if pence else None,
        price_note=note,
        is_online=False,
    )
