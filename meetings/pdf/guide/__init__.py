"""The guide of a paper: printed page numbers, spreads, binding side, outline (child process).

It is found from the words of the pages, the bookmarks, and the thumbnails of pages without words.
"""

from meetings.pdf.guide.finding import find

__all__ = ["find"]
