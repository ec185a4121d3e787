"""Installs from the lock, prepares the database, starts web server, worker and clock as one. Standard library only."""

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
GRACE = 15.0
TICK = 0.2
LARGEST_BODY = 64 * 1024 * 1024  # three documents of the largest size: what is too large gets a sentence
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def lock_file(name: str) -> Path:
    """Return the lock with this name: `desk` to run, `test` to run and to test."""
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint(lock: Path) -> str:
    """Return what an installation of this lock is known by; another Python needs a new one."""
    return hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()


def is_installed(name: str, venv: Path = VENV) -> bool:
    """Say whether `venv` holds exactly the lock `name`."""
    stamp = venv / f"installed-{name}"
    return stamp.is_file() and stamp.read_text() == fingerprint(lock_file(name))


def stamp(name: str, venv: Path = VENV) -> None:
    """Remember that `venv` holds this lock. The test lock holds the desk's as well, the other way round it does not."""
    (venv / "installed-test").unlink(missing_ok=True)
    for held in {"desk", name}:
        (venv / f"installed-{held}").write_text(fingerprint(lock_file(held)))


def missing() -> str:
    """Return what must be done before anything can be installed, or an empty text."""
    if sys.version_info < OLDEST:
        return f"Meldesk needs Python {OLDEST[0]}.{OLDEST[1]} or newer. Choose one: make run PYTHON=python3.11"
    if not PYTHON.exists() and find_spec("ensurepip") is None:
        return "Python cannot make an environment here yet. First run: sudo apt-get install -y python3-venv"
    return ""


def install(name: str) -> None:
    """Bring .venv to the lock `name`; quick when it is there already."""
    if PYTHON.exists() and is_installed(name):
        return
    if not PYTHON.exists():
        print("Making .venv ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing {lock_file(name).name} ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes"]
    subprocess.run([*pip, "-r", str(lock_file(name))], check=True)
    stamp(name)


def prepare() -> None:
    """Bring the database up to date and fill a new practice desk; runs inside .venv."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import transaction

    for key, folder in getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {}).items():
        if "folder" in key:
            Path(folder).mkdir(parents=True, exist_ok=True)
    # The server of static files warns about a folder that is not there.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    django.setup()
    from desk import guard

    guard.warm()
    call_command("migrate", interactive=False, verbosity=0)
    if settings.PRACTICE and not Path(settings.AUDIT_KEY_FILE).exists():
        call_command("make_audit_key", stdout=io.StringIO())
    if settings.PRACTICE and not get_user_model().objects.exists():
        print("Filling the practice region ...", flush=True)
        with transaction.atomic():
            call_command("seed_demo")
            call_command("seed_portal")
    if settings.PRACTICE:
        print(sign_ins(), flush=True)


def sign_ins() -> str:
    """Return who can sign in to the practice region; people added later are not printed."""
    from django.contrib.auth import get_user_model

    from desk.demo.people import PASSWORD, REGION, STAFF
    from meldcode.demo import USERNAMES

    known = ["ada", *[username for username, *_ in STAFF]]
    here = get_user_model().objects.filter(username__in=known, region__name=REGION, is_active=True).order_by("pk")
    lines = [f"  {user.username:<8} {user.get_role_display()}, {user.team or user.region}" for user in here]
    outside = get_user_model().objects.filter(username__in=USERNAMES, is_active=True).order_by("pk")
    lines += [f"  {user.username:<22} {user.professional.function}, in the portal at /portaal/" for user in outside]
    code = "The second step shows its own code on the practice desk, and nowhere else."
    return "\n".join([f"Sign in to the practice region with password {PASSWORD} as:", *lines, code])


def listen_address(host: str, port: int) -> str:
    """Return host and port as a server wants them; an IPv6 address stands in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def page_address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to
    return f"http://{listen_address(here.get(host, host), port)}"


def is_free(host: str, port: int) -> bool:
    """Say whether the port can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return False
    return True


def answers(host: str, port: int) -> bool:
    """Say whether something listens on the port by now."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the three processes that are the desk together."""
    web = ["waitress", f"--listen={listen_address(host, port)}", "--threads=8", "--ident="]
    celery = ["celery", "--quiet", "--app", "desk"]
    # In memory, whatever its size: by default a form of half a megabyte goes to a temporary file.
    bodies = [f"--{what}={LARGEST_BODY}" for what in ("max-request-body-size", "inbuf-overflow", "outbuf-overflow")]
    parts = {
        "web server": [*web, *bodies, "desk.wsgi:application"],
        "worker": [*celery, "worker", "-P", "threads", "-c", "2", "--loglevel=WARNING", "--without-mingle"],
        "clock": [*celery, "beat", "--loglevel=WARNING"],
    }
    return {name: [str(PYTHON), "-m", *part] for name, part in parts.items()}


def stop(running: dict[str, subprocess.Popen[bytes]], grace: float = GRACE) -> None:
    """Ask every process to finish what it does; who has not after `grace` seconds is ended with all it started."""
    for process in running.values():
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    for process in running.values():
        try:
            process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def supervise(parts: dict[str, list[str]], when_ready: tuple[str, int] | None = None, grace: float = GRACE) -> int:
    """Run all parts until a stop signal comes or one of them ends, then stop them all.

    Returns 0 after a stop signal, 1 when a part ended by itself.
    """
    # A list, not an Event: the handler runs inside the main thread, which may hold the lock an Event would wait for.
    stopping: list[int] = []
    # Set before the first part starts: a handler here means the part begins with the default one, so it can be asked
    # to stop even when a shell started this program with interrupts switched off.
    for number in STOP_SIGNALS:
        signal.signal(number, lambda asked, _: stopping.append(asked))
    running: dict[str, subprocess.Popen[bytes]] = {}
    ended: list[str] = []
    try:
        for name, command in parts.items():
            # An own session: Ctrl+C reaches this program alone, which then stops every part once and in order.
            running[name] = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
        while not ended and not stopping:
            time.sleep(TICK)
            ended = [f"{name} (exit {part.returncode})" for name, part in running.items() if part.poll() is not None]
            if when_ready and answers(*when_ready):
                print(f"Meldesk is ready: {page_address(*when_ready)}  (stop with Ctrl+C)", flush=True)
                when_ready = None
    finally:
        stop(running, grace)
    if ended:
        print(f"Stopped, because this part ended: {', '.join(ended)}", file=sys.stderr, flush=True)
    return 1 if ended else 0


def run() -> int:
    """Install, prepare and start the desk on HOST and PORT."""
    host, port = os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or "8000")
    if not is_free(host, port):
        print(f"{listen_address(host, port)} is taken. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    install("desk")
    subprocess.run([str(PYTHON), str(ROOT / "start.py"), "prepare"], cwd=ROOT, check=True)
    return supervise(commands(host, port), when_ready=(host, port))


def main(command: str) -> int:
    """Do one of: setup, setup-tests, prepare, run."""
    if command == "prepare":
        prepare()
        return 0
    if must_do := missing():
        print(must_do, file=sys.stderr)
        return 1
    if command == "run":
        return run()
    install({"setup": "desk", "setup-tests": "test"}[command])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
    except subprocess.CalledProcessError as failure:
        # The command has said itself what was wrong.
        sys.exit(failure.returncode)
    except KeyboardInterrupt:
        sys.exit(130)
