"""How the shipped data and weights were made, end to end, on a CPU."""
