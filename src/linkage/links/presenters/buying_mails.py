"""The mails about support that is bought: each with one purpose and one button."""

from linkage.kernel import money, words
from linkage.links.enums import Provider
from linkage.links.models import Commission
from linkage.links.queries.commissions import Told
from linkage.messaging.presenters import Button, Mail
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest


def approval(told: Told, *, path: str, is_reminder: bool = False) -> Mail:
    """To whoever approves money: what is asked, what it costs, and the page on which to decide."""
    found = told.commission
    said = "Still waiting: approve money" if is_reminder else "Approve money"
    return Mail(
        subject=f"{said} for {found.title}",
        heading=f"{money.pounds(found.amount_pence)} waits for your approval",
        paragraphs=(
            f"{_who(found)} asks for {_package(found)}, from {found.funding.name}.",
            f"It is for {told.school}: “{found.need}”",
            *(f"What should be different: {each.outcome}." for each in told.outcomes[:1]),
        ),
        ask="Approve it, or refuse it and say why.",
        ask_more=" You need not sign in. Who asked or prepared it cannot approve it.",
        button=Button("Read it and decide", path),
        signed=_who(found),
        why="You have this because you approve money for the programme.",
    )


def approved(told: Told) -> Mail:
    """To who prepared it: order it now."""
    found = told.commission
    return Mail(
        subject=f"Approved: {money.pounds(found.amount_pence)} for {found.title}",
        heading="The money is approved",
        paragraphs=(
            f"{_decider(told)} approved {money.pounds(found.amount_pence)} from {found.funding.name}.",
            *_quoted(told),
        ),
        ask="Order it, and enter the purchase reference.",
        ask_more=" Then the school is told what comes and when.",
        button=Button("Order it", told.path),
        why="You have this because you prepared it or look after the request.",
    )


def refused(told: Told) -> Mail:
    """To who prepared it: why not, and what can be done."""
    found = told.commission
    return Mail(
        subject=f"Refused: money for {found.title}",
        heading="The money was refused",
        paragraphs=(
            f"{_decider(told)} refused {money.pounds(found.amount_pence)} from {found.funding.name}.",
            *_quoted(told),
            "The request is where it was: you can change this and send it again, or choose somebody to introduce.",
        ),
        button=Button("Change it", told.path),
        why="You have this because you prepared it or look after the request.",
    )


def ordered(told: Told) -> Mail:
    """To the school: what comes, who, and when."""
    found = told.commission
    return Mail(
        subject=f"Support is ordered for you: {found.title}",
        heading="Days of support are ordered for you",
        paragraphs=(
            (
                f"For what you asked, {words_of_days(found)} of support are ordered for {told.school}, "
                f"between {words.day(found.starts_on)} and {words.day(found.ends_on)}."
            ),
            provider_for_school(found),
            *(f"What should be different afterwards: {each.outcome}." for each in told.outcomes),
        ),
        ask="You need not do anything now.",
        ask_more=" Before it begins, you and whoever helps agree what is done and when.",
        button=Button("See what is ordered", told.path),
        signed=_who(found),
        why=f"You have this because {told.school} asked for support.",
    )


def cancelled(told: Told) -> Mail:
    """To the school: it does not come, and what happens next."""
    found = told.commission
    return Mail(
        subject=f"Not ordered after all: {found.title}",
        heading="The support we had ordered does not come",
        paragraphs=(
            f"{found.cancel_reason}." if not found.cancel_reason.endswith((".", "?")) else found.cancel_reason,
            _afterwards(found.support_request),
        ),
        button=Button("See where it has got to", told.request_path),
        signed=_who(found),
        why=f"You have this because {told.school} asked for support.",
    )


def buying_values(told: Told) -> dict[str, str]:
    """Return what the words of a mail about it may name."""
    found = told.commission
    return {
        "title": found.title,
        "school": told.school,
        "amount": money.pounds(found.amount_pence),
        "fund": found.funding.name,
        "prepared_by": _who(found),
    }


def provider_in_words(found: Commission) -> str:
    """Who gives the support: "Priya Raman, Harrowgill High School", a body, or that it is open."""
    if found.entry is not None:
        return f"{found.entry.person.name}, {found.entry.organisation.name}"
    if found.organisation is not None:
        return str(found.organisation.name)
    return str(Provider.OPEN.label)


def provider_for_school(found: Commission) -> str:
    """The same as a sentence for the school."""
    if found.provider_kind == Provider.OPEN:
        return "Who comes is being settled. You hear their name before anything begins."
    return f"It comes from {provider_in_words(found)}."


def words_of_days(found: Commission) -> str:
    """The days that are bought: "3 and a half days"."""
    return money.half_days(found.half_days)


def _package(found: Commission) -> str:
    price = money.pounds(found.day_price_pence)
    other = f" and {money.pounds(found.other_pence)} beside" if found.other_pence else ""
    return f"{words_of_days(found)} of support at {price} a day{other}: {money.pounds(found.amount_pence)} in all"


def _who(found: Commission) -> str:
    return str((found.sent_by or found.prepared_by).name)


def _decider(told: Told) -> str:
    return told.decision.decided_by.name if told.decision else "Whoever approves money"


def _quoted(told: Told) -> tuple[str, ...]:
    return (f"“{told.decision.reason}”",) if told.decision and told.decision.reason else ()


def _afterwards(request: SupportRequest) -> str:
    """What the school does once an order was cancelled: its request went back to choosing, unless it had ended."""
    if request.is_open:
        return "Your request is open again. We go on looking, and you hear from us as before."
    if request.state == RequestStatus.WITHDRAWN:
        return "You had withdrawn your request, so there is nothing for you to do."
    return "Your request is closed. If you still need help, ask again on any day."
