"""The commands of ``python -m meetings``: each is a few acts by the house itself."""
