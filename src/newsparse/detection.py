"""Which format a name means, and which reads a source: every format bids, the highest bid wins.

A tie goes to the format that stands first in the order it is asked in, which the registry fixes: what the
program registered last, then installed plugins, then the built-in formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import attrs

from newsparse.compression import SUFFIXES
from newsparse.errors import PluginError
from newsparse.format import Confidence, Format
from newsparse.plugins import BUILTIN, Plugin, call, wrong_answer
from newsparse.source import Source

__all__ = ["Bid", "Entry", "bids_for", "ranked", "resolve", "suffixes_of"]


_MOST_SUFFIXES: Final = 8  # a name may hold any number of dots


@attrs.frozen
class Entry:
    """A format and the plugin that it belongs to."""

    format: Format
    plugin: Plugin


@attrs.frozen
class Bid:
    """What a format says of a source.

    Attributes:
        entry: The format and its plugin.
        confidence: What its `sniff` said, or `SUFFIX` where only name or media type fit.
    """

    entry: Entry
    confidence: Confidence

    def verdict(self) -> str:
        """The bid in words."""
        if self.confidence is Confidence.NO:
            return "not its kind of bytes"
        return f"{self.confidence.name} by {'its name' if self.confidence is Confidence.SUFFIX else 'its bytes'}"


def bids_for(source: Source, entries: Iterable[Entry], *, every: bool = True) -> list[Bid]:
    """Ask each format that reads, in order.

    Args:
        source: What to read.
        entries: The formats, those that win a tie first.
        every: Whether to ask on where no later bid can win.

    Raises:
        PluginError: A `sniff` raises, or returns something else than a `Confidence`.
        OSError: The file cannot be read.
    """
    empty = not source.head.strip()  # read first, so that its errors are not taken for a plugin's
    suffixes = _suffixes_inside(source.name)
    media_type = (source.media_type or "").partition(";")[0].strip().lower()
    bids = []
    for entry in entries:
        if not entry.format.reads:
            continue
        fits = bool(media_type and media_type in entry.format.media_types) or any(
            suffix in entry.format.suffixes for suffix in suffixes
        )
        confidence = Confidence.NO if empty else _sniff(entry, source)
        if confidence is Confidence.NO and fits and not empty:
            confidence = Confidence.SUFFIX
        bids.append(Bid(entry, confidence))
        if confidence is Confidence.SPECIFIC and not every:
            break
    return bids


def _sniff(entry: Entry, source: Source) -> Confidence:
    sniff = entry.format.sniff
    if sniff is None:
        return Confidence.NO
    name = entry.format.name
    answer = call(entry.plugin, "sniff", partial(sniff, source), format=name, source=source)
    if not isinstance(answer, Confidence):
        raise wrong_answer(entry.plugin, "sniff", answer, "a Confidence", format=name, source=source)
    return answer


def _suffixes_inside(name: str | None) -> list[str]:
    """The suffixes of a file name and of what it holds, longest first: `.warc.gz` also counts as `.warc`."""
    if not name:
        return []
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    stem = next((last.removesuffix(end) for end in SUFFIXES if last.endswith(end)), last)
    return [suffix for each in dict.fromkeys((last, stem)) for suffix in suffixes_of(each)]


def suffixes_of(name: str) -> list[str]:
    """The last parts of a file name that begin with a dot, longest first: `.news.txt`, then `.txt`."""
    parts = name.rsplit(".", _MOST_SUFFIXES)
    return ["." + ".".join(parts[at:]) for at in range(1, len(parts)) if at > 1 or parts[0]]


def ranked(bids: Sequence[Bid]) -> list[Bid]:
    """The bids that are any, the best first; equal ones in the order that they were asked in."""
    return sorted((bid for bid in bids if bid.confidence > Confidence.NO), key=lambda bid: -bid.confidence)


def resolve(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], dict[str, Entry]]:
    """The formats that stand, in order, and what each name means.

    A name belongs to the format that has it and is replaced by none, or to the one that replaces it.
    """
    takers: dict[str, Entry] = {}
    for entry in entries:
        replaced = entry.format.replaces
        if replaced is not None:
            if replaced in takers:
                raise _two_claim(replaced, takers[replaced], entry)
            takers[replaced] = entry
    standing = []
    names: dict[str, Entry] = {}
    replaced_by_name: dict[str, Entry] = {}
    for entry in entries:
        name = entry.format.name
        if name in takers and takers[name] is not entry and entry.format.replaces is None:
            # One format can be replaced; a second of that name would be shadowed without a word.
            newer = replaced_by_name.setdefault(name, entry)
            if newer is not entry:
                raise _two_claim(name, newer, entry)
            continue
        if name in names:
            raise _two_claim(name, names[name], entry)
        names[name] = entry
        standing.append(entry)
    for replaced, taker in takers.items():
        names.setdefault(replaced, taker)
    return tuple(standing), names


def _two_claim(name: str, newer: Entry, older: Entry) -> PluginError:
    both = f"both it and plugin {older.plugin.name!r} claim the format name {name!r}"
    if newer.format.replaces == older.format.replaces == name:
        advice = f"disable one of them: NEWSPARSE_DISABLE={older.plugin.name}"
    elif older.plugin.name == BUILTIN:
        advice = f"call it something else, or say replaces={name!r}"
    else:
        advice = f"let one of them say replaces={name!r}, or disable one: NEWSPARSE_DISABLE={older.plugin.name}"
    return newer.plugin.failure(f"{both}; {advice}", "register", format=name)
