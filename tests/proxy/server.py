"""The shipped proxy on an nginx of this machine, and in front of what: a desk that only notes what reached it.

Other than shipped are the folders, the ports, and two lines that an older nginx does not know: HTTP/2, and asking again
where a container runs.
"""

import http.client
import os
import shutil
import ssl
import subprocess
import threading
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.utils import timezone

import start
from tests.needle_scan.browser import HOST
from tests.needle_scan.desks import until
from tests.ports import free_port

SHIPPED = start.ROOT / "deploy/proxy"
# Where the sheet comes in a page of the proxy.
INCLUDED = '<!--# include file="look.css" -->'


def is_here() -> bool:
    """Say whether this machine has an nginx."""
    return bool(shutil.which("nginx"))


@dataclass(frozen=True)
class Reached:
    """One request as the desk got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Desk:
    """Answers "de desk" to everybody, with its own name, and notes what came, and how many lines were opened.

    One that `breaks_off` takes what is sent and is gone before it answers, as when it is killed.
    """

    def __init__(self, name: str = "web") -> None:
        self.reached: list[Reached] = []
        self.lines, self.breaks_off = 0, False
        desk = self

        class Notes(BaseHTTPRequestHandler):
            def setup(self) -> None:
                desk.lines += 1
                super().setup()

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                told = {key.lower(): value for key, value in self.headers.items()}
                desk.reached.append(Reached(self.command, self.path, told, body))
                if desk.breaks_off:
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(f"de desk: {name}".encode())

            do_POST = do_GET  # noqa: N815 - http.server looks for it by this name

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", free_port()), Notes)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Go away: whoever comes now is refused."""
        self._server.shutdown()
        self._server.server_close()


class Proxy:
    """nginx with the shipped file, between this test and two desks of which the second stands in."""

    def __init__(self, folder: Path, web: int, beside: int) -> None:
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        _certificate(folder)
        file = folder / "nginx.conf"
        file.write_text(self._ours(web, beside), encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        line = ["nginx", "-c", str(file), "-e", "stderr", "-g", f"daemon off; {user}"]
        self._said = (folder / "said").open("wb")
        self._running = subprocess.Popen(line, stderr=self._said, cwd=folder)
        until(self._answers, "the proxy answers")

    def said(self) -> str:
        """What it printed."""
        return (self.folder / "said").read_text(encoding="utf-8")

    def line(self) -> http.client.HTTPSConnection:
        """A line of a browser; the caller closes it."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "desk.pem"))
        trusted.check_hostname = False
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=trusted, timeout=60)

    def asked(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of one answer."""
        line = self.line()
        try:
            sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
            line.request(method, path, body, sent)
            answer = line.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            line.close()

    def close(self) -> None:
        self._running.terminate()
        self._running.wait()
        self._said.close()

    def _answers(self) -> bool:
        try:
            return self.asked("GET", "/-/")[0] == 404
        except OSError:
            return False

    def _ours(self, web: int, beside: int) -> str:
        """The shipped file for this machine. Raises AssertionError when a line that is replaced is not there."""
        text = (SHIPPED / "nginx.conf").read_text(encoding="utf-8")
        for shipped, ours in {
            "/tmp/": f"{self.folder}/",
            "/tls/": f"{self.folder}/",
            "alias /pages/": f"alias {SHIPPED}/pages/",
            "resolver 127.0.0.11 valid=2s ipv6=off;": "",
            "http2 on;": "",
            "web:8000 resolve": f"127.0.0.1:{web}",
            "web-beside:8000 resolve": f"127.0.0.1:{beside}",
            "listen 8080;": f"listen 127.0.0.1:{self.plain};",
            "listen 8443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
        }.items():
            assert shipped in text, shipped
            text = text.replace(shipped, ours)
        return text


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = timezone.now()
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    (folder / "desk.pem").write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "desk.key").write_bytes(secret)
