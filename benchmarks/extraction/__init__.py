"""Accuracy, speed and memory of article extraction, for newsparse and its peers on the same pages."""
