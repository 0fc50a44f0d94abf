"""The kinds of mails about rounds of visits, each with an invented example."""

from collections.abc import Callable, Mapping
from datetime import date

from linkage.messaging.presenters import Kind, Mail
from linkage.peer_review.presenters import mails, report_mails

NAMES = {"round": "Spring visits 2027", "school": "Harrowgill High School"}
THE_HEAD, WHO_RUNS_IT, WHO_GOES = "The head of the school", "Who runs the round", "Who goes to the visits"
WEEK, DAY = date(2027, 1, 11), date(2027, 1, 13)
Values = Mapping[str, str]


def _kind(name: str, title: str, when: str, to: str, write: Callable[[mails.Told], Mail]) -> Kind:
    def example(values: Values) -> Mail:
        return write(
            mails.Told(
                round=values["round"],
                programme=values["programme"],
                first_name=values["first_name"],
                school=values["school"],
                path="/programme/visits/example/",
            )
        )

    return Kind(f"peer_review.{name}", title, when, to, example, names=NAMES)


def _asked(told: mails.Told, *, is_reminder: bool) -> Mail:
    return mails.asked(told, by=date(2026, 11, 20), who_go="heads", visitors=3, is_reminder=is_reminder)


KINDS = (
    _kind(
        "asked",
        "Does your school take part?",
        "When schools are asked to take part in a round of visits",
        THE_HEAD,
        lambda told: _asked(told, is_reminder=False),
    ),
    _kind(
        "reminder",
        "Does your school take part? A reminder",
        "When a school has not answered and the day comes near",
        THE_HEAD,
        lambda told: _asked(told, is_reminder=True),
    ),
    _kind(
        "organises",
        "You run a round too",
        "When somebody is added as an organiser",
        WHO_RUNS_IT,
        lambda told: mails.organises(told, who="Helen Brook"),
    ),
    _kind("vacant", "Nobody runs a round", "When the last organiser stops", "Who runs the programme", mails.vacant),
    _kind(
        "planned",
        "The proposal is there",
        "When a round has been planned",
        WHO_RUNS_IT,
        lambda told: mails.planned(told, is_possible=True),
    ),
    _kind(
        "let_meet",
        "A school you should not meet",
        "When schools may meet although one of them said that they should not",
        THE_HEAD,
        mails.let_meet,
    ),
    _kind(
        "published",
        "Your visits",
        "When a round is published",
        WHO_GOES,
        lambda told: mails.published(told, lines=("You visit Thistlebank School in the week of 11 January.",)),
    ),
    _kind(
        "changed",
        "A change to your visits",
        "When a change is published, to whom it concerns",
        WHO_GOES,
        lambda told: mails.changed(told, lines=("You do not visit Thistlebank School any more.",)),
    ),
    _kind(
        "cancelled",
        "A visit is not",
        "When a round ends before a visit",
        WHO_GOES,
        lambda told: mails.cancelled(told, host="Thistlebank School", week=WEEK),
    ),
    _kind(
        "dropped_out",
        "A school takes part no more",
        "When a school drops out of a round",
        WHO_RUNS_IT,
        lambda told: mails.dropped_out(told, follows=mails.PREPARED),
    ),
    _kind(
        "given_back",
        "Somebody cannot go to a visit",
        "When somebody says that they cannot",
        WHO_RUNS_IT,
        lambda told: mails.given_back(
            told, who="Ivy Sandys", host="Thistlebank School", week=WEEK, follows=mails.PREPARED
        ),
    ),
    _kind(
        "day_chosen",
        "The day of a visit",
        "When a school has chosen the day",
        WHO_GOES,
        lambda told: mails.day_chosen(told, host="Thistlebank School", on=DAY, is_host=False),
    ),
    _kind(
        "next_proposed",
        "The next round is ready to begin",
        "When a round is over",
        WHO_RUNS_IT,
        lambda told: mails.next_proposed(told, first_week=WEEK),
    ),
    _kind(
        "prepared",
        "The day of a visit is prepared",
        "When the host says that the day is prepared, or was changed",
        WHO_GOES,
        lambda told: report_mails.prepared(told, host="Thistlebank School", again=False),
    ),
    _kind(
        "report_wanted",
        "You write the report",
        "After the day of a visit, and twice more while there is no report",
        "Who writes the report",
        lambda told: report_mails.wanted(told, host="Thistlebank School", is_reminder=False),
    ),
    _kind(
        "report_sent",
        "Please check the facts",
        "When a report is sent to its host, and twice more until the host has answered",
        "Who answers for the school that was visited",
        lambda told: report_mails.sent(told, is_reminder=False),
    ),
    _kind(
        "report_back",
        "Something has to be put right",
        "When the host says what is not right in a report",
        "Who writes the report",
        lambda told: report_mails.sent_back(told, host="Thistlebank School", is_reminder=False),
    ),
    _kind(
        "report_agreed",
        "The report is agreed",
        "When the host says that the facts are right",
        WHO_GOES,
        lambda told: report_mails.agreed(told, host="Thistlebank School"),
    ),
    _kind(
        "report_late",
        "A report is late",
        "When somebody was reminded of a report twice",
        WHO_RUNS_IT,
        lambda told: report_mails.late(told, host="Thistlebank School", waits_for="Ivy Sandys"),
    ),
    _kind(
        "report_stands",
        "What has become of it?",
        "Ninety days after a report is agreed, and before the next visit",
        "Who answers for the school that was visited",
        report_mails.how_it_stands,
    ),
)
