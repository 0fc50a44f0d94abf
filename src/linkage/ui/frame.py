"""What stands around every page: brand, account, navigation, notices. Read from the request, without a query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from linkage.ui import registry


class Brand(Protocol):
    """What the layout needs to know of a programme; `request.programme` has it."""

    @property
    def slug(self) -> str:
        """The part of the address that names the programme."""

    @property
    def name(self) -> str:
        """What the header and the title call it."""

    @property
    def tagline(self) -> str:
        """The line under the name."""


@dataclass(frozen=True)
class House:
    """The installation itself, where no programme has been chosen."""

    slug: str = ""
    name: str = "Linkage"
    tagline: str = "School-to-school support"


@dataclass(frozen=True)
class FooterLink:
    """A link at the foot of every page."""

    text: str
    url: str


# The pages behind these names belong to `programmes`; a link whose page is not there yet is left out.
FOOTER = (
    ("Help", "programmes:help"),
    ("What we keep about you", "programmes:privacy"),
    ("Accessibility", "programmes:accessibility"),
    ("Worried about a child?", "programmes:safeguarding"),
)


@dataclass(frozen=True)
class Frame:
    """Everything the layout draws around the content."""

    brand: Brand
    home_url: str
    style_url: str
    logo_url: str
    account: registry.Account | None
    sign_in_url: str
    navigation: tuple[registry.NavigationItem, ...]
    path: str
    footer: tuple[FooterLink, ...]
    notices: tuple[str, ...]
    messages: tuple[Any, ...]

    def is_here(self, item: registry.NavigationItem, section: str = "") -> bool:
        """Whether the page belongs to this item: by the template's `section`, else by the longest address."""
        if section:
            return item.section == section
        return item is self._nearest

    @property
    def _nearest(self) -> registry.NavigationItem | None:
        exact = [item for item in self.navigation if item.url == self.path]
        under = [item for item in self.navigation if item.section and self.path.startswith(item.url)]
        longest = sorted(under, key=lambda item: len(item.url))
        return exact[0] if exact else longest[-1] if longest else None


def address(name: str, slug: str, *args: object, **kwargs: object) -> str:
    """The address of a named page, inside the programme when the page lies in one; raises NoReverseMatch."""
    inside: tuple[tuple[object, ...], dict[str, object]]
    inside = ((), {"programme": slug, **kwargs}) if kwargs else ((slug, *args), {})
    attempts = [inside, (args, kwargs)] if slug else [(args, kwargs)]
    found = (_reversed(settings.ROOT_URLCONF, name, given, tuple(named.items())) for given, named in attempts)
    made = next((each for each in found if each is not None), None)
    # Asked again outside of the cache, it says what was missing.
    return made if made is not None else reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=10_000)
def _reversed(urlconf: str, name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]) -> str | None:
    """The address, remembered: a page asks for forty, and Django looks through all patterns for each."""
    try:
        return reverse(name, urlconf, args=args or None, kwargs=dict(kwargs) or None)
    except NoReverseMatch:
        return None


def address_or_none(name: str, slug: str = "") -> str:
    """The address, or nothing where the installation has no such page."""
    try:
        return address(name, slug)
    except NoReverseMatch:
        return ""


def slug_of(request: HttpRequest | None) -> str:
    """The programme's slug, or nothing outside a programme."""
    return str(getattr(getattr(request, "programme", None), "slug", "") or "")


def frame_of(request: HttpRequest | None, brand: Brand | None = None) -> Frame:
    """The frame of the page that answers this request; without one, only the brand and the notices (error pages)."""
    shown: Brand = brand or getattr(request, "programme", None) or House()
    slug = str(shown.slug or "")
    account = account_of(request)
    return Frame(
        brand=shown,
        home_url=(address_or_none("programmes:home", slug) if account else "")
        or address_or_none("programmes:public", slug)
        or "/",
        style_url=address_or_none("programmes:brand-css", slug) if slug else "",
        logo_url=str(getattr(shown, "logo_url", "") or ""),
        account=account,
        sign_in_url=sign_in_of(request),
        navigation=tuple(gathered(registry.navigation, request)),
        path=request.path if request else "",
        footer=tuple(FooterLink(text, url) for text, name in FOOTER if (url := _footer_address(name, slug))),
        notices=tuple(said for source in registry.notices for said in source(request)),
        messages=tuple(get_messages(request)) if request is not None else (),
    )


def sign_in_of(request: HttpRequest | None) -> str:
    """Where to sign in; nothing on pages that cannot tell whether somebody is signed in."""
    if request is None:
        return ""
    return address_or_none("accounts:sign-in") or address_or_none("account_login")


def _footer_address(name: str, slug: str) -> str:
    """The programme's own page; outside of a programme, that of the installation."""
    return address_or_none(name, slug) if slug else address_or_none(name.replace("programmes:", "installation:"))


def gathered(sources: list[Any], request: HttpRequest | None) -> Iterable[Any]:
    """Everything the registered functions have to say about this request, in their order."""
    return [found for source in sources for found in source(request)] if request is not None else []


def account_of(request: HttpRequest | None) -> registry.Account | None:
    """Who is signed in: from the registered function, else the name the actor carries."""
    if request is None:
        return None
    for source in registry.accounts:
        account = source(request)
        if account:
            return account
    actor = getattr(request, "actor", None)
    if actor is None or getattr(actor, "kind", "nobody") not in {"person", "account"}:
        return None
    sign_out = address_or_none("accounts:sign-out") or address_or_none("account_logout")
    return registry.Account(name=str(getattr(actor, "name", "")), sign_out_url=sign_out)
