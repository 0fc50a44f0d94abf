"""Which schools belong to a programme by its rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from linkage.access.actor import Actor
from linkage.organisations.enums import Phase, SchoolStatus
from linkage.organisations.models import Member, MembershipRule, Organisation

_OPEN = (SchoolStatus.OPEN, SchoolStatus.CLOSING)


def rule(*, actor: Actor) -> MembershipRule:
    """Return the rule of the actor's programme; a new one that proposes nothing where none was made."""
    found = MembershipRule.objects.filter(programme_id=actor.tenant_id).first()
    return found or MembershipRule(programme_id=actor.tenant_id)


def proposals(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the open schools that fit the rule and neither take part nor have left, by authority and name."""
    known = Member.objects.filter(organisation=OuterRef("pk"), programme_id=actor.tenant_id)
    return _fitting(rule(actor=actor)).filter(~Exists(known)).order_by("authority_name", "name", "urn")


@dataclass(frozen=True)
class Fitting:
    """How many schools a rule would bring: all open ones that fit, and those among them that are not in yet."""

    schools: int
    new: int


def fitting(*, actor: Actor, wanted: Mapping[str, Sequence[str]]) -> Fitting:
    """Return how many schools a rule would fit, without keeping it; `wanted` has the rule's lists by name."""
    found = _fitting(MembershipRule(programme_id=actor.tenant_id, **{name: list(wanted[name]) for name in wanted}))
    is_new = ~Exists(Member.objects.filter(organisation=OuterRef("pk"), programme_id=actor.tenant_id))
    return Fitting(**found.aggregate(schools=Count("pk"), new=Count("pk", filter=is_new)))


def rule_choices(*, actor: Actor) -> dict[str, list[tuple[str, str]]]:  # noqa: ARG001 - the register is the same for all
    """Return what a rule can be made of: value and words of each authority, diocese and religious character."""
    schools = Organisation.objects.filter(programme=None, status__in=_OPEN)
    authorities = schools.exclude(authority_code="").values_list("authority_code", "authority_name")
    return {
        "authority_codes": _by_words(dict(authorities.distinct().order_by())),
        "phases": [(phase.value, phase.label) for phase in Phase],
        "dioceses": _values(schools, "diocese"),
        "religious_characters": _values(schools, "religious_character"),
    }


def trusts_named(*, actor: Actor, names: list[str]) -> dict[str, str]:  # noqa: ARG001 - the register is the same for all
    """Return the number of the trust for each of these names that the register knows, in capitals as it has them."""
    schools = Organisation.objects.filter(programme=None, status__in=_OPEN).exclude(trust_uid="")
    found = schools.annotate(capitals=Upper("trust_name")).filter(
        Q(capitals__in=[name.upper() for name in names]) | Q(trust_uid__in=names)
    )
    pairs = found.values_list("trust_name", "trust_uid").distinct().order_by()
    return {key: uid for name, uid in pairs for key in (name.upper(), uid)}


def trust_names(*, actor: Actor, uids: list[str]) -> list[str]:  # noqa: ARG001 - the register is the same for all
    """Return the names of these trusts."""
    if not uids:
        return []
    found = Organisation.objects.filter(programme=None, trust_uid__in=uids).exclude(trust_name="")
    return sorted(set(found.values_list("trust_name", flat=True)))


def _fitting(wanted: MembershipRule) -> QuerySet[Organisation]:
    limits = {
        "authority_code__in": wanted.authority_codes,
        "phases__overlap": wanted.phases,
        "diocese__in": wanted.dioceses,
        "trust_uid__in": wanted.trust_uids,
        "religious_character__in": wanted.religious_characters,
    }
    given = {name: values for name, values in limits.items() if values}
    # A rule that says nothing does not mean all of England.
    return (
        Organisation.objects.filter(programme=None, status__in=_OPEN, **given) if given else Organisation.objects.none()
    )


def _values(schools: QuerySet[Organisation], field: str) -> list[tuple[str, str]]:
    counted = schools.exclude(**{field: ""}).values_list(field).annotate(number=Count("pk")).order_by(field)
    return [(value, value) for value, _ in counted]


def _by_words(found: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(found.items(), key=lambda pair: pair[1])
