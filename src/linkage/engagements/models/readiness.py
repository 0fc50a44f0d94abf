"""How ready each side says it is: the questions in their versions, and answers that are private until both show."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class ReadinessQuestions(OwnedByProgramme):
    """The questions in one version. A version is never changed: whoever has begun keeps the one they began with."""

    version = models.PositiveSmallIntegerField()
    # Nobody saved the first version: it is what Linkage ships.
    saved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_questions", "saved_by"),
            models.UniqueConstraint(fields=["programme", "version"], name="engagements_questions_once"),
        ]


class ReadinessQuestion(OwnedByProgramme):
    """What the two sides are asked about one theme, and what the theme is called."""

    questions = TenantForeignKey(ReadinessQuestions, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=12, choices=enums.Theme)
    title = models.CharField(max_length=60)
    home = models.CharField(max_length=300)
    client = models.CharField(max_length=300)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_question", "questions"),
            models.UniqueConstraint(fields=["programme", "questions", "theme"], name="engagements_question_once"),
        ]


class ReadinessAsking(OwnedByProgramme):
    """Both sides are asked once: at the start, and again on the way. `shown_at` is when the second of them showed.

    Between equals (`is_shared`) each side reads both questions of a theme. `wants_talk` is found out when both have
    shown; who talked, when and what came of it is noted once.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="askings")
    number = models.PositiveSmallIntegerField()
    questions = TenantForeignKey(ReadinessQuestions, related_name="+")
    is_light = models.BooleanField(default=False)
    is_shared = models.BooleanField(default=False)
    # Half-way it is asked by itself, once, for whoever asked last.
    asked_by = TenantForeignKey(Person, related_name="+")
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    wants_talk = models.BooleanField(default=False)
    talked_on = models.DateField(null=True, blank=True)
    talked_who = models.CharField(max_length=200, blank=True)
    talk_outcome = models.CharField(max_length=500, blank=True)
    talk_noted_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("engagements_asking", "engagement", "questions", "asked_by", "talk_noted_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "number"], name="engagements_asking_number"),
            models.UniqueConstraint(
                fields=["programme", "engagement"],
                condition=models.Q(shown_at=None),
                name="engagements_asking_one_open",
            ),
        ]


class ReadinessSheet(OwnedByProgramme):
    """The answers of one side: a draft of its own, saved again and again, until it says "show"."""

    asking = TenantForeignKey(ReadinessAsking, on_delete=models.CASCADE, related_name="sheets")
    side = models.CharField(max_length=6, choices=Side)
    saved_by = TenantForeignKey(Person, related_name="+")
    saved_at = models.DateTimeField()
    shown_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_sheet", "asking", "saved_by", "shown_by"),
            models.UniqueConstraint(fields=["programme", "asking", "side"], name="engagements_sheet_once"),
        ]


class ReadinessAnswer(OwnedByProgramme):
    """How ready a side is for one theme, with a note and where it can be seen; without `value` a draft's note."""

    sheet = TenantForeignKey(ReadinessSheet, on_delete=models.CASCADE, related_name="answers")
    theme = models.CharField(max_length=12, choices=enums.Theme)
    value = models.PositiveSmallIntegerField(null=True, blank=True, choices=enums.Ready)
    note = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_answer", "sheet"),
            models.UniqueConstraint(fields=["programme", "sheet", "theme"], name="engagements_answer_once"),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__gte=1, value__lte=4), name="engagements_answer_of_four"
            ),
        ]


class GovernorsWord(OwnedByProgramme):
    """That the governors of one side have signed off a sponsorship: who, in which meeting, on which day."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="governors")
    side = models.CharField(max_length=6, choices=Side)
    who = models.CharField(max_length=120)
    meeting = models.CharField(max_length=160)
    decided_on = models.DateField()
    noted_by = TenantForeignKey(Person, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_governors", "engagement", "noted_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "side"], name="engagements_governors_once"),
        ]
