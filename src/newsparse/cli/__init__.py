"""The `newsparse` command."""

from newsparse.cli.command import main

__all__ = ["main"]
