"""A desk as the image starts it, with two web processes: its static files, figures, lines, reload and end."""

import gzip
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings

from tests.desk.operations.running import HTTPS, Running
from tests.needle_scan.browser import HOST
from tests.needle_scan.desks import until


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    server = Running(tmp_path_factory.mktemp("running"))
    yield server
    server.close()


def test_static_files_are_hashed_compressed_and_kept_by_the_browser_for_good(running):
    page = running.get("/112/")[2].decode()
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert sheets
    for sheet in sheets:
        assert re.search(r"\.[0-9a-f]{12}\.css$", sheet), sheet
        status, headers, packed = running.get(sheet, Accept_Encoding="gzip")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert "immutable" in headers["cache-control"]
        plain = running.get(sheet, Accept_Encoding="identity")[2]
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2


@pytest.mark.parametrize(("pieces", "said"), [(False, 400), (True, 401)], ids=["too_large", "in_pieces_signed_out"])
def test_who_is_refused_while_still_sending_is_heard_out_and_reads_why(running, pieces, said):
    """More than a line holds: who is not heard out is broken off, and reads nothing."""
    body = b"question_text=" + b"x" * 30_000_000
    form = {**HTTPS, "Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)) as line:
        line.request("POST", "/adviezen/nieuw/", iter([body]) if pieces else body, form)
        answer = line.getresponse()
        assert (answer.status, b"</h1>" in answer.read()) == (said, True)


def test_readiness_is_told_without_https_and_without_details(running):
    until(lambda: running.get("/gezond/klaar/", X_Forwarded_Proto="http")[0] == 200, "it is ready")
    assert json.loads(running.get("/gezond/klaar/", X_Forwarded_Proto="http")[2]) == {"status": "ok"}


def test_the_figures_are_of_all_processes_together(running):
    line = 'meldesk_requests_total{method="GET",route="emergency",status="2xx"}'
    before = running.figure(line)
    for _ in range(40):
        running.get("/112/")
    assert running.figure(line) == before + 40


WORKS = "import django; django.setup(); from desk.reports.tasks import purge_drafts; purge_drafts.apply(throw=True)"


def test_the_worker_counts_in_the_same_place_and_what_ended_is_folded_into_one(running):
    for times in (1, 2, 3):
        worker = [sys.executable, "-c", WORKS]
        subprocess.run(worker, cwd=settings.BASE_DIR, env=running.told, check=True)
        assert running.figure('meldesk_tasks_total{outcome="success",task="desk.reports.tasks.purge_drafts"}') == times
    kept = [file.name for file in (running.folder / "var" / "figures").glob("counter_*")]
    assert len([name for name in kept if name == "counter_ended.db"]) == 1
    assert len(kept) <= 4  # two web processes, the last worker, and those that ended


def test_each_request_is_one_line_of_json_without_its_path(running):
    running.get("/112/?naam=Naaldmans", X_Request_Id="feedfacefeedface")
    until(lambda: b"feedfacefeedface" in running.desk.log(), "the line is there")
    line = next(json.loads(one) for one in running.desk.log().splitlines() if b"feedfacefeedface" in one)
    assert (line["route"], line["status"]) == ("emergency", 200)
    assert b"Naaldmans" not in running.desk.log()


def test_a_reload_while_clients_ask_fails_nothing_and_loses_no_figure(running):
    """HUP, as a new version goes in: new processes take over, and the old ones end when they are done."""
    line = 'meldesk_requests_total{method="GET",route="emergency",status="2xx"}'
    before, old = running.figure(line), set(running.desk.pids[1:])
    answers: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                answers.append(running.get("/112/")[0])
            except OSError as fault:
                answers.append(fault)

    clients = [threading.Thread(target=ask) for _ in range(4)]
    for client in clients:
        client.start()
    until(lambda: len(answers) > 20, "the clients are at work")
    os.kill(running.desk.pids[0], signal.SIGHUP)
    until(lambda: len(now := set(running.desk.pids[1:])) == 2 and not now & old, "the processes are new")
    asked = len(answers)
    until(lambda: len(answers) > asked + 20, "the new ones answer")
    done.set()
    for client in clients:
        client.join()
    assert set(answers) == {200}
    assert running.figure(line) == before + len(answers)


def test_the_end_waits_for_who_is_being_served(running):
    """SIGTERM: who was in gets an answer. The last test: after it nobody is there."""
    answers: list[int] = []
    client = threading.Thread(target=lambda: answers.append(running.get("/112/?slow")[0]))
    client.start()
    until(running.slow.exists, "somebody is being served")
    os.kill(running.desk.pids[0], signal.SIGTERM)
    until(lambda: len(running.desk.pids) == 2, "the process that serves nobody has ended")
    running.slow.unlink()
    client.join()
    assert answers == [200]
