"""Settings, root urls, wiring and the command line."""
