"""Benchmarks: each module but the folder `ground` is one, run by `bin/bench NAME`."""
