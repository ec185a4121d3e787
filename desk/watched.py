"""Whether somebody keeps an eye on the desk with figures or traces, as the environment says."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 40  # characters


def from_environment(env: environ.Env, var: Path) -> tuple[str, Path, str]:
    """Return the token that opens the figures (empty: none are counted), their folder, and where traces go.

    Makes the folder when there is a token; web and worker share it. Raises ImproperlyConfigured for a short token.
    """
    token, folder = env.str("METRICS_TOKEN", ""), Path(env.str("METRICS_DIR", str(var / "figures")))
    if token and len(token) < SHORTEST:
        raise ImproperlyConfigured(
            f"Set METRICS_TOKEN in the environment to a random text of at least {SHORTEST} characters."
        )
    if token:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # prometheus-client reads it when it is loaded
    return token, folder, env.str("OTEL_EXPORTER_OTLP_ENDPOINT", "")
