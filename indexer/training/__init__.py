"""Trains and measures the embedded encoder; nothing that builds or serves an index imports this package."""
