"""The demo: invented programmes whose past is played through the real operations, and their people by one click."""
