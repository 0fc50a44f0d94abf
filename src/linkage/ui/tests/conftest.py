import pytest


@pytest.fixture(autouse=True)
def _addresses_of_ui_alone(settings):
    settings.ROOT_URLCONF = "linkage.ui.tests.urls"
