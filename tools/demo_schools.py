"""Write src/linkage/demo/data/schools.csv: the invented schools of the demo, in the columns of the national register.

A maintainer's script: `python tools/demo_schools.py`. Names and numbers are invented; only the geography is real. Each
school lies a few hundred metres from where a real one does, in that one's district and postal sector, with a postcode
that cannot exist: no unit ends in letters that Royal Mail leaves out.
"""

import csv
import gzip
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REGISTER = ROOT / "src/linkage/organisations/data/register.csv.gz"
OUT = ROOT / "src/linkage/demo/data/schools.csv"
FIRST_URN = 900_000
JITTER_M = 600
LANCASHIRE = (
    "Burnley", "Chorley", "Fylde", "Hyndburn", "Lancaster", "Pendle", "Preston", "Ribble Valley", "Rossendale",
    "South Ribble", "West Lancashire", "Wyre", "Blackburn with Darwen", "Blackpool",
)  # fmt: skip
MERSEYSIDE = ("Halton", "Knowsley", "Liverpool", "Sefton", "St. Helens", "Warrington", "West Lancashire", "Wigan")
DIOCESE = "Archdiocese of Mersewater"
TRUSTS = {
    "Quernmoor Vale Learning Trust": "90001",
    "Threeways Schools Trust": "90002",
    "Saltmarsh Education Trust": "90003",
    "Our Lady Star of the Mersewater Trust": "90004",
}
# name | phase: n p s a(ll-through) 16 x(special) ap | district, or nothing for the next one | pupils | trust | more
RIBBLE = """
Thistlebank School | s | Burnley | 840 | Quernmoor Vale Learning Trust | fsm=34
Harrowgill High School | s | Ribble Valley | 910 | | fsm=31
Millrace Academy | s | Preston | 1320 | Threeways Schools Trust | fsm=27
Fellhowe High School | s | Lancaster | 860 | | fsm=22
Wyreholme Academy | s | Wyre | 1040 | Saltmarsh Education Trust | fsm=29
Tannersdale High School | s | Rossendale | 760 | | fsm=24
Saltfield Community School | s | Blackpool | 1180 | | fsm=46
Larkrigg School | s | Pendle | 690 | | fsm=33
Gannet Road Academy | s | Fylde | 980 | Saltmarsh Education Trust | fsm=19
Ormsleigh High School | s | West Lancashire | 1090 | | fsm=17
Cloughmoor High School | s | Burnley | 1010 | | fsm=39
Brackenshaw High School | s | Hyndburn | 880 | | fsm=36
Sandreach Academy | s | Blackpool | 1240 | Saltmarsh Education Trust | fsm=48
Hollinbeck High School | s | South Ribble | 930 | | fsm=15
Weirside High School | s | Preston | 1150 | | fsm=38
Ashbeck School | s | Chorley | 1060 | | fsm=18
Dunmoss Park High School | s | Blackburn with Darwen | 1210 | Threeways Schools Trust | fsm=41
Stonecrake School | s | Lancaster | 720 | | fsm=12
Pikelow Technology College | s | Pendle | 640 | | fsm=42
Ravensyke Girls' High School | s | Blackburn with Darwen | 990 | | fsm=35
Loomgate Academy | s | Hyndburn | 810 | Quernmoor Vale Learning Trust | fsm=44
Copperhey School | a | South Ribble | 1390 | | fsm=21
Ribblesmouth Sixth Form College | 16 | Preston | 1870 | |
Wainsgill Sixth Form Centre | 16 | Burnley | 640 | |
Foxglove Lane Primary School | p | | 208 | |
Thistlebank Primary School | p | Burnley | 412 | Quernmoor Vale Learning Trust |
Cinderbrow Primary School | p | | 315 | |
Tarnhey Community Primary School | p | | 187 | |
Whinberry Primary School | p | | 240 | |
Larchfold Primary School | p | | 421 | |
Millgutter Lane Primary School | p | | 198 | |
Curlewmoss Primary School | p | | 96 | |
Skepmoor Infant School | p | | 178 | |
Skepmoor Junior School | p | | 232 | |
Butterclough Primary School | p | | 356 | |
Hagthorn Primary School | p | | 143 | |
Dovestream Primary School | p | | 207 | |
Bobbinfield Primary School | p | | 428 | Threeways Schools Trust |
Wharfinger Street Primary School | p | | 389 | |
Sparrowgill Primary School | p | | 74 | |
Cobblehey Primary School | p | | 214 | |
Greenslack Primary School | p | | 302 | |
Marlfleet Primary School | p | | 265 | |
Heronswade Primary School | p | | 419 | |
Ryeclose Primary School | p | | 203 | |
Tithebarrow Primary School | p | | 156 | |
Windlestraw Primary School | p | | 62 | |
Osierbank Primary School | p | | 317 | |
Quarrydene Primary School | p | | 288 | |
Slatewell Primary School | p | | 410 | |
Pennywort Primary School | p | | 199 | |
Fullersgate Primary School | p | | 341 | Quernmoor Vale Learning Trust |
Mossbrow Primary School | p | | 224 | |
Hazelwain Primary School | p | | 181 | |
Kittiwake Primary School | p | Blackpool | 433 | Saltmarsh Education Trust |
Sandlark Primary School | p | Wyre | 209 | |
Dunlin Bay Primary School | p | Fylde | 318 | |
Marramcliffe Primary School | p | Blackpool | 402 | |
Samphire Road Primary School | p | Wyre | 276 | |
Shrimper's Row Primary School | p | Lancaster | 194 | |
Lambsgill Primary School | p | Ribble Valley | 81 | |
Bowfell Road Primary School | p | | 297 | |
Weaver's Court Primary School | p | Pendle | 364 | |
Shuttlefold Primary School | p | Rossendale | 205 | |
Loomside Primary School | p | Hyndburn | 327 | |
Carderoyd Primary School | p | Rossendale | 212 | |
Spindlemere Primary School | p | Blackburn with Darwen | 436 | |
Calicobrook Primary School | p | Hyndburn | 239 | |
Dyehouse Lane Primary School | p | Blackburn with Darwen | 411 | Threeways Schools Trust |
Tenterhill Primary School | p | Burnley | 308 | |
Coalpit Fold Primary School | p | Burnley | 216 | |
Haslingcote Primary School | p | | 190 | |
Rakefoot Moss Primary School | p | | 118 | |
Swinnelshaw Primary School | p | | 226 | |
Grizecroft Primary School | p | Ribble Valley | 103 | |
Beckfloss Meadows Primary School | p | Ribble Valley | 210 | |
Scarlet Elm Primary School | p | | 403 | |
Barleythorpe Lane Primary School | p | | 211 | |
Oxheyfold Primary School | p | | 167 | |
Plashmere Primary School | p | West Lancashire | 204 | |
Merefurlong Primary School | p | West Lancashire | 251 | |
Rushyfield Primary School | p | West Lancashire | 139 | |
Potato Row Primary School | p | West Lancashire | 88 | |
Farriers Croft Primary School | p | South Ribble | 314 | |
Leylandmoss Primary School | p | South Ribble | 422 | |
Withytree Primary School | p | South Ribble | 207 | |
Charnockgate Primary School | p | Chorley | 298 | |
Yarrowmead Primary School | p | Chorley | 213 | |
Rivingley Primary School | p | Chorley | 184 | |
Healeyburn Primary School | p | Chorley | 405 | |
Moornookside Primary School | p | Preston | 391 | |
Fishwickdale Primary School | p | Preston | 434 | |
Bargegate Wharf Primary School | p | Preston | 274 | |
Ashtonquay Primary School | p | Preston | 316 | |
Lunecrook Primary School | p | Lancaster | 221 | |
Galehead Primary School | p | Lancaster | 57 | |
Keerwater Primary School | p | Lancaster | 208 | |
Hestfield Primary School | p | Lancaster | 345 | |
Garstone Primary School | p | Wyre | 192 | |
Pillingmoss Primary School | p | Wyre | 69 | |
Calderfell Primary School | p | Wyre | 211 | |
Poultonlea Primary School | p | Wyre | 326 | |
Wreafold Primary School | p | Fylde | 205 | |
Freckleby Primary School | p | Fylde | 230 | |
Lythamgate Primary School | p | Fylde | 307 | |
Siskin Fold Nursery School | n | Burnley | 92 | |
Ladybird Fold Nursery School | n | Blackburn with Darwen | 81 | |
Littleloom Nursery School | n | Hyndburn | 76 | |
Sandcastle Nursery School | n | Blackpool | 104 | |
Moordene Rise School | x | Preston | 128 | |
Tidewater School | x | Wyre | 142 | |
Beaconfold School | x | Rossendale | 96 | |
Elderbank School | x | Burnley | 171 | |
Hawkshead Rise School | x | Lancaster | 88 | |
Bridgewalk Academy | x | Chorley | 113 | Threeways Schools Trust |
Hurdlegate Pupil Referral Unit | ap | Blackburn with Darwen | 54 | |
Newstart Loom Academy | ap | Pendle | 61 | |
Hollowgate Primary School | p | Pendle | 112 | | status=Open, but proposed to close
Meadowsweet Rise Primary School | p | South Ribble | | | status=Proposed to open
Oldquay Primary School | p | Preston | | | status=Closed;closed=2026-08-31;next=Bargegate Wharf Primary School
Fernlea Clough Primary School | p | Rossendale | 121 | |
Thornhaugh Primary School | p | Pendle | 333 | |
"""
MERSEWATER = """
St Winefride's Catholic High School, Ravenmere | s | St. Helens | 1020 | Our Lady Star of the Mersewater Trust |
Blessed Margaret Wardley Catholic Academy | s | Liverpool | 1170 | Our Lady Star of the Mersewater Trust |
St Aelred and St Hilda Catholic High School | s | Warrington | 960 | |
Our Lady of Saltreach Catholic High School | s | Sefton | 890 | |
St Cuthbert Mayne and St Anne Line Catholic School | s | Knowsley | 1080 | |
Holy Rood Catholic High School, Ashenbrook | s | Wigan | 940 | |
St Polycarp's Catholic Sixth Form College | 16 | Liverpool | 1450 | |
St Wilfrid and St Bega Catholic High School | s | Halton | 870 | |
St Raphael the Healer Catholic School | x | St. Helens | 104 | |
Our Lady of Saltreach Catholic Primary School | p | Sefton | 211 | |
St Winefride's Catholic Primary School, Ravenmere | p | St. Helens | 318 | Our Lady Star of the Mersewater Trust |
St Non's Catholic Primary School | p | | 207 | |
St Kentigern's Catholic Primary School, Alderfleet | p | | 196 | |
St Petroc's Catholic Primary School | p | | 184 | |
St Elphege's Catholic Primary School | p | | 412 | |
St Withburga's Catholic Primary School | p | | 203 | |
St Botolph's Catholic Primary School, Hayfleet | p | | 224 | |
St Ethelburga's Catholic Primary School | p | | 315 | |
St Modwen and All Angels Catholic Primary School | p | | 178 | |
St Piran's Catholic Primary School, Marlhey | p | | 208 | |
St Osmund's Catholic Primary School, Fleetmoss | p | | 231 | |
Blessed Thomas Holford Walk Catholic Primary School | p | | 302 | |
St Ninian's Catholic Primary School, Tanhouse Green | p | | 417 | |
Our Lady of the Wharves Catholic Primary School | p | Liverpool | 289 | |
Holy Innocents Catholic Primary School, Quayside | p | Liverpool | 204 | |
St Columbkille's Catholic Primary School | p | Liverpool | 421 | |
St Fintan's Catholic Primary School | p | Knowsley | 193 | |
St Gobnait's Catholic Primary School | p | Knowsley | 216 | |
St Dympna's Catholic Primary School | p | Halton | 187 | |
St Tudwal's Catholic Primary School | p | Halton | 210 | |
St Erconwald's Catholic Primary School | p | Warrington | 314 | |
St Frideswide's Catholic Primary School, Lymmgate | p | Warrington | 205 | |
St Beuno's Catholic Primary School | p | Wigan | 198 | |
St Cyngar's Catholic Primary School | p | Wigan | 226 | |
St Editha's Catholic Primary School | p | West Lancashire | 132 | |
St Guthlac's Catholic Primary School | p | Sefton | 308 | |
St Juliana and St Blaise Catholic Primary School | p | Sefton | 219 | |
Our Lady of Good Harbour Catholic Infant School | p | Liverpool | 168 | |
Our Lady of Good Harbour Catholic Junior School | p | Liverpool | 235 | |
St Zita's Catholic Primary School | p | Knowsley | 227 | |
"""
CORNERS = """
Tanpits Lane Primary School | p | Wigan | 228 | | type=Community school
Kettlewharf Primary School | p | Wigan | 316 | | type=Community school
Hindlebrook Primary School | p | Wigan | 197 | | type=Community school
Pitbrow Meadows Primary School | p | Wigan | 409 | | type=Academy converter
"""
PHASES = {
    "n": ("Nursery", 2, 5), "p": ("Primary", 3, 11), "s": ("Secondary", 11, 16), "a": ("All-through", 3, 16),
    "16": ("16 plus", 16, 19), "x": ("Not applicable", 4, 19), "ap": ("Not applicable", 5, 16),
}  # fmt: skip
TYPES = {
    "n": "Local authority nursery school", "16": "Further education", "x": "Community special school",
    "ap": "Pupil referral unit",
}  # fmt: skip
STREETS = (
    "Canal Street", "Chapel Lane", "Mill Brow", "Station Road", "Moorside", "Church Walk", "School Lane", "Weir Road",
)  # fmt: skip
# Schools that share the first word of their name have another web domain each.
DOMAINS = {"Thistlebank Primary School": "thistlebank-primary", "Skepmoor Junior School": "skepmoor-juniors"}
PLAIN = frozenset(["and", "of", "the", "catholic", "school", "primary", "high", "junior", "infant", "our", "lady"])
NO_TOWN = frozenset({"", "Select", "Merseyside", "Lancashire"})
NEVER_IN_A_POSTCODE = "CIKMOV"


def main() -> None:
    """Write the file anew; the same each time."""
    chance = random.Random(1873)
    with gzip.open(REGISTER, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, real = list(reader.fieldnames or []), list(reader)
    taken = {row["EstablishmentName"].casefold() for row in real}
    near: dict[str, list[dict[str, str]]] = {}
    for row in real:
        if row["Easting"] and row["EstablishmentStatus (name)"] == "Open":
            near.setdefault(row["DistrictAdministrative (name)"], []).append(row)
    rows: list[dict[str, Any]] = []
    for block, districts in ((RIBBLE, LANCASHIRE), (MERSEWATER, MERSEYSIDE), (CORNERS, ("Wigan",))):
        for number, line in enumerate(block.strip().splitlines()):
            parts = [part.strip() for part in (line + " |" * 5).split("|")[:6]]
            if parts[0].casefold() in taken:
                sys.exit(f"{parts[0]} is the name of a real school")
            place = chance.choice(near[parts[2] or districts[number % len(districts)]])
            rows.append(school(chance, FIRST_URN + len(rows), parts, place))
    numbers = {row["EstablishmentName"]: row["URN"] for row in rows}
    for row in rows:
        row["Successors"] = numbers.get(row["Successors"], "")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def school(chance: random.Random, urn: int, parts: list[str], near: dict[str, str]) -> dict[str, Any]:
    """Return one row of the register; `parts` are those of a line above, `near` a real school in whose place it is."""
    name, phase, _, pupils, trust, more = parts
    is_catholic = "Catholic" in name
    facts = dict(pair.split("=") for pair in more.split(";") if pair)
    phase_name, low, high = PHASES[phase]
    share = "" if not pupils or phase in ("n", "16") else f"{chance.triangular(4, 58, 21):.1f}"
    unit = "".join(chance.choice(NEVER_IN_A_POSTCODE) for _ in range(2))
    return {
        "URN": urn,
        "LA (code)": near["LA (code)"],
        "LA (name)": near["LA (name)"],
        "EstablishmentName": name,
        "TypeOfEstablishment (name)": facts.get("type") or kind_of(phase, trust, is_catholic=is_catholic),
        "EstablishmentStatus (name)": facts.get("status", "Open"),
        "CloseDate": facts.get("closed", ""),
        "PhaseOfEducation (name)": phase_name,
        "StatutoryLowAge": 7 if "Junior" in name else low,
        "StatutoryHighAge": 7 if "Infant" in name else high,
        "ReligiousCharacter (name)": "Roman Catholic" if is_catholic else "Does not apply",
        "Diocese (name)": DIOCESE if is_catholic else "",
        "NumberOfPupils": pupils,
        "PercentageFSM": facts.get("fsm", share),
        "Trusts (code)": TRUSTS.get(trust, ""),
        "Trusts (name)": trust,
        "Street": f"{chance.randrange(2, 90)} {chance.choice(STREETS)}",
        "Town": (near["DistrictAdministrative (name)"] if near["Town"] in NO_TOWN else near["Town"]).title(),
        "Postcode": f"{near['Postcode'][:-2]}{unit}",
        "SchoolWebsite": f"www.{domain_of(name, is_catholic=is_catholic)}.example",
        "DistrictAdministrative (name)": near["DistrictAdministrative (name)"],
        "Easting": int(near["Easting"]) + chance.randrange(-JITTER_M, JITTER_M),
        "Northing": int(near["Northing"]) + chance.randrange(-JITTER_M, JITTER_M),
        "Successors": facts.get("next", ""),
    }


def kind_of(phase: str, trust: str, *, is_catholic: bool) -> str:
    """Return what the register would call it."""
    if trust:
        return "Academy special converter" if phase == "x" else "Academy converter"
    return TYPES.get(phase) or ("Voluntary aided school" if is_catholic else "Community school")


def domain_of(name: str, *, is_catholic: bool) -> str:
    """Return the school's own name on the web, without its ending."""
    words = name.lower().replace("st ", "st-").replace("'", "").replace(",", "").split()
    if not is_catholic:
        return DOMAINS.get(name) or next(word for word in words if word != "the")
    kind = next((kind for kind in ("high", "junior", "infant") if kind in words), "")
    return "-".join([*[word for word in words if word not in PLAIN][:2], *([kind] if kind else [])])


if __name__ == "__main__":
    main()
