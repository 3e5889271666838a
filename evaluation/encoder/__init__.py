"""The encoder's tasks: their data, scores, rivals and check sets."""
