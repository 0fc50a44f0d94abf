"""All requests matched together, beside the general solvers and beside taking them as they come."""
