"""Whose part a visitor of the demo may take, and what they can do now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Persona:
    """Somebody of the demo by their name in a programme; without a name, a visitor who is not signed in."""

    key: str
    programme: str
    name: str
    what: str
    now: str


PERSONAS = (
    Persona(
        "coordinator",
        "ribble",
        "Farah Siddiqui",
        "Coordinator",
        "See what waits today, choose who could help a school, and look at what has come of it.",
    ),
    Persona(
        "officer",
        "ribble",
        "Ben Yarrow",
        "Schools officer",
        "Look after a request that was handed over, or ask for a school that cannot do it itself.",
    ),
    Persona(
        "commissioner",
        "ribble",
        "Alan Fielding",
        "Commissioner",
        "Approve or refuse the money for days of support, and see what is left of each fund.",
    ),
    Persona(
        "head",
        "ribble",
        "Helen Brook",
        "Headteacher, Harrowgill High School",
        "Confirm a colleague, nominate another, and see what has been promised of the staff.",
    ),
    Persona(
        "asking-head",
        "ribble",
        "Grace Okafor",
        "Headteacher, Thistlebank School",
        "Follow a request whose school is not named yet, and ask for something else.",
    ),
    Persona(
        "nominee",
        "ribble",
        "Priya Raman",
        "Reading lead, in the directory",
        "Look at the words others find, change what can be promised, or take a break.",
    ),
    Persona(
        "subject-leader",
        "ribble",
        "Daniel Whitlow",
        "Head of English, Thistlebank School",
        "Answer a question from the programme, finish a draft, and search the directory.",
    ),
    Persona(
        "chair",
        "ribble",
        "Malcolm Fairhurst",
        "Chair of governors, Larkrigg School",
        "Nominate the headteacher, and see what the school gives and asks for.",
    ),
    Persona(
        "newcomer",
        "ribble",
        "Colette Ridsdale",
        "Has just joined for Harrowgill High School",
        "Wait for the headteacher to confirm it, and see how little is open until then.",
    ),
    Persona(
        "mersewater-coordinator",
        "mersewater",
        "Bernadette Quigley",
        "Coordinator",
        "Run a programme of Catholic schools that the register finds by their diocese.",
    ),
    Persona(
        "mersewater-head",
        "mersewater",
        "Jacinta Moylan",
        "Headteacher in her first year",
        "See that the programme has her request, and what happens next.",
    ),
    Persona(
        "mersewater-nominee",
        "mersewater",
        "Catherine Devaney",
        "Head of religious education, in the directory",
        "Look at her page in the directory, and at who was introduced to her.",
    ),
    Persona(
        "corners-coordinator",
        "four-corners",
        "Ruth Ainscough",
        "Headteacher, and coordinator for four schools",
        "Run a programme of four schools beside running one of them.",
    ),
    Persona(
        "corners-head",
        "four-corners",
        "Salma Yaqub",
        "Headteacher, Hindlebrook Primary School",
        "Find that almost nothing waits, which is how most days look.",
    ),
)
VISITORS = tuple(
    Persona(
        f"visitor-{slug}",
        slug,
        "",
        "Somebody who is not signed in",
        "Read the public page, and join for a school.",
    )
    for slug in ("ribble", "mersewater", "four-corners")
)
EVERYBODY = (*PERSONAS, *VISITORS)
