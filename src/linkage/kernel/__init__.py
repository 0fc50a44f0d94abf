"""Ideas every layer shares, in plain Python: no Django, no clock, no database."""
