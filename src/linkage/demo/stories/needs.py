"""What people looked for and nobody was found for, and the heads who are asked to nominate somebody."""

from datetime import datetime
from functools import partial

from linkage.areas import queries as areas
from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.directory import operations, queries
from linkage.directory.enums import NeedSource

# What was searched for, in areas that the directory has few people for or none; how many days ago.
LOOKED_FOR = (
    ("British Sign Language", "sensory-physical", (3, 9, 17)),
    ("media studies", "media-film", (5, 12)),
    ("Latin", "classics", (6, 6, 21, 26)),
    ("exams officer", "exams-office", (2,)),
    ("young carers", "looked-after", (11, 19)),
)
DRIVE_AREA, DRIVE_DAYS_AGO, ASKED = "classics", 4, 12
BEGUN = 2


def tell(stage: Stage, plan: Plan) -> None:
    """Have some heads look in vain, and the coordinator ask for nominations in one area."""
    if plan.slug != "ribble":
        return
    heads = list(stage.heads)
    turn = 0
    for text, code, days in LOOKED_FOR:
        for each in days:
            school_id = heads[turn % len(heads)]
            turn += 1
            stage.diary.note(stage.diary.ago(each), partial(_look, stage, text, code, school_id))
    stage.diary.note(stage.diary.ago(DRIVE_DAYS_AGO), partial(_ask_heads, stage))


def _look(stage: Stage, text: str, code: str, school_id: object, at: datetime) -> None:
    school = next(one for one in stage.schools.values() if one.pk == school_id)
    operations.record_unmet(
        actor=stage.head(school),
        at=at,
        source=NeedSource.SEARCH,
        text=text,
        area_codes=[code],
        phases=list(school.phases),
        organisation=school,
    )


def _ask_heads(stage: Stage, at: datetime) -> None:
    area = areas.by_codes(actor=stage.coordinator, codes=[DRIVE_AREA])[0]
    heads = queries.heads_to_ask(actor=stage.coordinator)[:ASKED]
    operations.start_drive(actor=stage.coordinator, at=at, area=area, heads=heads)
