"""Who may be referred by whom, and what whoever refers hears. Pure."""

from linkage.kernel.violations import Violation

# What ended so many days ago is kept no longer.
KEPT_DAYS = 365


def school_agrees(*, has_consent: bool) -> list[Violation]:
    """Say that the school knows and agrees. Ask it first: nobody is referred without knowing."""
    return [] if has_consent else [Violation("school_agrees", str(school_agrees.__doc__), "has_consent")]


def the_school_is_another(referrer_email: str, contact_email: str) -> list[Violation]:
    """Name somebody else: whoever works at the school asks for it themselves"""
    if referrer_email.strip().lower() != contact_email.strip().lower():
        return []
    return [Violation("the_school_is_another", str(the_school_is_another.__doc__), "contact_email")]


def the_contact_is_at_the_school(contact_email: str, domain: str) -> list[Violation]:
    """An outsider names somebody at the school's own web domain, where the register has one."""
    given = contact_email.strip().lower().rpartition("@")[2]
    if not domain or given == domain or given.endswith(f".{domain}"):
        return []
    sentence = f"Enter their address at the school: it ends in {domain}. If they have none there, write to us instead"
    return [Violation("the_contact_is_at_the_school", sentence, "contact_email")]


def outcome_of(
    status: str, request_status: str, *, was_linked: bool, was_signposted: bool, was_helped: bool, stands: bool
) -> str:
    """What whoever refers may hear now: nothing while it is open, then one of four sentences.

    An introduction is told of once it `stands`, and can no longer be taken back.
    """
    if status in ("declined", "lapsed"):
        return "not_taken_up"
    if status != "agreed":
        return ""
    if request_status == "linked":
        return "linked" if stands else ""
    if request_status in ("closed", "withdrawn"):
        return _of_ended(was_linked=was_linked, was_signposted=was_signposted, was_helped=was_helped)
    return {"signposted": "signposted", "commissioned": "helped", "joined": "helped"}.get(request_status, "")


def _of_ended(*, was_linked: bool, was_signposted: bool, was_helped: bool) -> str:
    came_of_it = {"linked": was_linked, "signposted": was_signposted, "helped": was_helped}
    return next((outcome for outcome, was_so in came_of_it.items() if was_so), "not_taken_up")
