"""A warm standby: a second box follows the first and takes over by one command.

The first box sends what it commits before it answers (`leading`), the second keeps a copy
(`following`); `python -m meetings take-over` makes it the one that serves.
"""
