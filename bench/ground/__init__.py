"""What all benchmarks stand on: figures, a furnished council, Node and its servers, /proc."""
