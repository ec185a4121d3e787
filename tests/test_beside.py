"""Two of a kind on one machine: a new web server beside the old one, and more workers than one."""

import socket
import subprocess

from celery.utils.nodenames import default_nodename, host_format

from tests.shipped import compose

SERVICES = compose()["services"]


def port_of(name: str) -> str:
    (told,) = SERVICES[name]["ports"]
    return str(told)


def test_the_second_web_server_differs_in_its_port_alone_and_starts_when_asked():
    own = {"ports", "profiles"}
    first, second = ({k: v for k, v in SERVICES[name].items() if k not in own} for name in ("web", "web-beside"))
    assert first == second
    assert port_of("web") != port_of("web-beside")
    assert all(port_of(name).startswith("127.0.0.1:") for name in ("web", "web-beside"))
    assert SERVICES["web-beside"]["profiles"]


def test_each_worker_has_a_name_of_its_own_and_is_asked_by_it():
    command = SERVICES["worker"]["command"]
    name = command[command.index("-n") + 1]
    kind, asked = SERVICES["worker"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    said = subprocess.run(["sh", "-c", f"echo {asked.replace('$$', '$')}"], capture_output=True, text=True, check=True)
    words = said.stdout.split()
    assert words[words.index("--destination") + 1] == host_format(default_nodename(name))
    assert socket.gethostname() in host_format(default_nodename(name))


def test_there_is_one_clock_under_one_name():
    assert "beat@desk" in SERVICES["beat"]["command"]
    assert "beat@desk" in SERVICES["beat"]["healthcheck"]["test"]
