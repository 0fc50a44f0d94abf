"""The search page of somebody signed in, beside its bare statements under the same server."""
