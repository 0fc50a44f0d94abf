"""The search page of a head who is signed in, with every count, beside its bare statements under the same server.

    python -m benchmarks.pages

The server is started as `linkage run` starts it. *Search* is the page as anybody sees it. *Raw* runs the statements
that the page runs, written down from it (the session's and the grants' too), in one transaction, and answers with an
f-string. Both are asked in turn, for some seconds each, by clients that wait for one answer before they ask again.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import apart
from benchmarks.pages import world

GOALS = {"search_vs_raw": 0.8, "search_statements": 6, "record_statements": 7}
CLIENTS, ROUNDS = 4, 3
READY_SECONDS = 60


def main() -> None:
    """Measure, and print, last, one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=6, help="of each page in each of three rounds")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true", help="print the last line only")
    options.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        _inside(Path(chosen.inside), chosen)
        return
    found = apart.measured("benchmarks.pages", "--seconds", chosen.seconds, "--seed", chosen.seed)
    if not chosen.json:
        print(json.dumps(found, indent=2))
    print(json.dumps(found))


def _inside(folder: Path, chosen: argparse.Namespace) -> None:
    from linkage.database import supervisor  # noqa: PLC0415 - reads LINKAGE_HOME

    with supervisor.borrowed(folder):
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        call_command("collectstatic", interactive=False, verbosity=0)
        made = world.make(chosen.seed)
        statements = folder / "statements.json"
        statements.write_text(json.dumps(made.search_statements), encoding="utf-8")
        server, port = _server(folder, statements)
        try:
            print(json.dumps(_measured(made, port, chosen.seconds)))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _server(folder: Path, statements: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start the web server with the command of `linkage run`, and this benchmark's application in it."""
    from linkage.config import processes  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    web = next(child for child in processes.children(folder, "127.0.0.1", port) if child.name == "web")
    environment = {**web.environment, "LINKAGE_BENCHMARK_STATEMENTS": str(statements)}
    environment["LINKAGE_BASE_URL"] = f"http://localhost:{port}"
    command = [*web.arguments[:-1], "benchmarks.pages.served:application"]
    server = subprocess.Popen(command, env=environment, stdout=sys.stderr, stderr=sys.stderr)
    waited = time.monotonic() + READY_SECONDS
    while time.monotonic() < waited:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/raw")
        except OSError:
            time.sleep(0.2)
        else:
            return server, port
    raise RuntimeError("the web server did not start")


def _measured(made: world.World, port: int, seconds: float) -> dict[str, Any]:
    pages = {"search": made.search, "raw": "/raw"}
    taken: dict[str, list[float]] = {name: [] for name in pages}
    rates: dict[str, list[float]] = {name: [] for name in pages}
    for address in pages.values():
        _asked(port, address, made.cookie, min(2, seconds))
    for n in range(ROUNDS):
        for name, address in pages.items():
            times = _asked(port, address, made.cookie, seconds)
            taken[name] += times
            rates[name].append(len(times) / seconds)
        print(f"  round {n + 1} of {ROUNDS}", file=sys.stderr, flush=True)
    in_order = sorted(taken["search"])
    numbers = {"search": len(made.search_statements), "record": len(made.record_statements)}
    return {
        "benchmark": "pages",
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "people": world.PEOPLE,
        "clients": CLIENTS,
        "requests_a_second": {name: round(median(values), 1) for name, values in rates.items()},
        "median_ms": {name: round(median(values), 1) for name, values in taken.items()},
        "statements": numbers,
        "goals": GOALS,
        "are_statements_met": all(number <= GOALS[f"{name}_statements"] for name, number in numbers.items()),
        "ratios": {
            "search_vs_raw": round(median(rates["search"]) / median(rates["raw"]), 2),
            "p99_vs_p50": round(in_order[round(len(in_order) * 0.99) - 1] / median(in_order), 2),
        },
    }


def _asked(port: int, address: str, cookie: str, seconds: float) -> list[float]:
    """Milliseconds of each answer within so many seconds, of all clients together; raises when one is not 200."""
    taken: list[float] = []
    wrong: list[str] = []
    until = time.perf_counter() + seconds

    def ask() -> None:
        client = http.client.HTTPConnection("localhost", port, timeout=60)
        while time.perf_counter() < until:
            started = time.perf_counter()
            client.request("GET", address, headers={"Cookie": f"linkage_session={cookie}"})
            answer = client.getresponse()
            body = answer.read()
            taken.append((time.perf_counter() - started) * 1000)
            if answer.status != http.client.OK:
                wrong.append(f"{answer.status}: {body[:200]!r}")
                return

    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{address} answered {wrong[0]}")
    return taken


if __name__ == "__main__":
    main()
