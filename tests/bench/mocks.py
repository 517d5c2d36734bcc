"""Site and model in one process of their own, so that they and the measured program do not share an interpreter.

    python -m tests.bench.mocks COUNT

serves COUNT articles, prints `SITE_PORT MODEL_PORT` and ends with its standard input. POST /reset {"trouble": {...}}, /edit {"article": 3},
/logs {} and /summaries {"at_least": 25} on the model's port are the benchmark's own; the last answers when so many are there.
"""

# ruff: noqa: T201  # a command: it prints its ports

from __future__ import annotations

import asyncio
import json
import sys

from tests.bench.mock_http import Request, Response, as_json, listen
from tests.bench.mock_model import Model, Trouble
from tests.bench.mock_site import Site


class Mocks:
    """What both serve, and the benchmark's hand on them."""

    def __init__(self, count: int) -> None:
        self.site, self.model = Site(count), Model()

    async def serve(self, request: Request) -> Response:
        if request.path == "/v1/chat/completions":
            return await self.model.serve(request)
        told = json.loads(request.body or b"{}")
        if request.path == "/reset":
            self.model.reset(Trouble(**told["trouble"]))
            self.site.log.clear()
            if not told["keep_edits"]:
                self.site.restore()
        elif request.path == "/edit":
            self.site.edit(told["article"])
        elif request.path == "/logs":
            return as_json({"pages": self.site.log, "calls": self.model.log})
        elif request.path == "/summaries":
            while self.model.summaries < told["at_least"]:
                await asyncio.sleep(0.01)
        else:
            return Response(404)
        return as_json({})


async def main(count: int) -> None:
    mocks = Mocks(count)
    ports = [(await listen(mocks.site.serve)), (await listen(mocks.serve))]
    print(*(port for _, port in ports), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for server, _ in ports:
        server.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
