"""The connection to an endpoint. The only file that meets the openai client, whose own retries are off.

Importing it costs half a second, so it is imported in a thread when `warm` or the first call needs it. Calls go through its `post` and
`get` with plain data both ways: the typed resources cost their import and milliseconds a call, and what an endpoint adds to the format
need not fit them.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from drafter.llm.retry import Trouble, trouble_from_body

if TYPE_CHECKING:
    import openai

OPENAI = "https://api.openai.com/v1"
NO_KEY = "no-key-needed"
"""The client insists on a key; endpoints of one's own have none."""
CONNECT_S = 10.0


class Connection:
    """One endpoint, connected to when it is first needed. `time_limit_s` is the hard limit of one call."""

    def __init__(self, endpoint: str, key: str, time_limit_s: float) -> None:
        self.endpoint, self._key, self._time_limit_s = endpoint, key, time_limit_s
        self._client: openai.AsyncOpenAI | None = None
        self._loading: asyncio.Task[openai.AsyncOpenAI] | None = None

    async def post(self, path: str, body: dict[str, Any], limit_s: float) -> object:
        """The answer's data. Raises Trouble."""
        client = await self.connected()
        return await _within(limit_s, client.post(path, cast_to=object, body=body))

    async def get(self, path: str, limit_s: float) -> object:
        """The same for a GET."""
        client = await self.connected()
        return await _within(limit_s, client.get(path, cast_to=object))

    async def aclose(self) -> None:
        """Let go of it."""
        if self._loading is not None:
            await asyncio.wait({self._loading})
        if self._client is not None:
            await self._client.close()

    async def connected(self) -> openai.AsyncOpenAI:
        """The client, imported and connected once."""
        if self._client is None:
            if self._loading is None:
                self._loading = asyncio.create_task(asyncio.to_thread(self._connect))
            self._client = await asyncio.shield(self._loading)
        return self._client

    def _connect(self) -> openai.AsyncOpenAI:
        import openai

        limit = openai.Timeout(self._time_limit_s, connect=min(CONNECT_S, self._time_limit_s))
        here = openai.DefaultAsyncHttpxClient(trust_env=False) if _is_loopback(self.endpoint) else None  # no proxy leads to this machine
        client = openai.AsyncOpenAI(api_key=self._key or NO_KEY, base_url=self.endpoint, max_retries=0, timeout=limit, http_client=here)
        if self.endpoint != OPENAI:  # the client takes these from the environment; they are OpenAI's affair
            client.organization = client.project = None
        return client


def _is_loopback(endpoint: str) -> bool:
    host = urlsplit(endpoint).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


async def _within(limit_s: float, call: Awaitable[object]) -> object:
    """The call's data, or Trouble: everything the client raises, in our words."""
    import openai

    try:
        async with asyncio.timeout(limit_s):
            return await call
    except (openai.APITimeoutError, TimeoutError):
        raise Trouble("timeout", message=f"{limit_s:.0f} s") from None
    except openai.APIStatusError as error:
        raise trouble_from_body(error.status_code, error.body, error.response.headers, error.message) from None
    except openai.APIConnectionError as error:
        raise _unconnected(error) from None
    except (openai.OpenAIError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Trouble("garbled", message=str(error)) from None


def _unconnected(error: BaseException) -> Trouble:
    cause: BaseException | None = error
    said = ""
    while cause is not None:
        said = str(cause) or said
        if isinstance(cause, ssl.SSLError) or "CERTIFICATE_VERIFY_FAILED" in said:
            return Trouble("tls", message=said)
        cause = cause.__cause__ or cause.__context__
    return Trouble("connection", message=said)
