"""Benchmarks: how long the main jobs take on this machine, beside a rival in the same run."""
