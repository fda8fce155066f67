"""Pings: every tablet is asked in time whether it is there, by one thread for all."""

from __future__ import annotations

import threading
import time

import engineio
from engineio.packet import PING
from engineio.socket import Socket

from meetings.wire import lay


def test_all_are_pinged_in_their_turn_by_one_thread_and_who_left_is_not() -> None:
    engine = engineio.Server(async_mode="threading", ping_interval=0.1, ping_timeout=30)
    lay(engine)
    before = threading.active_count()
    tablets = [Socket(engine, f"tablet-{number}") for number in range(60)]
    began = time.time()
    for tablet in tablets:
        tablet.schedule_ping()
    tablets[30].close(wait=False, abort=True)
    broken = tablets[40]
    del broken.queue  # its ping fails: that is nobody else's trouble
    assert threading.active_count() - before <= 1
    for tablet in tablets:
        if tablet not in (tablets[30], broken):
            assert tablet.queue.get(timeout=20).packet_type == PING
    told = [one.last_ping for one in tablets if one not in (tablets[30], broken)]
    assert told == sorted(told)
    assert min(told) >= began + 0.1
    # Who answers is asked again after as long.
    tablets[0].schedule_ping()
    assert tablets[0].queue.get(timeout=20).packet_type == PING
    assert tablets[0].last_ping >= min(told) + 0.1
