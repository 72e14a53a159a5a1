"""Fits the weights of the body extractor to the development corpora."""
