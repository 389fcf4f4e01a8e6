"""Composita: a medicine reference in which every statement has a source."""

__version__ = "0.1.0"
