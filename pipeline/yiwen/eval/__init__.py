"""Scores of translations: reading what is compared, the hard checks, the metrics."""
