"""Two hundred clients at once through the proxy: a moment in the suite, two minutes in the soak."""

import sys
from pathlib import Path

from auditor.evidence.folder import Folder
from auditor.evidence.verifying import verify
from tests.capture.vendor import serving as serving_hosts
from tests.cli.running import a_plan
from tests.faults.running import SOAK, begin, finish, printed

CLIENTS = 200
SECONDS = 120 if SOAK else 0
"""That each goes on; at least two requests."""
CROWD = f"""
import asyncio, os, pathlib, sys, time
from urllib.parse import urlsplit
proxy = urlsplit(os.environ["HTTP_PROXY"])
host = f"127.0.0.1:{{sys.argv[1]}}"

async def one(number, together):
    reader, writer = await asyncio.open_connection(proxy.hostname, proxy.port)
    await together.wait()
    end, said = time.monotonic() + {SECONDS}, 0
    while said < 2 or time.monotonic() < end:
        to = f"http://{{host}}/hello?client={{number}}&said={{said}}"
        writer.write(f"GET {{to}} HTTP/1.1\\r\\nHost: {{host}}\\r\\n\\r\\n".encode())
        head = (await reader.readuntil(b"\\r\\n\\r\\n")).decode().lower()
        assert head.startswith("http/1.1 200"), head
        await reader.readexactly(int(head.split("content-length:")[1].split()[0]))
        said += 1
        if {SECONDS}:
            await asyncio.sleep(1)
    writer.close()
    return said

async def all_of_them():
    together = asyncio.Barrier({CLIENTS})
    return sum(await asyncio.gather(*(one(n, together) for n in range({CLIENTS}))))

pathlib.Path("said").write_text(str(asyncio.run(all_of_them())))
"""


def test_a_crowd_of_clients_is_overheard_to_the_last_request(tmp_path: Path) -> None:
    (tmp_path / "crowd.py").write_text(CROWD)
    with serving_hosts() as port:
        crowd = {"run": [sys.executable, "crowd.py", str(port)], "app": "ours", "phase": "p"}
        crowd |= {"duration": 600}
        plan = a_plan(tmp_path, targets=None, probes=None, captures=[crowd])
        run = begin(tmp_path, "audit", plan, "--yes", "--out", "audit")
        assert finish(run, 900) in (0, 2, 3), printed(tmp_path)
    said = int((tmp_path / "said").read_text())
    assert said >= 2 * CLIENTS
    audit = Folder(tmp_path / "audit")
    assert sum(1 for each in audit.exchanges() if each.plane == "capture" and each.received) == said
    assert all(app.captured for app in audit.coverage().apps)
    assert verify(audit.path).notes == ()
    assert "Traceback" not in printed(tmp_path)
