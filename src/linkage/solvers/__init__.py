"""Pure optimisation: no Django, no clock, no database."""
