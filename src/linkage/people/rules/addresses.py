"""Whether an e-mail address is at a school's own web domain."""

import re

from linkage.kernel.violations import Violation

# Below these names anybody may register one: the part a school owns is one label longer.
_OPEN_NAMES = frozenset({"co.uk", "org.uk", "ac.uk", "gov.uk", "me.uk", "ltd.uk", "net.uk", "plc.uk", "uk.com"})
# One registered name, the sites of many schools: only the school's own part of it says anything.
_SHARED_NAMES = frozenset({
    "blogspot.com", "btck.co.uk", "dbprimary.com", "e4education.co.uk", "eriding.net", "eschools.co.uk", "google.com",
    "jimdosite.com", "lancsngfl.ac.uk", "lgfl.net", "primarysite.net", "sch.life", "schooljotter2.com",
    "schoolwebsite.co.uk", "secure-dbprimary.com", "secure-primarysite.net", "weebly.com", "wixsite.com",
    "wordpress.com",
})  # fmt: skip
_SCHOOL_NAMES = "sch.uk"
_SCHOOL_LABELS = 4  # name.county.sch.uk
OTHER_WAYS = (
    "Print a letter with a one-time code for the school, or confirm them by hand once you have spoken to them at the "
    "school's own number"
)


def host_of(website: str) -> str:
    """Return the host of a web address as people write it ("http://www.hope.lancs.sch.uk/home"), without www."""
    bare = re.sub(r"^\s*[a-z]+:/*", "", website.strip(), flags=re.IGNORECASE)
    host = re.split(r"[/?#:\s]", bare, maxsplit=1)[0].lower().strip(".")
    return host.removeprefix("www.")


def own_domain(host: str) -> str:
    """Return the part of a host that one holder registered: "mail.hope.org.uk" gives "hope.org.uk"."""
    labels = host.split(".")
    if host.endswith(f".{_SCHOOL_NAMES}"):
        return ".".join(labels[-_SCHOOL_LABELS:])
    if ".".join(labels[-2:]) in _OPEN_NAMES:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def wanted_domain(website: str) -> str:
    """Return the domain at which a school's own addresses end; nothing when the web address is none."""
    host = host_of(website)
    if "." not in host:
        return ""
    domain = own_domain(host)
    return host if domain in _SHARED_NAMES else domain


def address_is_at_the_school(email: str, website: str, school: str) -> list[Violation]:
    """An invitation goes to an address at the school's own web domain, as the national register has it."""
    wanted = wanted_domain(website)
    if not wanted:
        sentence = (
            f"The register has no web address for {school}, so no e-mail address can prove its head. {OTHER_WAYS}"
        )
        return [Violation("address_is_at_the_school", sentence, "email")]
    given = email.strip().lower().rpartition("@")[2]
    if given == wanted or given.endswith(f".{wanted}"):
        return []
    sentence = f"{email.strip()} is not an address at {wanted}, the school's own web domain. {OTHER_WAYS}"
    return [Violation("address_is_at_the_school", sentence, "email")]
