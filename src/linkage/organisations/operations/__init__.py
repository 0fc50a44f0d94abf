"""What can be done to organisations: the register, membership of a programme, school groups."""

from linkage.organisations.operations.register import import_register, load_shipped_register

__all__ = ["import_register", "load_shipped_register"]
