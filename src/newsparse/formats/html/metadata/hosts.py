"""What an address tells of its site: which others are of the same one, its front page, and words of its name."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from newsparse.formats.html.metadata.text import fold
from newsparse.hosts import host_of

__all__ = ["country_of", "host_names", "is_front_page", "same_page", "same_site"]

_SHARED_ENDINGS = frozenset("co com org net gov ac edu or ne go gob gov".split())


def same_site(one: str, other: str) -> bool:
    """Whether two absolute addresses are of one site."""
    return _site(one) == _site(other)


def _site(url: str) -> str:
    """The registrable domain, near enough: two labels, three where the second last is a shared ending."""
    labels = host_of(url).rstrip(".").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SHARED_ENDINGS else labels[-2:])


def same_page(one: str, other: str) -> bool:
    """Whether two absolute addresses are of one page, whatever their schemes, `www` and the slash at the end."""
    return _page(one) == _page(other)


def _page(url: str) -> str:
    return unquote(url).partition("://")[2].removeprefix("www.").rstrip("/")


def country_of(url: str) -> str | None:
    """The country of a host by its ending, in capitals as BCP 47 has it; `None` for a general ending."""
    ending = host_of(url).rpartition(".")[2].upper()
    return ("GB" if ending == "UK" else ending) if len(ending) == 2 and ending.isalpha() else None


def is_front_page(url: str) -> bool:
    """Whether an address, absolute or relative, has no path beyond the root, and no query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in {"", "/"} and not parts.query


def host_names(url: str) -> set[str]:
    """Folded names that a site may go by, out of the host of an address."""
    host = host_of(url)
    labels = host.removeprefix("www.").split(".")
    names = {fold(host), fold(host.removeprefix("www."))}
    names.update(fold(label) for label in labels[:-1] if len(label) > 3)
    names.update(fold(".".join(labels[at:])) for at in range(len(labels) - 1))
    return names
