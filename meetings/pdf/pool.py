"""Jobs for sandboxed children: urgent ones first, the same one once, hopeless ones not again."""

from __future__ import annotations

import heapq
import itertools
import json
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from meetings.pdf import wire
from meetings.pdf.child import Child, Died
from meetings.pdf.facts import PATIENCE, REASONS, Limits, Refused, WorkerFailed

Answer = tuple[Any, bytes]
_CLOCK = {"pair": 3, "ink": PATIENCE["ink"]}
"""Times the limit that a job may take by the clock: two papers on a busy machine. By the processor
it is the same for all."""
_HOPELESS = 600.0  # seconds a page that cost too much is refused without another try
_WHERE = ("path", "new", "only", "page", "first", "last", "inked")


class Job:
    """One piece of work on its way through the pool."""

    def __init__(self, work: dict[str, Any], key: str) -> None:
        self.work = work
        self.key = key
        self.taken = False
        self.answer: Future[Answer] = Future()


class Pool:
    """The `workers` children, started when first needed, each served by a thread of its own.

    The threads live as long as the pool: Linux ends a child with the thread that started it.
    """

    def __init__(self, limits: Limits, workers: int, fonts: Path | None) -> None:
        self._limits = limits
        self._workers = workers
        self._fonts = fonts
        self._changed = threading.Condition()
        self._queue: list[tuple[int, int, Job]] = []
        self._numbers = itertools.count()
        self._under_way: dict[str, Job] = {}
        self._hopeless: dict[str, float] = {}
        self._threads: list[threading.Thread] = []
        self._children: dict[threading.Thread, Child] = {}
        self._closed = False

    def do(self, work: dict[str, Any], ahead: bool) -> Answer:
        """Wait for the work's answer: what was done, and bytes; raises Refused, WorkerFailed."""
        return self._job(work, ahead).answer.result()

    def start(self) -> None:
        """Start the children before there is work for them."""
        with self._changed:
            if not self._closed:
                self._hire()

    def processes(self) -> list[int]:
        """The process ids of the children that run now."""
        with self._changed:
            return [child.pid for child in self._children.values()]

    def close(self) -> None:
        """End all children and threads; whoever waits gets WorkerFailed."""
        with self._changed:
            self._closed = True
            for child in self._children.values():
                child.kill()
            for job in self._under_way.values():
                # Jobs that a thread has in hand are answered by it.
                if not job.taken:
                    job.answer.set_exception(WorkerFailed("the pool is closed"))
            self._queue.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _job(self, work: dict[str, Any], ahead: bool) -> Job:
        key = json.dumps(work, sort_keys=True)
        with self._changed:
            if self._closed:
                raise WorkerFailed("the pool is closed")
            if self._hopeless.get(_page(work), 0.0) > time.monotonic():
                raise Refused("paper.too_complex")
            job = self._under_way.get(key)
            if job is None:
                job = self._under_way[key] = Job(work, key)
            elif job.taken or ahead:
                return job
            # Who waits for a picture that is queued to be made ahead puts it in the queue a second
            # time, before those; its later place will find it taken.
            place = (int(ahead), next(self._numbers), job)
            heapq.heappush(self._queue, place)
            self._hire()
            self._changed.notify()
        return job

    def _hire(self) -> None:
        """Start all at once: whoever uploads a paper is about to look at it as well."""
        if self._threads:
            return
        for number in range(1, self._workers + 1):
            thread = threading.Thread(target=self._serve, name=f"papers-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        me = threading.current_thread()
        # A process that can't be started is told to whoever has the first job for it.
        with suppress(WorkerFailed, OSError):
            self._child(me)
        while (job := self._next()) is not None:
            try:
                answer = self._done(me, job)
            except Exception as trouble:  # noqa: BLE001 - it belongs to whoever waits
                self._over(job)
                job.answer.set_exception(trouble)
            else:
                self._over(job)
                job.answer.set_result(answer)
        self._dismiss(me)

    def _next(self) -> Job | None:
        with self._changed:
            while not self._closed:
                while self._queue:
                    _, _, job = heapq.heappop(self._queue)
                    if not job.taken:
                        job.taken = True
                        return job
                self._changed.wait()
        return None

    def _over(self, job: Job) -> None:
        with self._changed:
            self._under_way.pop(job.key, None)

    def _done(self, me: threading.Thread, job: Job) -> Answer:
        """The job's answer, with one more try where the child died of something else than it."""
        for last in (False, True):
            child = self._child(me)
            try:
                said, content = child.ask(
                    job.work, self._limits.seconds * _CLOCK.get(job.work["do"], 1)
                )
            except wire.Late:
                self._dismiss(me)
                break
            except Died as death:
                self._dismiss(me)
                if self._closed:
                    raise WorkerFailed("the pool is closed") from None
                if death.by_limit or last:
                    break
                continue
            if said.get("spent"):
                self._dismiss(me)
            if said.get("refused") != "paper.too_complex":
                return _answer(said, content)
            break
        self._remember(job)
        raise Refused("paper.too_complex")

    def _child(self, me: threading.Thread) -> Child:
        child = self._children.get(me)
        if child is None:
            child = Child(self._limits, self._fonts)
            with self._changed:
                self._children[me] = child
                if self._closed:  # closed while the child was starting
                    child.kill()
        return child

    def _dismiss(self, me: threading.Thread) -> None:
        with self._changed:
            child = self._children.pop(me, None)
        if child is not None:
            child.end()

    def _remember(self, job: Job) -> None:
        now = time.monotonic()
        with self._changed:
            still = {page: until for page, until in self._hopeless.items() if until > now}
            self._hopeless = still | {_page(job.work): now + _HOPELESS}


def _page(work: dict[str, Any]) -> str:
    """What is refused again at once when this work cost too much: these pages at any size."""
    where = {key: work[key] for key in _WHERE if key in work}
    if work["do"] == "tile":
        where["last"] = work["page"]  # as in the work for a picture of it
    return json.dumps(where, sort_keys=True)


def _answer(said: dict[str, Any], content: bytes) -> Answer:
    if "failed" in said:
        raise WorkerFailed(str(said["failed"]))
    if "refused" in said:
        reason = str(said["refused"])
        raise Refused(reason if reason in REASONS else "paper.truncated")
    return said["done"], content
