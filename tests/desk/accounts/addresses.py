"""Every address of the desk and what each of the known people gets there: what is not in this table does not exist.

The addresses of the portal have a table of their own (tests/meldcode/test_addresses.py)."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

# One column each: counsellor, team lead, behavioural scientist, physician, privacy officer, administrator, then two of
# the other team (counsellor, team lead), and somebody who did not sign in.
PEOPLE = ["noor", "joke", "saskia", "vera", "samir", "ada", "bram", "hans", "nobody"]
# 404: behind the wall of team or region. 403: not of this role. 405: sends only. 302: to the sign-in page, or onwards.
TABLE = """
worklist                 200 200 200 200 302 302 200 200 302
login                    200 200 200 200 200 200 200 200 200
second_step              302 302 302 302 302 302 302 302 302
set_up                   302 302 302 302 302 302 302 302 302
provider_sign_in         405 405 405 405 405 405 405 405 405
provider_back            302 302 302 302 302 302 302 302 302
provider_back_of         404 404 404 404 404 404 404 404 404
provider_unlock          405 405 405 405 405 405 405 405 302
session                  200 200 200 200 200 200 200 200 200
lock                     405 405 405 405 405 405 405 405 302
unlock                   302 302 302 302 302 302 302 302 302
logout                   405 405 405 405 405 405 405 405 405
emergency                200 200 200 200 200 200 200 200 200
tour                     200 200 200 200 200 200 200 200 302
health                   200 200 200 200 200 200 200 200 200
ready                    200 200 200 200 200 200 200 200 200
figures                  404 404 404 404 404 404 404 404 404
search                   200 200 200 200 403 403 200 200 302
advice:list              200 200 200 200 403 403 200 200 302
advice:new               200 200 200 200 403 403 200 200 302
advice:check             405 405 405 405 403 403 405 405 302
advice:search            405 405 405 405 403 403 405 405 302
advice:by_code           405 405 405 405 403 403 405 405 302
advice:short             405 405 405 405 403 403 405 405 302
advice:short_undo        405 405 405 405 403 403 405 405 302
advice:detail            200 200 200 200 403 403 404 404 302
advice:scrub             200 200 200 200 403 403 404 404 302
reports:new              200 200 403 403 403 403 200 200 302
reports:draft            405 405 405 405 405 405 405 405 302
reports:draft_drop       405 405 405 405 405 405 405 405 302
reports:section          302 302 403 403 403 403 404 404 302
reports:section+         200 200 403 403 403 403 404 404 302
reports:person_new       200 200 403 403 403 403 404 404 302
reports:person_unknown   405 405 405 405 405 405 405 405 302
reports:person           200 200 403 403 403 403 404 404 302
reports:person_remove    405 405 405 405 405 405 405 405 302
reports:relation         405 405 405 405 405 405 405 405 302
reports:relation_drop    405 405 405 405 405 405 405 405 302
reports:list             200 200 200 200 403 403 200 200 302
reports:detail           302 200 200 200 403 403 404 404 302
reports:take_over        405 405 405 405 405 405 405 405 302
reports:looks            200 200 403 403 403 403 404 404 302
reports:reveal           200 200 403 403 403 403 404 404 302
reports:secrecy_ask      200 200 403 403 403 403 404 404 302
reports:secrecy_disclose 200 200 403 403 403 403 404 404 302
reports:case_file        200 200 200 200 403 403 404 404 302
reports:note             405 405 405 405 405 405 405 405 302
attachments:list         200 200 200 200 403 403 404 404 302
attachments:download     200 200 200 200 403 403 404 404 302
attachments:remove       200 200 403 403 403 403 404 404 302
contact:thread           200 200 200 200 403 403 404 404 302
contact:ask              405 405 405 405 405 405 405 405 302
contact:seen             405 405 405 405 405 405 405 405 302
contact:feedback         302 302 403 403 403 403 404 404 302
contact:withdrawal       404 404 403 403 403 403 404 404 302
assessment:questions     200 200 200 200 403 403 404 404 302
assessment:ground        405 405 405 405 403 403 405 405 302
assessment:ground_remove 405 405 405 405 403 403 405 405 302
assessment:consult       200 200 200 200 403 403 404 404 302
assessment:take_back     405 405 405 405 403 403 405 405 302
assessment:table         200 200 200 200 403 403 404 404 302
assessment:version       200 200 200 200 403 403 404 404 302
review:queue             403 302 302 403 403 403 403 200 302
review:proposal          403 200 200 403 403 403 403 404 302
review:confirm           403 405 405 403 403 403 403 405 302
review:send_back         403 405 405 403 403 403 403 405 302
review:remark            403 405 405 403 403 403 403 405 302
review:reply             405 405 405 405 403 403 405 405 302
review:secrecy           403 200 403 403 403 403 403 404 302
review:approve_secrecy   403 405 405 403 403 403 403 405 302
review:refuse_secrecy    403 405 405 403 403 403 403 405 302
directory:list           200 200 200 200 200 200 200 200 302
directory:region         403 403 403 403 403 200 403 403 302
directory:new            403 403 403 403 403 200 403 403 302
directory:edit           403 403 403 403 403 200 403 403 302
directory:checked        403 403 403 403 403 405 403 403 302
accounts:list            403 403 403 403 403 200 403 403 302
accounts:new             403 403 403 403 403 200 403 403 302
accounts:edit            403 403 403 403 403 200 403 403 302
accounts:code_lists      403 403 403 403 200 200 403 403 302
accounts:shortcuts       405 405 405 405 405 405 405 405 302
accounts:own             200 200 200 200 200 200 200 200 302
accounts:confirm         200 200 200 200 200 200 200 200 302
accounts:add_factor      200 200 200 200 200 200 200 200 302
accounts:remove_app      405 405 405 405 405 405 405 405 302
accounts:remove_passkey  405 405 405 405 405 405 405 405 302
accounts:paper_codes     405 405 405 405 405 405 405 405 302
accounts:provider_confirm 405 405 405 405 405 405 405 405 302
accounts:link            405 405 405 405 405 405 405 405 302
accounts:unlink          405 405 405 405 405 405 405 405 302
accounts:unlink_other    403 403 403 403 403 405 403 403 302
accounts:recovery_ask    403 403 403 403 403 200 403 403 302
accounts:recoveries      403 200 403 403 200 403 403 200 302
accounts:recovery        403 200 403 403 200 403 403 200 302
rights:table             403 200 403 403 200 200 403 200 302
access:door              200 200 200 200 403 403 200 200 302
access:glass             200 200 200 200 403 403 200 200 302
access:waiting           403 200 403 403 200 403 403 200 302
access:judge             403 200 403 403 404 403 403 404 302
access:consent           403 200 403 403 200 403 403 404 302
access:walls             403 200 403 403 200 403 403 200 302
access:wall_lift         405 405 405 405 405 405 405 405 302
access:ask               302 302 302 302 403 403 404 404 302
access:seal              403 200 403 403 403 403 404 404 302
audit:reading_room       403 403 403 403 200 403 403 403 302
audit:export             403 403 403 403 200 403 403 403 302
oversight:alarms         403 403 403 403 200 403 403 403 302
oversight:alarm          403 403 403 403 200 403 403 403 302
oversight:circle         403 403 403 403 403 200 403 403 302
oversight:circle_remove  403 403 403 403 403 405 403 403 302
oversight:team_room      403 200 403 403 403 403 403 200 302
oversight:outside        403 403 403 403 200 403 403 403 302
retention:overview       403 200 403 403 200 403 403 200 302
retention:decide         403 200 403 403 200 403 403 404 302
"""


def routes(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address; a second one with the same name ends in +."""
    seen: set[str] = set()
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            name = f"{space}{entry.name}"
            yield f"{name}+" if name in seen else name
            seen.add(name)
        else:
            yield from routes(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)


def table() -> dict[str, list[int]]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {name: [int(status) for status in statuses] for name, *statuses in lines}


def about_cases() -> list[str]:
    """The addresses of one record of a case or an advice."""
    spaces = ("advice:detail", "advice:scrub", "reports:", "assessment:", "review:", "attachments:", "contact:")
    apart = {"reports:new", "reports:draft", "reports:draft_drop", "reports:list", "review:queue"}
    return [name for name in table() if name.startswith(spaces) and name not in apart]
