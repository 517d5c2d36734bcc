"""What drafter is compared with: a plain thread pool. Each page is fetched, extracted and summarized in one of 16 threads.

Three calls in sequence follow: analysis, conclusion, title. One call of the chain fewer than drafter, which its critical path knows.

    python -m tests.bench.naive URLS_FILE MODEL_URL OUT
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import openai
import trafilatura

THREADS = 16


def main(urls: list[str], endpoint: str, out: Path) -> None:
    client = openai.OpenAI(base_url=endpoint, api_key="none")
    pages = httpx.Client(timeout=20)

    def ask(prompt: str) -> str:
        messages = [{"role": "system", "content": "You are a news editor."}, {"role": "user", "content": prompt}]
        answer = client.chat.completions.create(model="mock", messages=messages)  # type: ignore[arg-type]  # plain dicts are what people write
        return answer.choices[0].message.content or ""

    def article(url: str) -> str:
        text = trafilatura.extract(pages.get(url).text) or ""
        summary = ask(f"Summarize this article in 120 words.\n\n{text}")
        return f"### {url}\n\n{summary}\n"

    with ThreadPoolExecutor(THREADS) as pool:
        items = list(pool.map(article, urls))
    analysis = ask("Write the analysis of these items:\n\n" + "\n".join(items))
    conclusion = ask("Write the conclusion of this analysis:\n\n" + analysis)
    title = ask("Find for this text one\n- title:\n\n" + conclusion)
    out.write_text("\n".join((f"# {title}", *items, analysis, conclusion)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(encoding="utf-8").split(), sys.argv[2], Path(sys.argv[3]))
