"""The built-in formats, each a module or package of its own."""
