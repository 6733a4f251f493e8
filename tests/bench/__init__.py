"""Benchmarks: figures beside their baselines in one run; never a timed test."""
