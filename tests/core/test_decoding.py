"""Encodings are settled by the WHATWG rules, with UTF-8 winning where the bytes prove it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from newsparse.decoding import codec_of, decode, is_known

CHINESE = "<html><head><meta charset={}></head><body>北约希望向基辅派送更多的防空系统，但没有做出承诺。</body></html>"
RUSSIAN = "<html><body>" + "Правительство обсудит новый закон на заседании в четверг. " * 20 + "</body></html>"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "windows-1252"),
        ("ASCII", "windows-1252"),
        (" latin1 ", "windows-1252"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("big5", "big5hkscs"),
        ("shift_jis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("tis-620", "cp874"),
        ("utf8", "utf-8"),
        ("klingon", None),
        ("utf-7", None),
    ],
)
def test_labels_mean_what_browsers_take_them_to_mean(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize("bom_codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_outranks_everything(bom_codec: str) -> None:
    decoded = decode("héllo".encode(bom_codec), encoding="gb2312")
    assert (decoded.text, decoded.how) == ("héllo", "bom")


def test_a_big_endian_mark_is_known() -> None:
    assert decode(b"\xfe\xff" + "é".encode("utf-16-be")).text == "é"


def test_the_callers_word_outranks_the_page() -> None:
    decoded = decode(CHINESE.format("utf-8").encode("big5", "ignore"), encoding="big5")
    assert decoded.how == "argument"
    assert decoded.encoding == "big5hkscs"


def test_the_caller_may_name_codecs_that_browsers_do_not_know() -> None:
    assert decode("æther".encode("cp500"), encoding="cp500").text == "æther"


def test_a_lone_surrogate_that_utf7_says_is_replaced() -> None:
    assert decode(b"a+2AA-b", encoding="utf-7").text == "a\ufffdb"
    assert decode(b"a+2D3eAA-b", encoding="utf-7").text == "a\U0001f600b"


@pytest.mark.parametrize(
    "label",
    ["klingon", "rot13", "hex", "idna", "punycode", "undefined", "Unicode-Escape", "raw unicode_escape", "", "a\x00b"],
)
def test_an_unknown_label_counts_as_none(label: str) -> None:
    assert decode("é".encode(), encoding=label).text == "é"


@pytest.mark.parametrize("codec", ["cp1252", "cp1250"])
@pytest.mark.parametrize("media_type", [None, "text/html; charset=utf-8"])
def test_a_page_that_is_not_the_utf8_it_claims_to_be_is_told_by_the_detector(
    codec: str, media_type: str | None
) -> None:
    words = {"cp1252": "El Niño vuelve a España en otoño. ", "cp1250": "Zażółć gęślą jaźń, pisał poeta. "}[codec]
    page = f"<title>x</title><p>{words * 5}" if media_type else f"<meta charset=utf-8><p>{words * 5}"
    decoded = decode(page.encode(codec), media_type=media_type)
    assert (decoded.text, decoded.how, decoded.label) == (page, "detected", "utf-8")


@pytest.mark.parametrize("damage", [b"\xe9", b"\xff" * 9, b"\xe9" * 19, "\ufffd".encode() * 99 + b"\xe9"])
def test_damaged_utf8_that_is_labelled_so_stays_utf8(damage: bytes) -> None:
    decoded = decode(b"<meta charset=utf-8>" + "é".encode() * 20 + damage)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("é") == 20


def test_a_page_cut_inside_its_only_character_keeps_its_label() -> None:
    assert decode(b"<meta charset=utf-8>caf\xc3").how == "meta"


def test_the_callers_word_for_utf8_is_followed_whatever_the_bytes() -> None:
    decoded = decode(b"caf\xe9", encoding="utf-8")
    assert (decoded.text, decoded.how) == ("caf\ufffd", "argument")


def test_a_label_that_nobody_knows_is_passed_over() -> None:
    decoded = decode(b'<meta charset="martian"><p>caf\xe9 cr\xe8me br\xfbl\xe9e')
    assert decoded.text.startswith("<meta")
    assert (decoded.how, decoded.label) == ("detected", "martian")


@pytest.mark.parametrize(
    ("label", "known"),
    [("gb2312", True), ("cp500", True), ("klingon", False), ("rot13", False), ("unicode-escape", False)],
)
def test_a_label_is_known_to_browsers_to_python_or_to_nobody(label: str, known: bool) -> None:
    assert is_known(label) is known


@pytest.mark.parametrize("label", ["gb2312", "iso-8859-1", "klingon"])
def test_valid_utf8_is_utf8_whatever_the_page_claims(label: str) -> None:
    page = CHINESE.format(label)
    decoded = decode(page.encode())
    assert decoded.text == page
    assert decoded.how == "utf-8"


@pytest.mark.parametrize(
    ("label", "codec"),
    [("gb2312", "gb18030"), ("gb18030", "gb18030"), ("gbk", "gbk")],
)
def test_the_pages_own_label_is_followed(label: str, codec: str) -> None:
    page = CHINESE.format(label)
    decoded = decode(page.encode(codec))
    assert (decoded.text, decoded.how, decoded.label) == (page, "meta", label)


@pytest.mark.parametrize(
    "head",
    [
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=GB2312'>",
        "<meta content='text/html;charset=gb2312' http-equiv=content-type />",
        "<meta charset = gb2312>",
        "<!-- <meta charset=koi8-r> --><!--><meta charset=gb2312>",
        "<meta name=description content='on charset=koi8-r'><meta charset=gb2312>",
        '<meta property=og:title content="charset=koi8-r > all"><meta charset=gb2312>',
        "<meta http-equiv=refresh content='9;charset=koi8-r'><meta charset=gb2312>",
        "<meta http-equiv=content-type content=text/html><metadata charset=koi8-r><meta charset=gb2312>",
        "<meta charset=klingon><meta charset=gb2312>",
        "<title>" + "words " * 1000 + "</title><meta charset=gb2312>",
    ],
)
def test_a_label_is_found_as_browsers_find_it(head: str) -> None:
    page = f"<html><head>{head}</head><body>北约希望向基辅派送更多的防空系统。</body></html>"
    decoded = decode(page.encode("gbk"))
    assert (decoded.text, decoded.encoding, decoded.how) == (page, "gb18030", "meta")


def test_an_xml_declaration_is_a_label() -> None:
    page = '<?xml version="1.0" encoding="windows-1251"?><html><body>Привет, мир</body></html>'
    assert decode(page.encode("cp1251")).text == page


def test_a_media_type_is_a_label() -> None:
    page = "<p>Grüße</p>"
    decoded = decode(page.encode("cp1252"), media_type='text/html; charset="ISO-8859-1"')
    assert (decoded.text, decoded.how) == (page, "media type")


def test_a_meta_label_follows_an_unknown_media_type() -> None:
    page = CHINESE.format("gb2312")
    assert decode(page.encode("gbk"), media_type="text/html; charset=klingon").how == "meta"


def test_a_utf16_label_in_readable_markup_means_utf8() -> None:
    decoded = decode(b"<meta charset=utf-16><p>caf\xe9 " + "é".encode() * 3 + b"</p>")
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zeros(codec: str) -> None:
    page = "<html><body><p>Grüße aus Köln</p></body></html>"
    decoded = decode(page.encode(codec))
    assert (decoded.text, decoded.how) == (page, "detected")


def test_a_page_cut_inside_a_character_stays_utf8() -> None:
    page = CHINESE.format("gb2312").encode()
    cut = page[: page.index("基".encode()) + 1]
    assert decode(cut).encoding == "utf-8"
    assert "北约希望向" in decode(cut).text


def test_stray_bytes_in_utf8_become_replacement_characters() -> None:
    data = ("Ünïcödé " * 100).encode() + b"\xff" + b" end"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1


def test_a_detector_decides_where_nothing_is_declared() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.how == "detected"
    assert "Правительство" in decoded.text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Le conseil a décidé que le pont sera réparé avant l’été, après une longue journée de débat. "),
        ("cp1252", "El Niño vuelve a España en otoño. "),
        ("cp1250", "Rada města rozhodla, že most přes řeku bude opraven dříve, než začne příští školní rok. "),
        ("cp1251", "Правительство обсудит новый закон на заседании в четверг. "),
        ("gb18030", "北约希望向基辅派送更多的防空系统，但没有做出承诺。"),
        ("cp932", "政府は木曜日の会議で新しい法律について話し合うことを決めました。"),
        ("cp949", "정부는 목요일 회의에서 새로운 법안을 논의하기로 했다. "),
    ],
)
def test_a_detector_looks_at_the_text_and_not_at_the_scripts(codec: str, text: str) -> None:
    page = (
        f"<html><head><title>{text}</title><script>{'var a = 1; ' * 9000}</script><body><p>{text * 9}</p></body></html>"
    )
    decoded = decode(page.encode(codec))
    assert (decoded.text, decoded.how) == (page, "detected")


def test_what_nobody_knows_is_the_standards_default() -> None:
    decoded = decode(bytes(random.Random(5).choices(range(0x80, 0xFF), k=40)))
    assert decoded.how in ("detected", "default")
    assert decode(b"\xff").text


def test_iso_2022_jp_hides_in_ascii() -> None:
    page = "<meta charset=iso-2022-jp><p>日本語のニュース</p>"
    assert decode(page.encode("iso-2022-jp")).text == page


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"plain").how == "ascii"
    assert decode(b"\x1b$ not declared").how == "ascii"


@pytest.mark.parametrize(
    "hostile", [b"a" * 65_000, b"=" * 65_000, b"a " * 32_000, b'a="<meta ' * 8000, b"a='<meta " * 8000]
)
def test_looking_for_a_label_takes_no_longer_than_reading_the_head(hostile: bytes) -> None:
    """Patterns that start again at each letter would take minutes here, and the run's own time limit would end it."""
    assert decode(b"<meta " + hostile + b"\xff").how in ("detected", "default")


@pytest.mark.corpora
def test_the_html_standards_own_cases_are_labelled_as_they_say(corpora: Any) -> None:
    """Where a browser follows no label since the tag is broken, this library may."""
    folder = corpora.folder("html5lib-tests") / "encoding"
    cases = [part for path in sorted(folder.glob("*.dat")) for part in path.read_bytes().split(b"#data\n")[1:]]
    assert cases
    for data, _, label in (case.partition(b"\n#encoding\n") for case in cases):
        wanted = codec_of(label.split(b"\n")[0].decode())
        decoded = decode(data + "éé".encode() + b"\xff")
        marked = data.startswith(b"\xef\xbb\xbf")
        if wanted != "windows-1252" and b"document.write" not in data and (marked or data.isascii()):
            assert (decoded.encoding, decoded.how) == (wanted, "bom" if marked else "meta"), data
