"""Collecting very many articles into one place, so that a run may be ended at any moment and taken up again."""
