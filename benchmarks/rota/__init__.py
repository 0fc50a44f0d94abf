"""Who visits whom, beside general solvers."""
