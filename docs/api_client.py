"""An example of a system that reports: Python 3.11 and its standard library, nothing else.

    MELDCODE_TOKEN=meldcode_... python api_client.py https://desk.example report.json

The token is read from the environment, never from the command line: that one is visible to everybody on the machine.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4


def send(address: str, token: str, report: dict[str, Any], key: str) -> dict[str, Any]:
    """Send one report; return its receipt. The same key again gives the same receipt, and never a second report."""
    request = urllib.request.Request(  # noqa: S310 - the address is the one of the own desk
        f"{address}/api/v1/meldingen",
        data=json.dumps(report).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        receipt: dict[str, Any] = json.load(answer)
        return receipt


def send_for_sure(address: str, token: str, report: dict[str, Any], key: str, tries: int = 5) -> dict[str, Any]:
    """Send, and again when the line or the desk fails: with the same key, so that it is one report whatever happened.

    Raises HTTPError for what a person must mend; its body says where it is wrong, and by which rule.
    """
    for left in reversed(range(tries)):
        try:
            return send(address, token, report, key)
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 500, 502, 503, 504) or not left:
                raise
            time.sleep(int(refusal.headers.get("Retry-After", "2")))
        except OSError:  # the network
            if not left:
                raise
            time.sleep(2)
    raise AssertionError


def main() -> int:
    address, report = sys.argv[1].rstrip("/"), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    # A real system keeps the key beside the report, before it sends: after a crash it uses the same one.
    try:
        receipt = send_for_sure(address, os.environ["MELDCODE_TOKEN"], report, key=str(uuid4()))
    except urllib.error.HTTPError as refusal:
        problem = json.load(refusal)
        print(problem["title"], problem["detail"], sep=": ", file=sys.stderr)
        for fault in problem.get("fouten", []):
            print(f"  {fault['veld'] or 'melding'}: {fault['zin']} ({fault['regel']})", file=sys.stderr)
        return 1
    print(json.dumps(receipt, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
