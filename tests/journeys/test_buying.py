"""Days of support are bought: somebody else approves the money, and the school hears when it is ordered."""

from linkage.database.tenancy import acting_in
from linkage.links.models import FundingSource
from tests.journeys.prepare import asked, teacher
from tests.journeys.ways import in_every_way

ALAN, DANIEL = "alan@ribble.example", "d.whitlow@thistlebank.lancs.sch.uk"


@in_every_way
def test_support_is_bought_with_money_that_somebody_else_approves(place, visitor, post):
    """Given money and a commissioner, when a package is refused, changed and approved, then it is ordered and told."""
    request = asked(place, teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL))
    with acting_in(place.programme.pk):
        request.status, request.owner = "matching", place.farah
        request.save()
    farah, alan, daniel = visitor(), visitor(phone=True), visitor()

    farah.goes_to("/ribble/people/").signs_in(place.farah.email)
    farah_makes_a_commissioner(farah)
    farah_adds_money(farah)
    farah.goes_to(f"/ribble/requests/{request.pk}/").presses("Buy days of support").is_at("Buy days of support")
    farah.presses("Save and check", status=422).is_told("Enter how many days")
    farah_fills_in_a_package(farah, days="3.5")
    farah.presses("Save and check").is_at("Check before you send it for approval")
    farah.sees("3 and a half days at £500.00", "£1,750.00", "Alan Fielding can approve it")
    farah.presses("Send for approval").sees("Waiting for approval").does_not_see("Read it and decide")

    [mail] = [each for each in post(ALAN) if "Approve money" in each.subject]
    alan.opens(mail).follows("Read it and decide").is_at("Do you approve the money?").sees("£1,750.00")
    alan.chooses("No, refuse it").presses("Send my decision", status=422).is_told(
        "Say why, so that whoever prepared it"
    )
    alan.chooses("No, refuse it").fills("Why, or a note", "Begin with three days").presses("Send my decision")
    alan.is_at("The money was refused")

    farah.goes_to("/ribble/home/").sees("The money was refused").presses("See why")
    farah.sees("Begin with three days").presses("Change it").fills("How many days?", "3").presses("Save and check")
    farah.presses("Send for approval")
    alan.opens(mail).follows("Read it and decide").is_at("There is nothing to decide here now")
    alan.opens(post(ALAN)[-1]).follows("Read it and decide").chooses("Yes, approve it").presses("Send my decision")
    alan.is_at("The money is approved")
    with acting_in(place.programme.pk):
        assert FundingSource.objects.get().taken_pence == 150_000

    assert not [each for each in post(DANIEL) if "ordered" in each.subject]
    farah.goes_to("/ribble/home/").presses("Order it").presses("Enter the purchase reference").is_at("Order it")
    farah.fills("Purchase reference", "PO 10438").presses("Order it and tell the school").sees("the school is told")
    farah.goes_to("/ribble/commissions/money/").sees("£3,500.00 is left of £5,000.00").looks()

    farah.goes_to("/ribble/commissions/").follows(request.title).follows("The support was given")
    farah.fills("What did it cost in the end", "£1,400").presses("Save").sees("The support was given", "£1,400.00")
    farah.goes_to("/ribble/commissions/money/").sees("£3,600.00 is left of £5,000.00")

    daniel.opens(post(DANIEL)[-1]).sees("3 days of support are ordered").follows("See what is ordered")
    daniel.signs_in(DANIEL).sees("3 days of support", "Tutors read daily").does_not_see("£1,500.00", "PO 10438")


def farah_makes_a_commissioner(farah) -> None:
    farah.presses("Give somebody a role").is_at("Give somebody a role")
    farah.fills("Their name", "Alan Fielding").fills("Their e-mail address", ALAN)
    farah.chooses("Commissioner").presses("Give them the role").sees("Alan Fielding")


def farah_adds_money(farah) -> None:
    farah.goes_to("/ribble/more/").follows("Money for support").sees("No money is noted yet").presses("Add money")
    farah.fills("What is it called?", "Improvement fund").chooses("Our programme’s fund")
    farah.dates("From when?", "1 9 2026").dates("Until when?", "31 8 2027")
    farah.fills("How much is it, in pounds?", "£5,000").presses("Save").sees("£5,000.00 is left of £5,000.00")


def farah_fills_in_a_package(farah, *, days: str) -> None:
    farah.fills("What is it for?", "Two teachers learn to lead reading in tutor time")
    farah.chooses("Not chosen yet").dates("From when?", "12 1 2027").dates("Until when?", "26 3 2027")
    farah.fills("How many days?", days).fills("Price of a day", "500").chooses("Improvement fund")
    farah.fills("What should be different afterwards?", "Tutors read daily")
