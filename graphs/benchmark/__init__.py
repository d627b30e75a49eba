"""Measures how long questions take on large stores."""
