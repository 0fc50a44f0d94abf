"""The one door: who acts, what they may do, and the entry that says they did it."""
