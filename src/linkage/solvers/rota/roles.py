"""What somebody of each team does beside visiting, fairly shared out: one writes the report, one leads the visit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from linkage.solvers.rota.types import Problem, School, Settings

Teams = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Role:
    """One thing that somebody of each team does. `code` names it in a `Visit` and among the rules; `does` in words."""

    code: str
    does: str

    def can(self, school: School) -> bool:
        """Return whether the head of a school can do it."""
        return school.can_lead if self.code == "lead" else school.can_write

    def is_asked(self, settings: Settings) -> bool:
        """Return whether somebody in every team has to be able to."""
        return settings.needs_lead if self.code == "lead" else settings.needs_writer


WRITER = Role("writer", "write the report")
LEAD = Role("lead", "lead the visit")
ROLES = (WRITER, LEAD)


def shared_out(problem: Problem, teams: Teams, had: Mapping[int, Mapping[str, str]]) -> list[dict[str, str]]:
    """Return by its code who does what in each team, "" where nobody can; whoever had it in the same place keeps it.

    Of two who can lead it is the one who does not write. Nobody leads where the round asks for no lead.
    """
    asked = [role for role in ROLES if role is WRITER or role.is_asked(problem.settings)]
    done: list[dict[str, str]] = [{role.code: "" for role in ROLES} for _ in teams]
    for at, said in had.items():
        done[at].update({role.code: said[role.code] for role in asked if said[role.code] in teams[at]})
    for role in asked:
        able = {each.id for each in problem.schools if role.can(each)}
        before = {at: each[role.code] for at, each in enumerate(done)}
        busy = [{who for code, who in each.items() if code != role.code} for each in done]
        for each, who in zip(done, choose(teams, able, before, busy), strict=True):
            each[role.code] = who
    return done


def choose(
    teams: Teams, able: Collection[str], had: Mapping[int, str], busy: Sequence[Collection[str]] = ()
) -> list[str]:
    """Return who of each team does something, "" where nobody can; whoever did before in the same place does again.

    `had` names them by the place of the team, `busy` in its order who does something else already and is taken only
    where nobody else can. Others are chosen so that the most that somebody does is as little as can be: one each is
    tried first, then two.
    """
    may = [[each for each in team if each in able] for team in teams]
    for at, those in enumerate(busy):
        may[at] = [each for each in may[at] if each not in those] or may[at]
    chosen = {at: who for at, who in had.items() if who in teams[at]}
    left = [at for at, those in enumerate(may) if at not in chosen and those]
    doers = sorted({each for at in left for each in may[at]})
    number = {each: at for at, each in enumerate(doers)}
    for times in range(1, len(left) + 1):
        where = [
            (row, number[each] * times + again)
            for row, at in enumerate(left)
            for each in may[at]
            for again in range(times)
        ]
        rows, columns = np.array(where).T
        graph = csr_array((np.ones(len(where), np.int8), (rows, columns)), shape=(len(left), len(doers) * times))
        found = maximum_bipartite_matching(graph, perm_type="column")
        if (found >= 0).all():
            chosen |= {at: doers[column // times] for at, column in zip(left, found, strict=True)}
            break
    return [chosen.get(at, "") for at in range(len(teams))]
