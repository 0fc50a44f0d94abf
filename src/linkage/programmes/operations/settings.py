"""What a coordinator settles for the programme."""

from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.programmes import policy, rules
from linkage.programmes.enums import ClosureKind
from linkage.programmes.models import Closure, Programme, ProgrammeSettings


class UnableToChangeSettings(Refused):
    """What was chosen cannot be."""


@operation(policy.CHANGE_SETTINGS, target="programme")
def describe(
    *,
    actor: Actor,  # noqa: ARG001 (every operation takes both: the door reads them)
    at: datetime,  # noqa: ARG001
    programme: Programme,
    name: str,
    tagline: str,
    contact_email: str,
    contact_phone: str,
    contact_times: str,
) -> Programme:
    """Set the name and line in the header, and how people reach the programme; raises UnableToChangeSettings."""
    UnableToChangeSettings.unless_none(rules.name_is_given(name))
    programme.name, programme.tagline = name.strip(), tagline.strip()
    programme.contact_email, programme.contact_phone = contact_email.strip(), contact_phone.strip()
    programme.contact_times = contact_times.strip()
    programme.save(update_fields=["name", "tagline", "contact_email", "contact_phone", "contact_times"])
    return programme


@operation(policy.CHANGE_SETTINGS, target="programme")
def choose_colour(*, actor: Actor, at: datetime, programme: Programme, colour: str) -> Programme:  # noqa: ARG001
    """Set the colour, as chosen: pages darken it until it can be read. Raises UnableToChangeSettings."""
    UnableToChangeSettings.unless_none(rules.colour_is_hex(colour))
    programme.colour = colour.lower()
    programme.save(update_fields=["colour"])
    return programme


@operation(policy.CHANGE_SETTINGS, target="settings")
def set_service_levels(*, actor: Actor, at: datetime, settings: ProgrammeSettings, **days: int) -> ProgrammeSettings:  # noqa: ARG001
    """Set promises and reminders in working school days, by the names of the fields; raises UnableToChangeSettings."""
    UnableToChangeSettings.unless_none(rules.days_follow_each_other(days))
    for name in rules.SERVICE_LEVELS:
        setattr(settings, name, days[name])
    settings.save(update_fields=list(rules.SERVICE_LEVELS))
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def choose_ways(
    *,
    actor: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
    settings: ProgrammeSettings,
    nomination_check: str,
    confirm_terms: int,
    is_same_trust_excluded: bool,
    who_chooses: str,
) -> ProgrammeSettings:
    """Choose how people come to be listed and stay so, which schools are suggested to each other, and who chooses."""
    settings.nomination_check, settings.confirm_terms = nomination_check, confirm_terms
    settings.is_same_trust_excluded, settings.who_chooses = is_same_trust_excluded, who_chooses
    settings.save(update_fields=["nomination_check", "confirm_terms", "is_same_trust_excluded", "who_chooses"])
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def choose_asking(
    *,
    actor: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
    settings: ProgrammeSettings,
    introducing: str,
    asking_order: str,
    is_next_asked_alone: bool,
) -> ProgrammeSettings:
    """Choose whether people are asked before they are introduced, who, and whether the next is asked without a click.

    Whoever has been asked already answers in the order that counted then.
    """
    settings.introducing, settings.asking_order = introducing, asking_order
    settings.is_next_asked_alone = is_next_asked_alone
    settings.save(update_fields=["introducing", "asking_order", "is_next_asked_alone"])
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def choose_mail_hours(
    *,
    actor: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
    settings: ProgrammeSettings,
    has_mail_hours: bool,
    mail_from_hour: int,
    mail_until_hour: int,
    digest_weekday: int,
) -> ProgrammeSettings:
    """Choose when mails that can wait go out, and on which weekday the list; raises UnableToChangeSettings."""
    UnableToChangeSettings.unless_none(rules.hours_are_in_order(mail_from_hour, mail_until_hour))
    settings.has_mail_hours = has_mail_hours
    settings.mail_from_hour, settings.mail_until_hour = mail_from_hour, mail_until_hour
    settings.digest_weekday = digest_weekday
    settings.save(update_fields=["has_mail_hours", "mail_from_hour", "mail_until_hour", "digest_weekday"])
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def state_lawful_basis(
    *,
    actor: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
    settings: ProgrammeSettings,
    lawful_basis: str,
    lawful_text: str,
) -> ProgrammeSettings:
    """Say why the programme may hold people's names, and in which words it tells them."""
    settings.lawful_basis, settings.lawful_text = lawful_basis, lawful_text.strip()
    settings.save(update_fields=["lawful_basis", "lawful_text"])
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def word_sharing(*, actor: Actor, at: datetime, settings: ProgrammeSettings, sharing_text: str) -> ProgrammeSettings:  # noqa: ARG001
    """Say in which words a school agrees that its answers are shared; other words are another version."""
    written = sharing_text.strip()
    if written != settings.sharing_text:
        settings.sharing_text = written
        settings.sharing_version += 1
    settings.save(update_fields=["sharing_text", "sharing_version"])
    return settings


@operation(policy.CHANGE_SETTINGS, target="settings")
def name_safeguarding_contact(
    *,
    actor: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
    settings: ProgrammeSettings,
    safeguarding_contact: str,
) -> ProgrammeSettings:
    """Say whom somebody rings who is worried about a child, where the programme's schools are."""
    settings.safeguarding_contact = safeguarding_contact.strip()
    settings.save(update_fields=["safeguarding_contact"])
    return settings


@operation(policy.PAUSE, target="programme")
def pause(*, actor: Actor, at: datetime, programme: Programme, reason: str) -> Programme:  # noqa: ARG001
    """Let every clock stand still and every reminder wait; every page says so. Raises UnableToChangeSettings."""
    UnableToChangeSettings.unless_none([*rules.reason_is_given(reason), *rules.is_running(programme.paused_at)])
    programme.paused_at, programme.paused_reason = at, reason.strip()
    programme.save(update_fields=["paused_at", "paused_reason"])
    return programme


@operation(policy.RESUME, target="programme")
def resume(*, actor: Actor, at: datetime, programme: Programme) -> Programme:  # noqa: ARG001
    """Let the clocks run again; the days of the pause become closed days, so that no clock counts them.

    Raises UnableToChangeSettings when the programme is not paused.
    """
    UnableToChangeSettings.unless_none(rules.is_paused(programme.paused_at))
    first = day_of(programme.paused_at or at)
    last = day_of(at) - timedelta(days=1)
    if first <= last:
        Closure.objects.create(
            programme=programme,
            kind=ClosureKind.PAUSE,
            name=f"Paused: {programme.paused_reason}"[:80],
            starts_on=first,
            ends_on=last,
        )
    programme.paused_at, programme.paused_reason = None, ""
    programme.save(update_fields=["paused_at", "paused_reason"])
    return programme


@part_of_operation
def note_rounds(*, actor: Actor, at: datetime) -> None:  # noqa: ARG001
    """Note that schools visit each other in the actor's programme from now on."""
    Programme.objects.filter(pk=actor.tenant_id, has_rounds=False).update(has_rounds=True)
