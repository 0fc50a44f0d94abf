from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The one app with a `ready`: when all layers are loaded, they are wired together."""

    name = "linkage.config"
    label = "config"

    def ready(self) -> None:
        from linkage.config import wiring  # noqa: PLC0415 (models exist only now)

        wiring.wire()
