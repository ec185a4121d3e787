"""What .dockerignore lets into the image is enough to build it and to start the desk from it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

DOCKERFILE = (settings.BASE_DIR / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture
def image(tmp_path) -> Path:
    """A folder with what `COPY . .` brings along: everything is left out, but for what is named with a `!`."""
    first, *lines = (settings.BASE_DIR / ".dockerignore").read_text(encoding="utf-8").split()
    assert (first, lines.pop()) == ("*", "**/__pycache__")
    for line in lines:
        name = line.removeprefix("!")
        assert line != name
        brought, place = settings.BASE_DIR / name, tmp_path / "app" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if brought.is_dir():
            shutil.copytree(brought, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(brought, place)
    return tmp_path / "app"


def told(image: Path) -> dict[str, str]:
    """The environment of that step of the Dockerfile."""
    step = re.findall(r"((?:[A-Z_]+=\S+ +(?:\\\n +)?)+)python manage\.py collectstatic", DOCKERFILE)[0]
    keys = dict(part.split("=", 1) for part in step.replace("\\\n", " ").split())
    return {
        "PATH": os.environ["PATH"],
        **{name: "k" * 64 if value == "$key" else value for name, value in keys.items()},
        "STATIC_ROOT": str(image / "static-files"),
        "GUARD_DIR": str(settings.GUARD_DIR),
        "MELDESK_VAR": str(image / "var"),
        "DJANGO_SETTINGS_MODULE": "desk.settings",
    }


def test_the_image_can_be_built_and_the_desk_starts_from_it(image):
    for line in (["manage.py", "collectstatic", "--noinput", "-v0"], ["-c", "import desk.wsgi"]):
        done = subprocess.run([sys.executable, *line], cwd=image, env=told(image), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_every_package_that_the_image_compiles_is_in_it(image):
    compiled = re.findall(r"python -m compileall -q ([\w ]+)", DOCKERFILE)[0].split()
    assert all((image / name / "__init__.py").exists() for name in compiled)


def test_the_locks_that_the_image_installs_are_in_it(image):
    assert all((image / name).exists() for name in re.findall(r"requirements/\S+\.txt", DOCKERFILE))
