"""Bytes to text, by the WHATWG Encoding Standard with one exception.

The exception: whether bytes are UTF-8 is told by the bytes and not by the page. What is valid UTF-8 and holds more
than ASCII is UTF-8, because no text in another encoding is so by chance; what is invalid for the most part is not.
Labels are wrong far more often.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import attrs

__all__ = ["Decoded", "codec_of", "decode", "is_known", "without_surrogates"]

# The labels of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels) under the
# Python codec nearest to the standard's decoder. "replacement" and "x-user-defined" are left out: neither
# is an encoding of text.
_LABELS: Final = {
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "cp949": (
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
    ),
    "gb18030": ("chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"),
    "cp866": "866 cp866 csibm866 ibm866",
    "iso-2022-jp": "csiso2022jp iso-2022-jp",
    "iso-8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "iso-8859-16",
    "iso-8859-2": ("csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
    "iso-8859-3": ("csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
    "iso-8859-4": ("csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
    "iso-8859-5": ("csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
    "iso-8859-6": (
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
        "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso-8859-7": (
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 "
        "iso_8859-7 iso_8859-7:1987 sun_eu_greek"
    ),
    "iso-8859-8": (
        "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i "
        "iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual"
    ),
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "utf-16be": "unicodefffe utf-16be",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "windows-1250": "cp1250 windows-1250 x-cp1250",
    "windows-1251": "cp1251 windows-1251 x-cp1251",
    "windows-1252": (
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
        "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"
    ),
    "windows-1253": "cp1253 windows-1253 x-cp1253",
    "windows-1254": (
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
        "l5 latin5 windows-1254 x-cp1254"
    ),
    "windows-1255": "cp1255 windows-1255 x-cp1255",
    "windows-1256": "cp1256 windows-1256 x-cp1256",
    "windows-1257": "cp1257 windows-1257 x-cp1257",
    "windows-1258": "cp1258 windows-1258 x-cp1258",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
}
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))

# Where a page may say its charset; the HTML standard looks at 1024 bytes, real pages say it later.
_PRESCAN: Final = 65536
_COMMENT_OR_META: Final = re.compile(
    rb"""<!--(?:>|.*?(?:-->|\Z))|<meta(?=[\s/])((?:[^>"']++|"[^"]{0,4000}+"|'[^']{0,4000}+')*+)""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(rb"""(?<![^\s/"'])([^\s/>="']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_XML_DECLARATION: Final = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.+-]{2,40})["']""")
_CHARSET_PARAMETER: Final = re.compile(r"""charset\s*=\s*["']?\s*([\w:.+-]{2,40})""", re.IGNORECASE)

# A page cut off or patched together is still UTF-8 when almost all of its longer sequences are.
_TOLERATED: Final = 0.02
_DETECTOR_SAMPLE: Final = 32768
_PIECE_END: Final = re.compile(rb"[<>\r\n]+")
# What pages without a right label are written in. The detector knows many more, and takes these for them.
_DETECTED: Final = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp874 koi8_r gb18030 big5hkscs cp932 euc_jp cp949".split()
)

How: TypeAlias = Literal["text", "bom", "argument", "utf-8", "ascii", "media type", "meta", "detected", "default"]


@attrs.frozen
class Decoded:
    """Text, and how its encoding was settled.

    Attributes:
        text: The text, without a byte-order mark; U+FFFD stands for what could not be decoded.
        encoding: The Python codec used.
        how: What settled it: the mark, the caller, validity as UTF-8, the label of the media type or of
            the page, the detector, or nothing (windows-1252, the standard's default).
        label: The label that was followed, or passed over because it was unknown or wrong.
    """

    text: str
    encoding: str
    how: How
    label: str | None = None


def codec_of(label: str) -> str | None:
    """The Python codec for a label as browsers understand it; `None` for one they do not know."""
    name = label.strip().lower()
    return next((codec for codec, labels in _LABELS.items() if name in labels.split()), None)


def is_known(label: str) -> bool:
    """Whether a caller's label names an encoding, to browsers or to Python."""
    return (codec_of(label) or _other_codec(label)) is not None


def decode(data: bytes, *, encoding: str | None = None, media_type: str | None = None) -> Decoded:
    """Decode bytes whose encoding may be declared by the caller, the media type, or the text itself.

    Args:
        data: The bytes, decompressed.
        encoding: The caller's word; only a byte-order mark outranks it. An unknown label counts as none.
        media_type: A media type whose `charset` parameter ranks with what the page itself claims.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(codec, "replace"), codec, "bom")
    if encoding is not None:
        named = codec_of(encoding) or _other_codec(encoding)
        if named is not None:
            return Decoded(_replacing(data, named), named, "argument", encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, media_type)
    if not text.isascii():
        return Decoded(text, "utf-8", "utf-8", encoding)
    # ISO-2022-JP hides everything in ASCII bytes; no other encoding differs from ASCII here.
    if "\x1b$" in text and _claimed(data, media_type)[0] == "iso-2022-jp":
        return Decoded(_replacing(data, "iso-2022-jp"), "iso-2022-jp", "meta", "iso-2022-jp")
    return Decoded(text, "utf-8", "ascii", encoding)


# What Python calls encodings of text and are notations of host names and of its own literals.
_NO_TEXT: Final = frozenset({"idna", "punycode", "undefined", "raw-unicode-escape", "unicode-escape"})
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _other_codec(label: str) -> str | None:
    """A codec that Python knows and the standard does not; the caller may name any."""
    try:
        info = codecs.lookup(label)
        # The codecs module also holds transforms such as rot13 and hex, which do not give text.
        "".encode(info.name)
        b"".decode(info.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if info.name in _NO_TEXT else info.name


def _replacing(data: bytes, codec: str) -> str:
    """Decode with U+FFFD for what is invalid, and for lone surrogates, which UTF-7 can say and no text holds."""
    return without_surrogates(data.decode(codec, "replace").removeprefix("\ufeff"))


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no encoding can say."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _claimed(data: bytes, media_type: str | None) -> tuple[str | None, How, str | None]:
    """The codec that the media type or the page claims, who claims it, and the label."""
    parameter = _CHARSET_PARAMETER.search(media_type) if media_type else None
    head = data[:_PRESCAN]
    if parameter and (codec := codec_of(parameter[1])):
        return codec, "media type", parameter[1]
    passed_over = parameter[1] if parameter else None
    for label in _labels_in(head):
        codec = codec_of(label)
        if codec:
            # "If the encoding is UTF-16, use UTF-8": a page that could be read this far is not UTF-16.
            return ("utf-8" if codec.startswith("utf-16") else codec), "meta", label
        passed_over = passed_over or label
    return None, "default", passed_over


def _labels_in(head: bytes) -> Iterator[str]:
    """The labels that a page gives itself, as the HTML standard finds them before parsing, comments left out."""
    for match in _COMMENT_OR_META.finditer(head):
        if match[1]:
            attributes = {name.lower(): b"".join(values) for name, *values in _ATTRIBUTE.findall(match[1])}
            if label := attributes.get(b"charset"):
                yield label.decode("ascii", "replace")
            elif attributes.get(b"http-equiv", b"").strip().lower() == b"content-type":
                parameter = _CHARSET_PARAMETER.search(attributes.get(b"content", b"").decode("ascii", "replace"))
                if parameter:
                    yield parameter[1]
    declaration = _XML_DECLARATION.match(head)
    if declaration:
        yield declaration[1].decode("ascii", "replace")


def _decode_other(data: bytes, media_type: str | None) -> Decoded:
    """Decode bytes that are not valid UTF-8 and that the caller says nothing about."""
    utf16 = _bare_utf16(data)
    if utf16:
        return Decoded(_replacing(data, utf16), utf16, "detected")
    codec, how, label = _claimed(data, media_type)
    valid, invalid = _sequences(data)
    if valid and invalid <= (valid + invalid) * _TOLERATED:
        return Decoded(data.decode("utf-8", "replace"), "utf-8", "utf-8", label)
    is_belied = codec == "utf-8" and invalid >= max(valid, 1)
    if codec is not None and not is_belied:
        return Decoded(_replacing(data, codec), codec, how, label)
    detected = _detect(data)
    codec = detected or "windows-1252"
    return Decoded(_replacing(data, codec), codec, "detected" if detected else "default", label)


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: markup is full of ASCII, so every other byte of it is zero."""
    sample = data[:1024]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > half * 0.4 and sample[0::2].count(0) < half * 0.1:
        return "utf-16le"
    if sample[0::2].count(0) > half * 0.4 and sample[1::2].count(0) < half * 0.1:
        return "utf-16be"
    return None


def _sequences(data: bytes) -> tuple[int, int]:
    """How many sequences beyond ASCII are valid UTF-8, and how many are not; one cut off at the end is neither."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    invalid = text.count("\ufffd") - data.count("\ufffd".encode())
    return len(text) - len(text.encode("ascii", "ignore")) - invalid, invalid


def _detect(data: bytes) -> str | None:
    """The best guess of the detector for the pieces of text that hold more than ASCII, up to a sample's length."""
    from charset_normalizer import from_bytes

    sample: list[bytes] = []
    left = _DETECTOR_SAMPLE
    for piece in _PIECE_END.split(data):
        if left > 0 and not piece.isascii():
            sample.append(piece[:_DETECTOR_SAMPLE])
            left -= len(piece)
    matches = from_bytes(b"\n".join(sample), cp_isolation=_DETECTED)
    best = matches.best()
    if best is None:
        return None
    # Of those that do as well it takes the first by name, and not the most frequent.
    western = (match for match in matches if "cp1252" in match.could_be_from_charset)
    if any(match.chaos <= best.chaos and match.coherence >= best.coherence for match in western):
        return "windows-1252"
    return codec_of(best.encoding.replace("_", "-")) or best.encoding
