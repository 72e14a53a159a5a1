"""The ftr-site-config file format: one text file of rules for each host, kept in the open for Full-Text RSS.

The format: https://help.fivefilters.org/full-text-rss/site-patterns.html and the README of the rules. A file
is named after its host, `example.com.txt`, or `.example.com.txt` for the hosts below it. A line is
`directive: value` or `directive(argument): value`; `#` and `//` begin comments.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import attrs

from newsparse.sites.rules import SiteRules
from newsparse.sites.selector import SelectorError, check_selector
from newsparse.sites.site import Site

__all__ = ["SiteConfig", "SiteConfigProblem", "read_site_config", "read_site_config_text"]

_LINE = re.compile(r"([a-z_]+)(?:\((.*?)\))?\s*:(?:\s+(.*)|(.*))\Z", re.DOTALL | re.IGNORECASE)
_FIELDS = {
    "title": "title",
    "body": "body",
    "author": "authors",
    "date": "published",
    "strip": "strip",
}
# What means downloading, logging in, another parser or another kind of output: kept, not acted on.
_KEPT = frozenset(
    [
        "single_page_link",
        "single_page_link_in_feed",
        "next_page_link",
        "if_page_contains",
        "http_header",
        "requires_login",
        "login_uri",
        "login_username_field",
        "login_password_field",
        "login_extra_fields",
        "not_logged_in_xpath",
        "autodetect_on_failure",
        "autodetect_next_page",
        "parser",
        "tidy",
        "test_url",
        "test_contains",
        "insert_detected_image",
        "convert_double_br_tags",
        "skip_json_ld",
        "native_ad_clue",
        "footnotes",
        "strip_attr",
        "post_strip_attr",
        "strip_comments",
        "wrap_in",
        "move_into",
        "dissolve",
        "skip_id_or_class",
        "src_lazy_load_attr",
    ]
)
_XPATHS_KEPT = frozenset({"single_page_link", "next_page_link", "if_page_contains", "not_logged_in_xpath"})
_YES_OR_NO = frozenset({"yes", "true", "1", "no", "false", "0"})


@attrs.frozen
class SiteConfigProblem:
    """A file, or a line of one, that could not be understood.

    Attributes:
        file: The name of the file.
        line: The line, counted from 1; `None` where the whole file is meant.
        reason: What is wrong with it.
    """

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


@attrs.frozen
class SiteConfig:
    """What a folder of rules gave.

    Attributes:
        rules: The sites, for the `sites` argument of `newsparse.parse`.
        problems: Every line that was left out, with the reason. A file with problems still counts
            for its other lines, where there are any.
    """

    rules: SiteRules
    problems: tuple[SiteConfigProblem, ...]


def read_site_config(folder: str | os.PathLike[str]) -> SiteConfig:
    """Read a checkout of rules in the ftr-site-config format.

    Directives that mean downloading are kept in `Site.directives` and never acted on.

    Args:
        folder: The folder; its `*.txt` files are read in the order of their names.

    Returns:
        The sites, and every line that is not among them.

    Raises:
        OSError: The folder cannot be read.
    """
    sites: list[Site] = []
    problems: list[SiteConfigProblem] = []
    for path in sorted(Path(folder).iterdir()):
        name = path.name
        if not name.endswith(".txt"):
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(SiteConfigProblem(name, None, f"cannot be read: {error}"))
            continue
        site, found = read_site_config_text(text, name=name)
        problems += found
        if site is not None:
            sites.append(site)
    return SiteConfig(SiteRules(sites), tuple(problems))


def read_site_config_text(text: str, *, name: str) -> tuple[Site | None, tuple[SiteConfigProblem, ...]]:
    """Read one file of rules.

    Args:
        text: The file's text.
        name: The file's name; it says which host the rules are for.

    Returns:
        The site, `None` if no line of the file can be used, and the lines that cannot.
    """
    host = name.removesuffix(".txt").removeprefix("www.")
    rules = _Rules()
    for number, line in enumerate(text.splitlines(), 1):
        reason = _read_line(number, line.strip(), rules)
        if reason:
            rules.problems.append(SiteConfigProblem(name, number, reason))
    for number, find in rules.finds:
        rules.problems.append(SiteConfigProblem(name, number, f"find_string {find!r} has no replace_string"))
    if not rules.is_empty:
        try:
            return rules.as_site(host), tuple(rules.problems)
        except ValueError as error:
            rules.problems.append(SiteConfigProblem(name, None, str(error)))
    elif not rules.problems:
        rules.problems.append(SiteConfigProblem(name, None, "holds no rule"))
    return None, tuple(rules.problems)


@attrs.define
class _Rules:
    """The lines of one file, sorted by what they say."""

    selectors: dict[str, list[str]] = attrs.field(factory=lambda: {field: [] for field in _FIELDS.values()})
    tokens: list[str] = attrs.field(factory=list)
    images: list[str] = attrs.field(factory=list)
    replace: list[tuple[str, str]] = attrs.field(factory=list)
    directives: list[tuple[str, str]] = attrs.field(factory=list)
    problems: list[SiteConfigProblem] = attrs.field(factory=list)
    finds: list[tuple[int, str]] = attrs.field(factory=list)

    @property
    def is_empty(self) -> bool:
        return not (any(self.selectors.values()) or self.tokens or self.images or self.replace or self.directives)

    def as_site(self, host: str) -> Site:
        return Site(
            (host if host.startswith(".") else f"={host}",),
            name=host,
            title=self.selectors["title"],
            body=self.selectors["body"],
            authors=self.selectors["authors"],
            published=self.selectors["published"],
            strip=self.selectors["strip"],
            strip_tokens=self.tokens,
            strip_images=self.images,
            replace=self.replace,
            # Whatever the file says of it: `prune: no` is about another extractor's pruning, and the rules are of
            # all ages. On real pages ours helps nearly all of them, and one that is outdated does no harm then.
            prune=True,
            directives=self.directives,
        )


def _read_line(number: int, line: str, rules: _Rules) -> str | None:
    """Sort one line in; the reason if it cannot be used."""
    if not line or line.startswith(("#", "//")):
        return None
    match = _LINE.match(line)
    if not match:
        return f"no directive: {line[:60]!r}"
    directive = match[1].lower()
    value = (match[3] if match[3] is not None else match[4] or "").strip()
    if directive in _FIELDS:
        return _add_selector(rules.selectors[_FIELDS[directive]], value)
    if directive == "find_string":
        rules.finds.append((number, value))
        return None
    if directive == "replace_string":
        return _add_replacement(match[2], value, rules)
    if directive in _KEPT:
        rules.directives.append((directive if match[2] is None else f"{directive}({match[2]})", value))
        return _problem_of(value) if directive in _XPATHS_KEPT else None
    return _add_other(directive, value, rules)


def _add_other(directive: str, value: str, rules: _Rules) -> str | None:
    if directive == "prune":
        rules.directives.append((directive, value))
        return None if value.lower() in _YES_OR_NO else f"prune is yes or no, not {value!r}"
    if directive not in ("strip_id_or_class", "strip_image_src"):
        return f"unknown directive {directive!r}"
    value = value.replace("'", "").replace('"', "").strip()
    if not value:
        return f"{directive} has no value"
    (rules.tokens if directive == "strip_id_or_class" else rules.images).append(value)
    return None


def _add_selector(selectors: list[str], value: str) -> str | None:
    reason = _problem_of(value)
    if reason is None:
        selectors.append(f"xpath:{value}")
    return reason


def _problem_of(expression: str) -> str | None:
    if not expression:
        return "the XPath is empty"
    try:
        check_selector(f"xpath:{expression}")
    except SelectorError as error:
        return f"{expression!r}: {error}"
    return None


def _add_replacement(argument: str | None, value: str, rules: _Rules) -> str | None:
    """Complete the oldest `find_string` that waits for its replacement, or the argument's own."""
    if argument is not None:
        find = argument
    elif rules.finds:
        find = rules.finds.pop(0)[1]
    else:
        return "replace_string without a find_string"
    if not find:
        return "there is nothing to find"
    rules.replace.append((find, value))
    return None
