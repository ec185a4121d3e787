"""What a system crafts: other members, other answers, or no JSON. Refused, recorded, never repeated."""

import json

import pytest

from desk.audit.models import Event
from desk.reports.models import Report
from meldcode.api import reading
from tests.meldcode.api.systems import PROBLEM, SENT, a_report, faults
from tests.needles import content_of, kept_in, plain_needle, watched

pytestmark = pytest.mark.django_db


# ---- mass assignment


@pytest.mark.parametrize(
    "member",
    [
        *("owner", "team", "verdict", "kind", "decided_by", "disclosure", "name"),
        *("openheid__verdict", "openheid__decided_by", "openheid__name"),
        *("personen__team", "personen__wie__0__case_file", "zorgen__status", "signalen__report"),
    ],
)
def test_a_member_that_is_not_asked_is_refused_and_recorded(member, sends):
    word = plain_needle()
    got = sends.send(a_report(**{member: word}))
    assert got.status_code == 400
    assert {"portal_takes_only_its_own_answers"} in faults(got).values()
    assert word not in got.content.decode()
    assert member.rpartition("__")[2] not in str(faults(got))
    assert Event.objects.get(act="portal_report_sent").rule == "portal_takes_only_its_own_answers"
    assert not Report.objects.exists()


@pytest.mark.parametrize("answer", ["onbekend", "unknown", "anoniem", "", "OPEN", "open "])
def test_there_is_no_unknown_reporter_here_p3(answer, sends):
    got = sends.send(a_report(openheid__openheid=answer))
    assert faults(got) == {"openheid.openheid": {"portal_takes_only_its_own_answers"}}
    assert Event.objects.get(act="portal_report_sent").rule == "portal_takes_only_its_own_answers"
    assert not Report.objects.exists()


@pytest.mark.parametrize("answer", [None, 1, True, ["ja"], {"ja": 1}, "yes", "JA", "afgeschermd"])
def test_an_answer_of_another_kind_is_refused(answer, sends):
    told = a_report()
    told["zorgen"]["gevaar"] = answer
    assert set(faults(sends.send(told))) == {"zorgen.gevaar"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("zorgen__feiten", "x" * 4001),
        ("signalen__sinds", "02-11-2026"),
        ("signalen__sinds", "2026-11-02\n"),
        ("personen__wie__0__geboren", "14-03-2011"),
        ("personen__wie", [{"rol": "kind"}] * 13),
        ("zorgen__aanleidingen", ["08"] * 41),
        ("zorgen__aanleidingen", [8]),
        ("nakijken__naarWaarheid", "true"),
        ("melder", "x" * 61),
    ],
)
def test_another_shape_than_the_contract_is_refused(place, value, sends):
    got = sends.send(a_report(**{place: value}))
    assert (got.status_code, got.headers["Content-Type"]) == (400, PROBLEM)
    assert faults(got)
    assert not Report.objects.exists()


# ---- what is or no JSON. or too much of it


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{'melder': 1}",
        '{"melder": NaN}',
        '{"melder": "a", "melder": "b"}',
        "[" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"melder": ' + "[" * 20 + "]" * 20 + "}",
        '{"melder": "a\\u0000b"}',
        '{"melder": "\\ud800"}',
        '{"\\ud800": 1}',
        '{"melder": ' + "9" * 5_000 + "}",
        b'{"melder": "\xff"}',
        json.dumps({"melder": "x"}).encode("utf-16"),
    ],
    ids=range(17),
)
def test_what_is_no_report_is_a_problem_and_never_a_fault(body, sends):
    got = sends.send(body)
    assert (got.status_code, got.headers["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize("size", [reading.MOST_BYTES + 1, 2_700_000])
def test_too_much_is_refused_before_it_is_read(size, sends):
    assert sends.send(b"x" * size).status_code == 413


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"]
)
def test_another_kind_of_content_is_refused(kind, sends):
    got = sends.send(json.dumps(a_report()), content_type=kind)
    assert (got.status_code, got.headers["Content-Type"]) == (415, PROBLEM)


@pytest.mark.parametrize("key", [None, "", "1", "{11111111-1111-4111-8111-111111111111}", "1" * 32])
def test_a_key_is_asked_and_is_a_uuid(key, sends):
    got = sends.send(headers={"Idempotency-Key": key})
    assert got.status_code == 400
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["?naam=x", "?na=1", "?na=M-2026-0001&na=M-2026-0002", "?aantal=0", "?aantal=101", "?aantal=1.0", "?na=%00"],
)
def test_a_list_knows_two_parameters(query, follows):
    got = follows.get(SENT + query)
    assert (got.status_code, got.headers["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize("number", ["x", "M-2026-0001'--", "%00", "M-2026-0001%0a", "..%2f", "%F0%9F%98%80"])
def test_a_strange_number_is_no_fault(number, follows):
    assert follows.get(f"{SENT}/{number}").status_code in (400, 404)


def test_nothing_of_a_report_leaves_by_address_log_or_refusal(sends, monkeypatch):
    name, fact = plain_needle(), plain_needle()
    with watched(monkeypatch) as outside:
        told = a_report(personen__wie__0__achternaam=name, zorgen__feiten=fact)
        answers = [sends.send(told), sends.send({**told, "owner": fact}), sends.send({**told, "melder": name})]
        seen = outside(*answers)
    for word in (name, fact):
        assert word not in seen
        assert all(word not in content_of(answer) for answer in answers)
    assert kept_in(fact) == {"reports_passage"}
