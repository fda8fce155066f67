"""Which page of a new paper stands for which of the old one, and where its words went.

`finding` pairs the pages and places their words, in the child process, from stored words and
thumbnails; `comparing` draws pairs and looks at them; `carrying` moves a note by what was found
and needs no library, so the house does that itself (docs/decisions/pairing-pages.md).
"""
