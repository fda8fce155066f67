"""The parts of one's own notes: their pictures, what is asked of them, taking them out."""
