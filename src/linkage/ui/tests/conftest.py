"""`ui` is tested without the apps above it: neither their addresses nor what they hand to the pages is there."""

import pytest

from linkage.ui import registry


@pytest.fixture(autouse=True)
def _addresses_of_ui_alone(settings):
    settings.ROOT_URLCONF = "linkage.ui.tests.urls"


@pytest.fixture(autouse=True)
def _nothing_handed_over(monkeypatch):
    for name, value in list(vars(registry).items()):
        if isinstance(value, list):
            monkeypatch.setattr(registry, name, [])
