"""Requests matched with people, all together, to a proven optimum (ADR 13).

`types` say what is to be matched; `solve` finds the cheapest plan; `check` recomputes a plan without the solver, and
proves from its prices that nothing is cheaper; `explain` says from them who is in demand and who comes next; `standing`
takes changes to a plan one by one; `first_come` is what happens without a plan.
"""
