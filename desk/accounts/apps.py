"""The app of accounts, with what `check --deploy` looks after."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "desk.accounts"

    def ready(self) -> None:
        from desk.accounts import checks  # noqa: F401 - registers the check
