"""What a school that asks is called, and to whom: the one place that knows who may read its name."""

from linkage.access.actor import Actor
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.support_requests import policy
from linkage.support_requests.models import SupportRequest

SCHOOLS = {
    Phase.NURSERY: "nursery school",
    Phase.PRIMARY: "primary school",
    Phase.SECONDARY: "secondary school",
    Phase.SIXTEEN_PLUS: "sixth form or college",
    Phase.SPECIAL: "special school",
    Phase.ALTERNATIVE: "alternative provision school",
}


def hides_name_from(actor: Actor, support_request: SupportRequest) -> bool:
    """Whether the school's name is hidden from this reader.

    It never is from the school itself and from those who work on the request; it is from everybody else until the
    two schools are introduced.
    """
    if not support_request.is_name_hidden:
        return False
    if policy.is_asker(actor, support_request) or policy.handles(actor, support_request):
        return False
    return not actor.is_staff_of(support_request.organisation_id)


def shown_name(actor: Actor, support_request: SupportRequest) -> str:
    """The school as this reader may know it: "Thistlebank School", or what `hidden_name` says."""
    if support_request.organisation is None:
        return ""
    if hides_name_from(actor, support_request):
        return hidden_name(support_request.organisation)
    return support_request.organisation.name


def shown_asker(actor: Actor, support_request: SupportRequest) -> str:
    """Who asks, as this reader may know them; a name would tell the school."""
    return "" if hides_name_from(actor, support_request) else support_request.asked_by.name


def hidden_name(organisation: Organisation) -> str:
    """A school without its name: "A secondary school in Burnley (name hidden)"."""
    kind = SCHOOLS[Phase(organisation.phases[0])] if organisation.phases else "school"
    article = "An" if kind[0] in "aeiou" else "A"
    place = organisation.town or organisation.district or organisation.authority_name
    return f"{article} {kind}{f' in {place}' if place else ''} (name hidden)"
