"""A paper with what was written on it, as PDF that any reader shows alike (child process).

Why it is drawn as it is: docs/decisions/inked-pdf.md.
"""

from meetings.pdf.inking.paper import inked

__all__ = ["inked"]
