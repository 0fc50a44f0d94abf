"""Register files for tests: excerpts of the true ones, and files written row by row."""

from pathlib import Path

from linkage.access.actor import Actor
from linkage.organisations import operations
from linkage.organisations.models import Organisation
from linkage.programmes.tests.factories import NOW

DATA = Path(__file__).parent / "data"
MAIN = "edubaseallstatefunded20250717.csv"
FULL = "gias-full-columns-surrey-2021.csv"
ALL = "all-establishments-20231116.csv"
LINKS = "links_edubasealldata20250422.csv"
TRUSTS = "trust-membership-202509.csv"
HEADER = (
    "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),"
    "PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,Town,Postcode,OpenDate"
)


def bring_in(path, **options):
    return operations.import_register(
        actor=Actor.system("test"), at=NOW, path=Path(path), file_name=Path(path).name, **options
    )


def written(tmp_path, *rows, name="schools-20260901.csv", encoding="utf-8", header=HEADER):
    path = tmp_path / name
    path.write_bytes("\r\n".join([header, *rows]).encode(encoding))
    return path


def row(urn="900001", name="Alder School", status="Open", postcode="PR1 1AA", **more):
    given = {"town": "Preston", "opened": "01-09-2005", "phase": "Secondary", "low": "11", "high": "16"} | more
    return (
        f'{urn},"888","Lancashire","{name}","Community school","{status}","{given["phase"]}",{given["low"]},'
        f'{given["high"]},"{given["town"]}","{postcode}","{given["opened"]}"'
    )


def school(urn):
    return Organisation.objects.get(urn=urn)


def named(name):
    return Organisation.objects.get(name__startswith=name)


def counts(done):
    return (done.imported, done.changed, done.closed, done.rejected)
