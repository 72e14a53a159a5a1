"""Programs that measure newsparse; not part of the installed package."""
