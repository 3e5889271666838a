"""presenting."""
