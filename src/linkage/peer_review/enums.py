"""States and choices of rounds of visits."""

from django.db import models


class RoundStatus(models.TextChoices):
    """Where a round has got to."""

    DRAFT = "draft", "Not begun"
    OPEN = "open", "Schools are answering"
    SOLVING = "solving", "Being planned"
    PROPOSED = "proposed", "Proposal, not published"
    PUBLISHED = "published", "Published"
    RUNNING = "running", "Visits are going on"
    CLOSED = "closed", "Over"


R = RoundStatus
ROUND_MOVES: dict[RoundStatus, set[RoundStatus]] = {
    R.DRAFT: {R.OPEN, R.CLOSED},
    R.OPEN: {R.SOLVING, R.CLOSED},
    # Back where no plan keeps all the rules: then the rules or the answers have to change.
    R.SOLVING: {R.OPEN, R.PROPOSED},
    R.PROPOSED: {R.OPEN, R.SOLVING, R.PUBLISHED, R.CLOSED},
    R.PUBLISHED: {R.RUNNING, R.CLOSED},
    R.RUNNING: {R.CLOSED},
    R.CLOSED: set(),
}
# Everybody in it knows who visits whom.
KNOWN = (R.PUBLISHED, R.RUNNING, R.CLOSED)
# Who visits whom may still change.
GOING_ON = (R.PUBLISHED, R.RUNNING)


class Preset(models.TextChoices):
    """How schools visit each other: what the numbers of a round begin with."""

    PANEL = "panel", "Panels of three"
    TRIAD = "triad", "Threes who visit each other"
    PAIRS = "pairs", "Pairs who visit each other"


class Answer(models.TextChoices):
    """What a school said to a round."""

    NONE = "none", "Not answered yet"
    YES = "yes", "Takes part"
    NO = "no", "Not this time"
    OUT = "out", "Dropped out"


class Cause(models.TextChoices):
    """Why a plan was made."""

    PLANNED = "planned", "Planned"
    RULED_OUT = "ruled_out", "Ruled out"
    WEEK = "week", "Another week"
    SWAPPED = "swapped", "Swapped"
    MENDED = "mended", "Changed for somebody who cannot"


class Says(models.TextChoices):
    """What an organiser knows better than the plan."""

    KEEP = "keep", "Keep"
    RULE_OUT = "rule_out", "Rule out"
    WEEK = "week", "In this week"


class VisitStatus(models.TextChoices):
    """Where a visit has got to."""

    PLANNED = "planned", "Planned"
    BRIEFED = "briefed", "The host has said what to look at"
    HAPPENED = "happened", "Happened"
    DRAFTED = "drafted", "The host checks the facts"
    CHECKED = "checked", "The writer puts facts right"
    AGREED = "agreed", "Report agreed"
    CANCELLED = "cancelled", "Cancelled"


V = VisitStatus
VISIT_MOVES: dict[VisitStatus, set[VisitStatus]] = {
    V.PLANNED: {V.BRIEFED, V.HAPPENED, V.CANCELLED},
    V.BRIEFED: {V.HAPPENED, V.CANCELLED},
    V.HAPPENED: {V.DRAFTED},
    # A host who finds a fact wrong sends it back; where none is wrong, the report is agreed.
    V.DRAFTED: {V.CHECKED, V.AGREED},
    V.CHECKED: {V.DRAFTED},
    V.AGREED: set(),
    V.CANCELLED: set(),
}
# What is still to come, and can be moved or changed.
TO_COME = (V.PLANNED, V.BRIEFED)
# Its report is not agreed yet.
WITHOUT_REPORT = (V.HAPPENED, V.DRAFTED, V.CHECKED)


class VisitingStatus(models.TextChoices):
    """Whether somebody goes to a visit."""

    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Goes"
    GIVEN_BACK = "given_back", "Cannot"
    LET_GO = "let_go", "Not needed any more"


# Who goes, as far as anybody knows.
GOES = (VisitingStatus.ASKED, VisitingStatus.ACCEPTED)


class SessionKind(models.TextChoices):
    """What happens in one part of a day."""

    WELCOME = "welcome", "Welcome"
    WALK = "walk", "Learning walk"
    OBSERVATION = "observation", "Joint observation"
    INTERVIEW = "interview", "Conversation"
    BOOKS = "books", "Book look"
    TALK = "talk", "Visitors talk it over"
    FEEDBACK = "feedback", "Feedback conversation"
    BREAK = "break", "Break"
    OTHER = "other", "Something else"


class LineKind(models.TextChoices):
    """Under which heading of a report a line stands."""

    WELL = "well", "What went well"
    BETTER = "better", "Even better if"
    PRACTICE = "practice", "Good practice to share"


class NoteKind(models.TextChoices):
    """What a visitor notes on the way; all but questions begin a report."""

    WELL = LineKind.WELL.value, LineKind.WELL.label
    BETTER = LineKind.BETTER.value, LineKind.BETTER.label
    PRACTICE = LineKind.PRACTICE.value, LineKind.PRACTICE.label
    QUESTION = "question", "Something to ask"


class Stands(models.TextChoices):
    """What has become of an “even better if”."""

    DONE = "done", "Done"
    BEGUN = "begun", "We have begun"
    NOT_YET = "not_yet", "Not yet"
    OTHERWISE = "otherwise", "We decided otherwise"


class Asking(models.TextChoices):
    """When a host is asked what has become of it."""

    LATER = "later", "Some months after the report"
    NEXT = "next", "Before the next visit"
