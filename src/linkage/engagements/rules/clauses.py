"""The clauses an agreement begins with; a programme edits its own copy.

What they settle is what agreements between schools settle elsewhere (practice.md 1.5 and 1.9); the words are ours. A
slot such as {client} is filled from the engagement. A line {outcomes} becomes a list.
"""

from typing import NamedTuple

from linkage.engagements.enums import ClauseUse

OUTCOMES = "{outcomes}"
# What a slot stands for, in words for whoever edits the clauses.
SLOTS = {
    "client": "the school that is helped",
    "home": "the school that helps",
    "client_head": "the head of the school that is helped",
    "home_head": "the head of the school that helps",
    "lead": "who gives the days",
    "programme": "the programme",
    "programme_part": "what the programme does, in a sentence",
    "days": "how many days were agreed",
    "from": "the first day",
    "until": "the last day",
    "cost": "what it costs, who pays and who gets what, in sentences",
    "notice_days": "the days of notice when it is ended early",
    "visit_notice_days": "the days of notice when one visit is cancelled",
    "outcomes": "the list of aims, on a line of its own",
}


class ClauseText(NamedTuple):
    """One clause as a library says it."""

    code: str
    heading: str
    text: str
    use: str = ClauseUse.REQUIRED


COSTS, CANCELLING = "costs", "cancelling"
_ALWAYS, _CHOSEN = ClauseUse.REQUIRED, ClauseUse.OPTIONAL

CLAUSES = (
    ClauseText(
        "purpose",
        "What it is for",
        "{client} and {home} work together so that the things listed under the next heading change at {client}.\n\n"
        "The work is done with {client}, and not to it. {client} owns the plan and everything written about it.",
    ),
    ClauseText(
        "outcomes",
        "What should change, and how we will know",
        "By the end these should be different:\n\n{outcomes}\n\n"
        "Half-way through, and at the end, each side says how each of them stands. That nothing changed is an answer "
        "too.",
    ),
    ClauseText(
        "who-does-what",
        "Who does what",
        "{client} says what is worked on, gives its staff the time for it, and shows the papers that are needed. Its "
        "head and governors answer for what is achieved, however many days are given.\n\n"
        "{home} lets {lead} give the days and stays their employer.\n\n"
        "{lead} prepares and gives the days, and sends a short note of each visit within five working days.\n\n"
        "{programme_part}",
    ),
    ClauseText(
        "days",
        "Days and dates",
        "{home} gives {days} between {from} and {until}. The two schools settle the day of each visit together.\n\n"
        "Nothing is promised for the time after {until}.",
    ),
    ClauseText(COSTS, "What it costs and who pays", "{cost}"),
    ClauseText(
        CANCELLING,
        "When one visit cannot take place",
        "Either school can move a visit. With {visit_notice_days} working days’ notice no time is lost.\n\n"
        "If {client} cancels with less notice, the time counts as given. If {home} cancels, at whatever notice, the "
        "time is given on another day.",
    ),
    ClauseText(
        "ending-early",
        "Ending early",
        "Either school can end this in writing with {notice_days} working days’ notice, and says why. Before that, the "
        "two heads speak about what could be done instead.\n\n"
        "If {client} ends it, it owes the work that has been done, and what cannot be called off within the notice. "
        "If {home} ends it, it finishes what it has begun and promised, and charges nothing beyond that. What was paid "
        "for days that are not given is paid back.",
    ),
    ClauseText(
        "ending-well",
        "Ending well",
        "{client} writes down, before the work starts, who carries on with it afterwards, and looks at that again "
        "half-way. On the last day both say what comes next. After a term {client} says what has lasted.",
    ),
    ClauseText(
        "confidentiality",
        "What stays between us",
        "What either school learns about the other, its staff or its pupils stays between the people who work on this "
        "and the two heads. It is used for this work and nothing else. It is not a judgement on anybody and is not "
        "used as one.\n\nThis does not keep anybody from passing on a concern that the law says must be passed on.",
    ),
    ClauseText(
        "data",
        "Data protection",
        "No names of pupils, and nothing by which a pupil could be known, are written in Linkage or taken out of "
        "{client}. Where figures are needed, they are about groups.\n\n"
        "Each school answers by itself for the personal data it holds about its own staff. Nobody handles such data on "
        "the other’s behalf.",
    ),
    ClauseText(
        "safeguarding",
        "Safeguarding and visits",
        "Before the first visit {home} sends a letter saying that the checks the law asks for have been made of "
        "whoever visits. Certificates are not sent and not kept.\n\n"
        "Visitors sign in, wear what shows that they are visitors, and follow the rules of {client}. Its head decides "
        "whether they are accompanied. A worry about a child goes to the safeguarding lead of {client} at once.",
    ),
    ClauseText(
        "insurance",
        "Insurance",
        "{home} makes sure that its insurance covers its staff while they work at {client}. {client} makes sure that "
        "its own covers visitors.",
    ),
    ClauseText(
        "materials",
        "Materials",
        "Materials stay with whoever made them. Both schools may go on using and changing for their own work what was "
        "shared or made together, and say where it came from. Nobody sells it.",
        _CHOSEN,
    ),
    ClauseText(
        "quoting",
        "What may be quoted",
        "That the two schools worked together may be said. Anything more, such as a figure, a case study or a sentence "
        "somebody said, is made public once {client_head} and {home_head} have both read it and said yes.",
        _CHOSEN,
    ),
    ClauseText(
        "complaints",
        "If something goes wrong",
        "Whoever is not content says so first to the person concerned, then to the two heads. If that does not settle "
        "it, either head asks {programme} to listen to both. How the schools deal with formal complaints is not "
        "changed by this.",
    ),
)
