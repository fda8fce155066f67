"""Papers read and drawn by MuPDF, in processes that can be lost without harm.

A PDF is a program by a stranger: some never end, some unpack to gigabytes. `Pages` gives every
parse and every drawing to a sandboxed child process; what can't be shown is `Refused`.
"""

from meetings.pdf.facts import (
    REASONS,
    Inked,
    PaperFacts,
    Picture,
    Prepared,
    Refused,
    Words,
    WorkerFailed,
)
from meetings.pdf.pages import Pages
from meetings.pdf.pairing.carrying import Carried, Tray, carry
from meetings.pdf.pairing.differing import changes
from meetings.pdf.pairing.turning import around

__all__ = [
    "REASONS",
    "Carried",
    "Inked",
    "Pages",
    "PaperFacts",
    "Picture",
    "Prepared",
    "Refused",
    "Tray",
    "Words",
    "WorkerFailed",
    "around",
    "carry",
    "changes",
]
