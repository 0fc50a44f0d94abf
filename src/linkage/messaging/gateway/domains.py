"""What the domain name system says about the address our mails come from. No database here.

A mail is believed when the domain of its From line says that our relay may send for it (SPF), carries a key with which
the relay signs (DKIM), and asks others to check both (DMARC). Nothing here raises when there is no network: what could
not be looked up is told apart from what is not there.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import dns.exception
import dns.resolver
from django.conf import settings

# A page waits for these answers: all are asked at once, and none for longer than this.
PATIENCE_SECONDS = 2.5


@dataclass(frozen=True)
class Found:
    """The records of one name, as text; None: nobody answered, so that we do not know."""

    name: str
    records: tuple[str, ...] | None

    @property
    def is_known(self) -> bool:
        """Whether there was an answer, be it that there is nothing."""
        return self.records is not None

    def beginning(self, mark: str) -> tuple[str, ...]:
        """Return the records that begin with a mark such as "v=spf1", in small or capital letters."""
        return tuple(record for record in self.records or () if record.lower().startswith(mark.lower()))


@dataclass(frozen=True)
class Domain:
    """Everything looked up about one domain; `dkim` is None where no selector is set."""

    name: str
    mx: Found
    texts: Found
    dmarc: tuple[Found, ...]
    dkim: Found | None


def look_up(name: str, *, selector: str = "") -> Domain:
    """Ask for the records that decide whether mails from this domain are believed."""
    resolver = _resolver()
    asked: list[tuple[str, str]] = [(name, "MX"), (name, "TXT")]
    asked += [(f"_dmarc.{each}", "TXT") for each in _above(name)]
    asked += [(f"{selector}._domainkey.{name}", "TXT")] if selector else []
    with ThreadPoolExecutor(max_workers=len(asked)) as pool:
        mx, texts, *others = pool.map(lambda each: _ask(resolver, *each), asked)
    return Domain(name, mx, texts, tuple(others[: len(others) - bool(selector)]), dkim=others[-1] if selector else None)


def _resolver() -> dns.resolver.Resolver:
    if not settings.DNS_SERVER:
        return dns.resolver.Resolver()
    host, _, port = settings.DNS_SERVER.rpartition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [host], int(port)
    return resolver


def _above(name: str) -> Iterable[str]:
    """The domain and those it lies in, down to two labels: a policy of the whole organisation counts for its parts."""
    labels = name.split(".")
    return (".".join(labels[number:]) for number in range(max(1, len(labels) - 1)))


def _ask(resolver: dns.resolver.Resolver, name: str, kind: str) -> Found:
    try:
        answer = resolver.resolve(name, kind, lifetime=PATIENCE_SECONDS, raise_on_no_answer=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return Found(name, ())
    except (dns.exception.DNSException, OSError, ValueError):
        return Found(name, None)
    read: Callable[..., str] = _exchange if kind == "MX" else _text
    return Found(name, tuple(sorted(read(record) for record in answer.rrset or ())))


def _exchange(record: object) -> str:
    return str(record.exchange).rstrip(".")  # type: ignore[attr-defined]


def _text(record: object) -> str:
    """A long text is kept in pieces that belong together."""
    return b"".join(record.strings).decode("utf-8", errors="replace")  # type: ignore[attr-defined]
