"""A human's sign-in."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from linkage.database.models import Keyed


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; sign-in is by code or passkey, so none has a usable password."""

    def create_user(self, email: str, **fields: Any) -> "Account":
        """Return a new account for a (normalised) e-mail address."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Global: it knows no school and no programme, and only its holder manages it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    # Runs the installation: imports the register, makes programmes, reads the local mailbox.
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    # Part of every session's hash: a new value ends all sessions at their next request.
    session_mark = models.UUIDField(default=uuid.uuid4)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """Return what a session must match to be alive."""
        return f"{super().get_session_auth_hash()}{self.session_mark.hex}"


class SetUpKey(Keyed):
    """The one-time address by which the first person sets the installation up. Global; only its hash is kept."""

    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
