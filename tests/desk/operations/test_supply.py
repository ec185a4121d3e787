"""The bill of materials is that of the lock, and a weak place is not passed over in silence."""

import json
import re
from datetime import date

import pytest

import start
from requirements import audit, bom

TODAY = date(2026, 11, 28)
FINE = [{"name": "django", "version": "5.2.19", "vulns": []}]
WEAK = [
    {
        "name": "django",
        "version": "5.2.0",
        "vulns": [{"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["5.2.1"]}],
    }
]


def test_the_bill_is_that_of_the_lock_and_comes_out_the_same_each_time():
    """It was written by another process, in another minute: what differs would show."""
    assert bom.bill() == bom.WHERE.read_text(), "run: make sbom"


def test_the_bill_names_each_package_of_the_lock_once_and_no_moment_or_machine():
    bill = json.loads(bom.WHERE.read_text())
    pins = set(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", start.lock_file("desk").read_text(), re.MULTILINE))
    assert {(one["name"], one["version"]) for one in bill["components"]} == pins
    assert len({one["bom-ref"] for one in bill["components"]}) == len(bill["components"])
    assert bill["bomFormat"] == "CycloneDX"
    assert not {"timestamp", "serialNumber"} & {*bill, *bill["metadata"]}


@pytest.fixture
def found(monkeypatch, tmp_path):
    """Let the list answer with these packages, and ignore what stands in this text."""

    def answer(packages: list[dict], ignored: str = "") -> int:
        (tmp_path / "ignored.toml").write_text(ignored)
        monkeypatch.setattr(audit, "HERE", tmp_path)
        monkeypatch.setattr(audit, "asked", lambda: packages)
        return audit.main(TODAY)

    return answer


def test_a_weak_place_fails_and_says_what_mends_it(found, capsys):
    assert found(WEAK) == 1
    assert capsys.readouterr().out == "django 5.2.0: PYSEC-2026-1, mended in ['5.2.1']\n"


def test_a_lock_without_weak_places_passes_in_silence(found, capsys):
    assert found(FINE) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "packages", [[], [{"name": "django", "skip_reason": "not found"}]], ids=["no network", "unknown"]
)
def test_what_could_not_be_looked_up_is_said_loudly_and_passes(packages, found, capsys):
    assert found(packages) == 0
    assert "NOT AUDITED" in capsys.readouterr().out


def test_a_weak_place_beside_packages_that_are_unknown_still_fails(found):
    assert found([*WEAK, {"name": "desk", "skip_reason": "not found"}]) == 1


def ignored(*, name: str = "PYSEC-2026-1", reason: str = "Not used here.", until: str = "2026-12-31") -> str:
    return f'[[ignored]]\nid = "{name}"\nreason = "{reason}"\nuntil = {until}\n'


@pytest.mark.parametrize("name", ["PYSEC-2026-1", "CVE-2026-1"])
def test_one_that_is_ignored_with_a_reason_passes(name, found):
    assert found(WEAK, ignored(name=name)) == 0


@pytest.mark.parametrize("wrong", [{"until": "2026-11-27"}, {"reason": " "}], ids=["its day is over", "no reason"])
def test_to_ignore_ends_and_needs_a_reason(wrong, found, capsys):
    assert found(FINE, ignored(**wrong)) == 1
    assert "PYSEC-2026-1" in capsys.readouterr().out


def test_a_tool_that_says_nothing_is_no_answer(monkeypatch):
    monkeypatch.setattr(audit.sys, "executable", "/nowhere/python")
    assert audit.asked() == []
