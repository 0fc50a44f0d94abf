from itertools import count

from linkage.accounts.models import Account
from linkage.programmes.tests.factories import NOW

_numbers = count(1)


def account(**fields) -> Account:
    email = fields.pop("email", f"account{next(_numbers)}@example.org")
    return Account.objects.create_user(email, created_at=NOW, **fields)
