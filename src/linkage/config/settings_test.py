"""Settings of the tests: the same walls, plain static files, a fixed secret."""

import os

from linkage.database.home import use_test_home

os.environ.setdefault("LINKAGE_SECRET_KEY", "tests-only")
# The login is the worker's, acting as linkage_app: tests of the jobs that cross programmes need to enter linkage_cross.
os.environ["LINKAGE_ROLE"] = "worker"
# Settings are read before any conftest: the home must be the tests' own before the databases are named.
use_test_home()

from linkage.config.settings import *  # noqa: F403
from linkage.config.settings import DATABASES, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
BASE_URL = "http://linkage.test"
MAIL_FROM = "linkage@linkage.test"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Looks for each file when it is asked for; no collected folder is needed.
WHITENOISE_AUTOREFRESH = True
# Tests fill in forms faster than people; what keeps machines out has a test that sets it back.
VISITOR_FORM_SECONDS = 0
# Where a story fails while a page is still being made, its tables are emptied once that page is done: if they were not,
# each test after it would find another's rows.
DATABASES["owner"]["OPTIONS"]["options"] += " -c lock_timeout=60000"
