"""Scorers: one module beside each task, run on gold sets and held to floors."""
