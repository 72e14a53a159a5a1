"""Names of hosts in addresses, and which of them no host can have."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["host_of", "may_be_host"]

# RFC 1035, section 2.3.4. What goes over the labels of a longer name one by one, or makes punycode of a longer
# label, takes quadratic time.
_LONGEST_NAME = 253
_LONGEST_LABEL = 63


def host_of(url: str) -> str:
    """The host of an address in lower case; empty where it names none, or what no host can be called."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host if may_be_host(host) else ""


def may_be_host(name: str) -> bool:
    """Whether a name, and each of its labels, is short enough for a host's."""
    return len(name) <= _LONGEST_NAME and max(map(len, name.split("."))) <= _LONGEST_LABEL
