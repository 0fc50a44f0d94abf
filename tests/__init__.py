"""A real package, so that a dependency's stray top-level `tests` folder can never stand in for ours."""
