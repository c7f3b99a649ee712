"""Any server that speaks OpenAI's chat completions: llama.cpp, vLLM, Ollama, a vendor's.

The key comes from the environment alone (YIWEN_API_KEY, else OPENAI_API_KEY) and goes nowhere but into the request's
header. What the server says is text and nothing else. Retries follow RFC 9110 (Retry-After) and otherwise wait twice as
long each time, with jitter (Brooker 2015, "Exponential Backoff and Jitter").
"""

import json
import os
import random
import re
import weakref
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from string import Template
from time import monotonic, sleep
from typing import Any, Literal
from urllib.parse import urlsplit

from yiwen.errors import ModelError
from yiwen.models.load import PROMPT, Options, library
from yiwen.models.registry import Model, Prompt
from yiwen.text.script import HAN
from yiwen.types import Passage, Translation

_HINTS = {401: "; set YIWEN_API_KEY", 403: "; set YIWEN_API_KEY", 404: "; does the URL end in /v1, has it the model?"}
_FIRST_WAIT = 0.5  # seconds
_LONGEST_WAIT = 60.0
_MOST_BYTES = 8_000_000  # of one answer
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_TOO_LONG = re.compile(r"context|too long|exceed|maximum.{0,20}(?:length|tokens)", re.IGNORECASE)
_CONTROL = re.compile(r"<(?=\|)|<(?=/?(?:s|think|unk|pad)>)|\[(?=/?INST\])", re.IGNORECASE)
_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)


def load(model: Model, options: Options, task: str) -> "ChatTranslator | ChatSummarizer":
    """Return the model on its server, as a translator or a summarizer.

    Raises:
        ModelError: no server is named, or httpx is not installed.
    """
    server = options.server or model.server
    if not server.startswith(("http://", "https://")):
        raise ModelError(f"{model.id}: runs on a server; name it with --server, such as http://127.0.0.1:8080/v1")
    chat = Chat(model, server, options)
    return ChatTranslator(model, chat) if task == "translation" else ChatSummarizer(model, chat)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, or why it said nothing that can be used."""

    text: str
    problem: str = ""


class _AgainError(Exception):
    """The server may do better if asked again, after so many seconds where it says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Chat:
    """Asks a server; one serves any number of threads."""

    def __init__(self, model: Model, server: str, options: Options) -> None:
        self._httpx = library("httpx", "models")
        self.model = model.hub.rpartition("/")[2] if model.hub else model.id
        self.server = server.rstrip("/")
        self.options = options
        self._decoding = {"temperature": 0.0, **model.decoding}
        timeout = self._httpx.Timeout(options.timeout, connect=min(10.0, options.timeout))
        self._client = self._httpx.Client(timeout=timeout, headers=_headers(self.server))
        weakref.finalize(self, self._client.close)

    def ask_all(self, prompts: Sequence[str], limits: Sequence[int], attempt: int) -> list[Answer]:
        """Return the answers to the prompts, in order, a few at a time.

        Raises:
            ModelError: the server cannot be had.
        """
        with ThreadPoolExecutor(max(1, self.options.concurrency)) as pool:
            waiting = [pool.submit(self.ask, *one, attempt) for one in zip(prompts, limits, strict=True)]
            try:
                return [one.result() for one in waiting]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def ask(self, prompt: str, limit: int, attempt: int = 0) -> Answer:
        """Return the answer to a prompt of at most so many tokens; asked again where the server was only busy.

        Raises:
            ModelError: the server cannot be had, or refuses what is asked of it.
        """
        body = {
            "model": self.model,
            "messages": [{"role": "user", "content": as_data(prompt)}],
            "max_tokens": limit,
            "stream": False,
            "seed": attempt,
            **self._decoding,
        }
        if attempt and not body["temperature"]:
            body["temperature"] = 0.3  # asked greedily it would say the same
        reason = ""
        for turn in range(self.options.retries + 1):
            try:
                return self._once(body)
            except _AgainError as error:
                reason = str(error)
                if turn < self.options.retries:
                    sleep(self._pause(turn, error.wait, reason))
        tries = self.options.retries + 1
        raise ModelError(
            f"{self.server}: {reason}, {tries} times; see that it runs, then start again: the work goes on"
        )

    def _pause(self, turn: int, wanted: float | None, reason: str) -> float:
        if wanted is not None and wanted > _LONGEST_WAIT:
            raise ModelError(f"{self.server}: {reason}; it asks to wait {wanted:.0f} s: start again then, it goes on")
        pause = _FIRST_WAIT * 2**turn * random.uniform(0.5, 1.0)  # noqa: S311  # jitter, no secret
        return float(min(_LONGEST_WAIT, max(pause, wanted or 0.0)))

    def _once(self, body: Mapping[str, Any]) -> Answer:
        httpx = self._httpx
        try:
            with self._client.stream("POST", f"{self.server}/chat/completions", json=body) as response:
                data = self._read(response)
        except httpx.TimeoutException:
            raise _AgainError(f"no answer within {self.options.timeout:g} s") from None
        except httpx.TransportError as error:
            raise _AgainError(f"cannot be reached ({type(error).__name__})") from None
        status = response.status_code
        if status in _TRANSIENT:
            raise _AgainError(f"answered {status}", _retry_after(response.headers.get("retry-after")))
        if status != httpx.codes.OK:
            return self._refused(status, data)
        return _answer(data)

    def _read(self, response: Any) -> bytes:
        """Return the body; a server that drips it, or never stops, is given up."""
        deadline = monotonic() + self.options.timeout
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > _MOST_BYTES:
                raise ModelError(f"{self.server}: answers with more than {_MOST_BYTES // 1_000_000} MB; it is no model")
            if monotonic() > deadline:
                raise _AgainError(f"no answer within {self.options.timeout:g} s")
        return bytes(data)

    def _refused(self, status: int, data: bytes) -> Answer:
        message = _message(data)
        if status in (400, 413, 422) and _TOO_LONG.search(message):
            return Answer("", f"too long for the server: {message}")
        hint = _HINTS.get(status, "")
        raise ModelError(f"{self.server}: answered {status}: {message or 'no reason given'}{hint}")


class ChatTranslator:
    """A chat model as a translator: a request a passage, the prompt as the registry has it."""

    def __init__(self, model: Model, chat: Chat) -> None:
        self.name = f"{model.name} on {urlsplit(chat.server).netloc}"
        self.unit: Literal["sentence", "paragraph", "as-is"] = model.unit
        self._chat = chat
        self._prompt = model.prompt or PROMPT
        self._output = model.output or model.context // 2
        self.window = 4 * max(1, chat.options.concurrency)
        self.takes_terms = bool(self._prompt.with_terms)
        self.takes_context = bool(self._prompt.with_context)
        self.context = min(self._output // 2, (model.context - self._output) // 2)

    def count(self, text: str) -> int:
        """Return about how many tokens the text is, rather more than fewer."""
        return count(text)

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        """Return a translation a passage, in order.

        Raises:
            ModelError: the server cannot be had.
        """
        prompts = [filled(self._prompt, passage) for passage in passages]
        limits = [min(self._output, 64 + 4 * count(passage.text)) for passage in passages]
        answers = self._chat.ask_all(prompts, limits, attempt)
        return [Translation(one.text.strip(), one.problem) for one in answers]


class ChatSummarizer:
    """A chat model that answers a prompt."""

    def __init__(self, model: Model, chat: Chat) -> None:
        self.name = f"{model.name} on {urlsplit(chat.server).netloc}"
        self.context = model.context
        self._chat = chat

    def count(self, text: str) -> int:
        """Return about how many tokens the text is, rather more than fewer."""
        return count(text)

    def answer(self, prompt: str, limit: int) -> str:
        """Return the model's answer, of at most `limit` tokens.

        Raises:
            ModelError: the server cannot be had, or answers nothing.
        """
        said = self._chat.ask(prompt, limit)
        if said.text or not said.problem:
            return said.text
        raise ModelError(f"{self.name}: {said.problem}; ask for fewer words, or another model")


def count(text: str) -> int:
    """Return an estimate of a text's tokens: 1.5 a Chinese character, one for three other bytes."""
    han = len(HAN.findall(text))
    return 1 + han * 3 // 2 + (len(text.encode("utf-8", "replace")) - 3 * han) // 3


def as_data(text: str) -> str:
    """Return a text in which nothing can be taken for a mark of the chat's own: `<|im_end|>` becomes `< |im_end|>`."""
    return _CONTROL.sub(lambda mark: f"{mark[0]} ", text)


def filled(prompt: Prompt, passage: Passage) -> str:
    """Return the prompt for a passage: with terms where there are some, else with context, else plain."""
    terms = "\n".join(Template(prompt.term).substitute(zh=zh, en=en) for zh, en in passage.terms)
    if terms and prompt.with_terms:
        template = prompt.with_terms
    else:
        template = prompt.with_context if passage.before and prompt.with_context else prompt.plain
    return Template(template).substitute(text=passage.text, terms=terms, before=passage.before)


def _headers(server: str) -> dict[str, str]:
    """Return the header with the key; OpenAI's own goes to no one in the clear but this machine."""
    key = os.environ.get("YIWEN_API_KEY")
    address = urlsplit(server)
    if not key and (address.scheme == "https" or address.hostname in ("127.0.0.1", "localhost", "::1")):
        key = os.environ.get("OPENAI_API_KEY")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a date."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when - datetime.now(UTC)).total_seconds()) if when.tzinfo else None


def _answer(data: bytes) -> Answer:
    """Return what a completion says; what is no completion is asked for again."""
    try:
        choice = json.loads(data)["choices"][0]
        text, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise _AgainError("answered with no chat completion") from None
    if text is None:
        return Answer("", "the model answered nothing")
    if not isinstance(text, str):
        raise _AgainError("answered with no text")
    said = _THOUGHT.sub("", text, count=1)
    return Answer(said, "broke off at its longest") if reason == "length" else Answer(said)


def _message(data: bytes) -> str:
    """Return the server's reason on one short line."""
    try:
        record = json.loads(data)
        error = record.get("error", record)
        text = error.get("message", "") if isinstance(error, dict) else error
    except (ValueError, AttributeError):
        text = data.decode("utf-8", "replace")
    return " ".join(str(text).split())[:200]
