"""Repair machine translations of Chinese government reports, summarize them, score translation systems."""

__version__ = "0.1.0"
