"""The parts of the clerk's preparing screen."""
