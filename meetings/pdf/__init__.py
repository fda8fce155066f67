"""Papers read and drawn by MuPDF, in processes that can be lost without harm.

A PDF is a program by a stranger: some never end, some unpack to gigabytes. `Pages` gives every
parse and every drawing to a sandboxed child process; what can't be shown is `Refused`.
"""

from meetings.pdf.facts import REASONS, PaperFacts, Picture, Refused, Words, WorkerFailed
from meetings.pdf.pages import Pages

__all__ = [
    "REASONS",
    "Pages",
    "PaperFacts",
    "Picture",
    "Refused",
    "Words",
    "WorkerFailed",
]
