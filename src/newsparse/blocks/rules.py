"""What each element does to the text around it: a mapping from its name to a function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.embeds import AMP_PLAYERS, POSTS, post_address, read_player
from newsparse.blocks.figures import FIGURE_RULES
from newsparse.blocks.pictures import emoji, image_address, read_image
from newsparse.blocks.reader import Close, Open, Reader, end_part, read_spans
from newsparse.blocks.tables import is_data, layout, span_of
from newsparse.blocks.text import CONTROLS, clean_lines, squeeze, words_of
from newsparse.content import Cell, Code, Divider, Embed, List, Mark, Paragraph, Quote, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["BLOCK_RULES", "INLINE_RULES", "code_language"]

_LANGUAGE_CLASSES = ("language-", "lang-", "highlight-source-", "brush:")


def _marked(*marks: Mark) -> Open:
    added = frozenset(marks)

    def open_mark(reader: Reader, element: _Element) -> None:
        href, present, level = reader.style
        reader.style = (href, present | added, level)

    return open_mark


def _link(reader: Reader, element: _Element) -> None:
    written = element.get("href")
    if written is None:
        return
    url = clean_url(written, reader.base_url)
    if url is None and reader.note is not None:
        reader.note("link without an absolute address of an allowed scheme", element, written)
    if url is not None:
        _, marks, level = reader.style
        reader.style = (url, marks, level)


def _line_break(reader: Reader, element: _Element) -> None:
    # libxml2 lets nothing stand in a `br`, other tree builders do.
    reader.line_break()


def _unseen(reader: Reader, element: _Element) -> Literal[False]:
    return False


def _control(reader: Reader, element: _Element) -> Literal[False]:
    if reader.note is not None and (words := words_of(element)):
        reader.note("control", element, words)
    return False


def _part(reader: Reader, element: _Element) -> Close:
    reader.part()
    return end_part


def _heading(level: int) -> Open:
    def open_heading(reader: Reader, element: _Element) -> Close:
        reader.part()
        href, marks, _ = reader.style
        reader.style = (href, marks, level)
        return end_part

    return open_heading


def _rule(reader: Reader, element: _Element) -> Literal[False]:
    reader.part()
    reader.blocks.append(Divider())
    return False


def _quote(reader: Reader, element: _Element) -> Close | Literal[False]:
    classes = element.get("class")
    if classes and not POSTS.isdisjoint(classes.split()):
        return reader.post(element)
    if classes and "wp-embedded-content" in classes:
        return _teaser(reader, element)
    if not reader.open_container():
        return end_part
    reader.style = (*reader.style[:2], 0)
    return _end_quote


def _end_quote(reader: Reader, element: _Element) -> None:
    inner = reader.close_container()
    if inner:
        reader.blocks.append(Quote(inner))


def _teaser(reader: Reader, element: _Element) -> Literal[False]:
    """Another article shown as a card: its address stays, its words are not this article's."""
    reader.part()
    if reader.note is not None and (words := words_of(element)):
        reader.note("card of another article", element, words)
    url = post_address(element, reader.base_url)
    if url:
        reader.blocks.append(Embed("other", url))
    return False


def _list(reader: Reader, element: _Element) -> Close:
    if not reader.open_container():
        return end_part
    reader.style = (*reader.style[:2], 0)
    reader.items = []
    return _end_list


def _end_list(reader: Reader, element: _Element) -> None:
    reader.part()
    _stray(reader)
    items = reader.items
    reader.close_container()
    if items:
        reader.blocks.append(List([tuple(item) for item in items], ordered=element.tag == "ol"))


def _stray(reader: Reader) -> None:
    """Blocks in a list but in no item of it belong to the item before, as browsers show them."""
    items = reader.items
    if items is not None and reader.blocks:
        if not items:
            items.append([])
        items[-1].extend(reader.blocks)
        reader.blocks = []


def _item(reader: Reader, element: _Element) -> Close:
    reader.part()
    if reader.items is None:
        return end_part
    _stray(reader)
    reader.saved.append((reader.blocks, reader.items))
    reader.blocks = []
    reader.items = None
    return _end_item


def _end_item(reader: Reader, element: _Element) -> None:
    reader.part()
    inner = reader.blocks
    reader.blocks, reader.items = reader.saved.pop()
    if inner and reader.items is not None:
        reader.items.append(inner)


def _table(reader: Reader, element: _Element) -> Close | Literal[False]:
    reader.part()
    if not is_data(element):
        return end_part
    grid, strays = layout(element, reader.skip)
    for stray in strays:
        if isinstance(stray, str):
            reader.add(stray)
        elif spans := read_spans(stray, base_url=reader.base_url, skip=reader.skip, note=reader.note):
            reader.part()
            reader.blocks.append(Paragraph(spans))
    reader.part()
    rows = [[_cell(reader, cell) for cell in row] for row in grid]
    if any(cell.spans for row in rows for cell in row):
        reader.blocks.append(Table(rows))
    return False


def _cell(reader: Reader, cell: _Element) -> Cell:
    return Cell(
        read_spans(cell, base_url=reader.base_url, skip=reader.skip, note=reader.note),
        header=cell.tag == "th",
        colspan=span_of(cell, "colspan", 1000),
        rowspan=span_of(cell, "rowspan", 65534),
    )


def _preformatted(reader: Reader, element: _Element) -> Literal[False]:
    reader.part()
    pieces: list[str] = []
    for part in element.iter():
        if isinstance(part.tag, str):
            pieces.append("\n" if part.tag == "br" else part.text or "")
        if part is not element:
            pieces.append(part.tail or "")
    text = clean_lines("".join(pieces))
    if text.strip():
        reader.blocks.append(Code(text, language=code_language(element)))
    return False


def code_language(element: _Element) -> str | None:
    """The programming language of preformatted text, as the classes of highlighters name it; `None` for none."""
    for holder in (element, *element.iterchildren("code")):
        names: list[str] = holder.get("class", "").split()
        for name in names:
            for prefix in _LANGUAGE_CLASSES:
                short = name.removeprefix(prefix)
                if short != name and short.isascii() and short.isalnum() and len(short) <= 40:
                    return short
    return None


def _image(reader: Reader, element: _Element) -> Literal[False]:
    said = emoji(element)
    if said is not None:
        if said:
            reader.add(said)
        return False
    image = read_image(element, reader.base_url, href=reader.picture_link(), largest=reader.largest)
    if image is not None:
        reader.picture(image)
    return False


def _picture(reader: Reader, element: _Element) -> Literal[False] | None:
    """A `picture`; one that was never closed holds what follows it, which is read as if it stood outside."""
    return None if _is_unclosed(element) else _image(reader, element)


def _is_unclosed(picture: _Element) -> bool:
    """Whether words stand in a picture, or another one.

    Looking no further than the first of them, all pictures of a page together look at each element once.
    """
    for element in picture.iter():
        is_another = element.tag == "picture" and element is not picture
        says = isinstance(element.tag, str) and squeeze(element.text or "")
        if is_another or says or (element is not picture and squeeze(element.tail or "")):
            return True
    return False


def _has_picture(element: _Element | None, base_url: str | None) -> bool:
    """Whether an element is, or holds, a picture with an address."""
    return element is not None and any(
        image_address(img, base_url, largest=False) is not None for img in element.iter("img", "amp-img")
    )


def _without_scripts(reader: Reader, element: _Element) -> Literal[False]:
    """Of what is shown where scripts do not run: the picture whose place in the page is a placeholder."""
    images = list(element.iter("img", "amp-img"))
    if images and not _has_picture(element.getprevious(), reader.base_url):
        for img in images:
            _image(reader, img)
    if reader.note is not None and (words := words_of(element)):
        reader.note("shown only without scripts", element, words)
    return False


def _player(reader: Reader, element: _Element) -> Literal[False] | None:
    reader.part()
    embed = read_player(element, reader.base_url)
    if embed is not None:
        reader.blocks.append(embed)
    if element.tag == "embed":
        # libxml2 does not know that it holds nothing: what follows it stands inside.
        return None
    if reader.note is not None and (words := words_of(element)):
        reader.note("shown only where the player is not", element, words)
    return False


_MARKS: Mapping[str, Open] = {
    **dict.fromkeys(("strong", "b"), _marked("strong")),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), _marked("emphasis")),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _marked("code")),
    **dict.fromkeys(("s", "del", "strike"), _marked("strike")),
    "sub": _marked("subscript"),
    "sup": _marked("superscript"),
    "a": _link,
    "br": _line_break,
}
_LEFT_OUT: Mapping[str, Open] = {
    **dict.fromkeys(("script", "style", "template", "head", "svg", "meta", "link", "title", "base", "param",
                     "area", "datalist", "annotation", "annotation-xml"), _unseen),
    **dict.fromkeys((*CONTROLS, "input"), _control),
}  # fmt: skip
_PARTS: Mapping[str, Open] = dict.fromkeys(
    ("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "body", "html", "center",
     "address", "form", "fieldset", "legend", "details", "summary", "hgroup", "dl", "dt", "dd", "tbody", "thead",
     "tfoot", "tr", "td", "th", "caption", "figcaption", "noframes", "dir", "menu", "amp-carousel", "search"),
    _part,
)  # fmt: skip
_PLAYERS = ("iframe", "video", "audio", "object", *AMP_PLAYERS)
_PICTURES = ("img", "amp-img")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

BLOCK_RULES: Final[Mapping[str, Open]] = {
    **_MARKS,
    **_LEFT_OUT,
    **_PARTS,
    **dict.fromkeys((*_PLAYERS, "embed"), _player),
    **dict.fromkeys(_PICTURES, _image),
    "picture": _picture,
    **{name: _heading(level) for level, name in enumerate(_HEADINGS, 1)},
    **dict.fromkeys(("ul", "ol"), _list),
    **FIGURE_RULES,
    "li": _item,
    "blockquote": _quote,
    "table": _table,
    "hr": _rule,
    "noscript": _without_scripts,
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), _preformatted),
}
"""How blocks are read; an element that is not named is part of the running text."""

INLINE_RULES: Final[Mapping[str, Open]] = {
    **_MARKS,
    **_LEFT_OUT,
    **dict.fromkeys((*_PARTS, *_HEADINGS, "ul", "ol", "li", "blockquote", "table", "pre", "figure"), _part),
    **dict.fromkeys((*_PLAYERS, *_PICTURES, "noscript"), _unseen),
}
"""How inline text is read: blocks part lines."""
