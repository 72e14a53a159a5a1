"""Formats are found, chosen, asked and blamed the same way, wherever they come from."""

from __future__ import annotations

import gzip
import io
import types
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

import newsparse
from newsparse import (
    Article,
    Confidence,
    ContainerError,
    Format,
    LimitError,
    Limits,
    NoArticleError,
    PluginError,
    ReadError,
    Registry,
    Source,
    UnknownFormatError,
    WriteError,
    hookimpl,
)


def letter(source: Source) -> Article:
    if b"!" in source.data:
        raise ReadError("it shouts", line=1)
    return Article(title=source.text.removeprefix("LETTER "), body=["Dear reader"])


def sniff_letter(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"LETTER") else Confidence.NO


def letter_format(**changes: Any) -> Format:
    fields: dict[str, Any] = {
        "name": "letter",
        "suffixes": [".letter"],
        "media_types": ["text/letter"],
        "sniff": sniff_letter,
        "read": letter,
        "write": lambda article, *, loud=False: (article.title + "!" * loud).encode(),
    }
    return Format(**fields | changes)


def pile(source: Source) -> Iterator[Any]:
    """Documents separated by lines of equals signs; `?` stands for one that cannot be had."""
    for at, part in enumerate(source.data.removeprefix(b"PILE\n").split(b"\n====\n")):
        if part == b"?":
            yield ReadError("gone")
        elif part == b"raise":
            raise RuntimeError("the pile fell over")
        elif part == b"os":
            raise OSError("the disk went away")
        elif part == b"none":
            yield None
        elif part.startswith(b"known "):
            yield source.inner(part, known={part.split()[1].decode(): datetime(2024, 1, 1)})  # noqa: DTZ001
        elif part:
            yield source.inner(part, name=f"page {at}", known={"publisher": "The Pile", "title": "Known"})


PILE = Format(
    name="pile",
    sniff=lambda source: Confidence.SPECIFIC if source.head.startswith(b"PILE") else Confidence.NO,
    split=pile,
)


@pytest.fixture
def registry() -> Registry:
    return Registry([letter_format(), PILE])


def test_the_best_bid_reads(registry: Registry) -> None:
    article = registry.parse(b"LETTER hello")
    assert article.title == "hello"
    assert article.origin is not None
    assert article.origin.data == b"LETTER hello"


@pytest.mark.parametrize("wrap", [lambda b: b, bytearray, memoryview, io.BytesIO, Source, gzip.compress])
def test_every_kind_of_source_is_read(registry: Registry, wrap: Callable[[bytes], Any]) -> None:
    assert registry.parse(wrap(b"LETTER hello")).title == "hello"


def test_paths_are_read_as_str_and_as_path(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "x.letter"
    path.write_bytes(b"LETTER hello")
    assert registry.parse(str(path)) == registry.parse(path)


def test_something_else_is_no_source(registry: Registry) -> None:
    with pytest.raises(TypeError, match="parse_text"):
        registry.parse(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="parse takes bytes"):
        registry.parse_text(b"x")  # type: ignore[arg-type]


def test_a_format_is_named_by_a_str(registry: Registry) -> None:
    with pytest.raises(TypeError, match="format"):
        registry.parse(b"LETTER x", format=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="format"):
        registry.encode(Article(), letter_format())  # type: ignore[arg-type]


def test_text_is_read_by_parse_text(registry: Registry) -> None:
    assert registry.parse_text("LETTER héllo").title == "héllo"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_what_nobody_knows_lists_every_verdict(registry: Registry, data: bytes) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        registry.parse(data)
    assert {"letter", "pile", "json", "html"} <= caught.value.verdicts.keys()


def test_the_callers_format_beats_all(registry: Registry) -> None:
    assert registry.parse(b"<p>hello", format="letter").title == "<p>hello"


def test_an_unknown_name_lists_those_that_can(registry: Registry) -> None:
    with pytest.raises(UnknownFormatError, match="letter"):
        registry.parse(b"x", format="novel")
    with pytest.raises(UnknownFormatError, match="letter"):
        registry.encode(Article(), "pile")
    with pytest.raises(UnknownFormatError, match=r"\.letter"):
        registry.dump(Article(), "x.novel")


@pytest.mark.parametrize("name", ["x.letter", "x.LETTER", "x.letter.gz", "folder.html/x.letter"])
def test_a_fitting_name_counts_where_the_bytes_can_be_read(registry: Registry, name: str) -> None:
    assert registry.parse(Source(b"no signature", name=name)).title == "no signature"


def test_a_fitting_media_type_counts_as_a_name_does(registry: Registry) -> None:
    assert registry.parse(Source(b"no signature", media_type="Text/Letter; charset=utf-8")).title == "no signature"


def test_a_fitting_name_does_not_count_where_the_bytes_cannot_be_read(registry: Registry) -> None:
    with pytest.raises(UnknownFormatError, match="it shouts"):
        registry.parse(Source(b"no signature!", name="x.letter"))


def test_a_read_error_says_where_and_in_which_format(registry: Registry) -> None:
    with pytest.raises(ReadError) as caught:
        registry.parse(Source(b"LETTER hey!", name="post"))
    error = caught.value
    assert (error.format, error.source, error.line, error.reason) == ("letter", "post", 1, "it shouts")


def test_a_suffix_alone_does_not_make_an_article_of_nothing(registry: Registry) -> None:
    with pytest.raises(UnknownFormatError):
        registry.parse(Source(b" ", name="x.letter"))


def test_the_last_registered_wins_a_tie(registry: Registry) -> None:
    registry.register(letter_format(name="letter2", read=lambda source: Article(title="second")))
    assert registry.parse(b"LETTER hello").title == "second"
    registry.unregister("format:letter2")
    assert registry.parse(b"LETTER hello").title == "hello"


def test_where_one_is_sure_the_formats_after_it_are_not_asked_but_by_explain() -> None:
    asked: list[str] = []

    def sniff(source: Source) -> Confidence:
        asked.append("later")
        return Confidence.GENERIC

    registry = Registry([letter_format(name="later", sniff=sniff), letter_format()])
    registry.parse(b"LETTER x")
    assert not asked
    assert [bid.format for bid in registry.explain(b"LETTER x").bids][:2] == ["letter", "later"]
    assert asked


def test_specific_beats_generic(registry: Registry) -> None:
    registry.register(letter_format(name="vague", sniff=lambda source: Confidence.GENERIC))
    assert registry.parse(b"LETTER hello").title == "hello"
    confidences = [bid.confidence for bid in registry.detect(b"LETTER hello")]
    assert [each for each in confidences if each] == [Confidence.GENERIC, Confidence.SPECIFIC]


def test_a_format_takes_a_name_over_only_by_saying_so(registry: Registry) -> None:
    with pytest.raises(PluginError) as caught:
        registry.register(letter_format(name="html"))
    assert "'format:html'" in str(caught.value)
    assert "'newsparse'" in str(caught.value)
    registry.register(letter_format(name="html", replaces="html"))
    assert registry.parse(b"<html>", format="html").title == "<html>"
    with pytest.raises(PluginError, match="claim"):
        registry.register(letter_format(name="html2", replaces="html"))


def test_a_replacement_may_have_a_name_of_its_own(registry: Registry) -> None:
    registry.register(letter_format(name="better", replaces="html"))
    assert "html" not in registry.formats()
    assert registry.parse(b"x", format="html") == registry.parse(b"x", format="better")


def test_a_second_format_of_a_name_that_is_replaced_is_refused(registry: Registry) -> None:
    registry.register(letter_format(name="modern", replaces="html"))
    before = registry.formats()
    with pytest.raises(PluginError, match="claim the format name 'html'"):
        registry.register(letter_format(name="html"))
    assert registry.formats() == before
    registry.unregister("format:modern")
    assert "html" in registry.formats()


def test_what_cannot_be_unregistered_stays(registry: Registry) -> None:
    class Two:
        @hookimpl
        def newsparse_formats(self) -> list[Format]:
            return [letter_format(name="html", replaces="html")]

    registry.register(letter_format(name="html", replaces="html"), name="one")
    with pytest.raises(PluginError):
        registry.register(Two())
    registry.unregister("one")
    registry.register(Two())
    assert "Two" in [plugin.name for plugin in registry.plugins]


def test_a_name_that_is_empty_is_no_suffix(registry: Registry) -> None:
    with pytest.raises(UnknownFormatError, match="there is no format named ''"):
        registry.parse(b"x", format="")


def test_a_number_of_workers_is_whole() -> None:
    with pytest.raises(TypeError, match="workers: expected an int, not str"):
        newsparse.parse_many([b"x"], workers="2")  # type: ignore[arg-type]  # what callers without a type checker pass


def test_names_to_disable_are_a_list() -> None:
    with pytest.raises(TypeError, match="disable"):
        Registry(disable="html")


def test_registering_twice_and_unregistering_strangers_is_told(registry: Registry) -> None:
    with pytest.raises(ValueError, match="already"):
        registry.register(letter_format())
    with pytest.raises(ValueError, match="format:letter"):
        registry.unregister("novel")
    registry.unregister("format:letter")
    with pytest.raises(UnknownFormatError):
        registry.parse(b"LETTER hello")


def test_a_format_is_unregistered_by_itself() -> None:
    format = letter_format()
    registry = Registry([format])
    registry.unregister(format)
    assert "letter" not in registry.formats()


def test_formats_are_a_read_only_mapping(registry: Registry) -> None:
    assert registry.formats()["letter"].name == "letter"
    with pytest.raises(TypeError):
        registry.formats()["x"] = PILE  # type: ignore[index]


@pytest.mark.parametrize("disabled", ["letter", "format:letter"])
def test_plugins_and_formats_are_disabled_by_name(disabled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "letter" not in Registry([letter_format()], disable=[disabled]).formats()
    monkeypatch.setenv("NEWSPARSE_DISABLE", f"other, {disabled}")
    assert "letter" not in Registry([letter_format()]).formats()


def test_the_built_in_plugin_can_be_disabled_too() -> None:
    assert list(Registry([letter_format()], disable=["newsparse"]).formats()) == ["letter"]


def test_modules_and_objects_with_hooks_are_plugins() -> None:
    @hookimpl
    def newsparse_formats() -> list[Format]:
        return [letter_format()]

    module = types.ModuleType("post_office")
    module.newsparse_formats = newsparse_formats  # type: ignore[attr-defined]
    registry = Registry([module])
    assert registry.parse(b"LETTER hello").title == "hello"
    assert registry.plugins[-1].name == "post_office"


class Misspelt:
    @hookimpl
    def newsparse_format(self) -> list[Format]:
        return []


class WrongArguments:
    @hookimpl
    def newsparse_formats(self, colour: str) -> list[Format]:
        return []


class NoHooks:
    pass


class Raises:
    @hookimpl
    def newsparse_formats(self) -> list[Format]:
        raise RuntimeError("out of stamps")


class RaisesOurs:
    @hookimpl
    def newsparse_formats(self) -> Iterator[Format]:
        yield letter_format()
        raise ReadError("not in a hook")


class RaisesLate:
    @hookimpl
    def newsparse_formats(self) -> Iterator[Format]:
        yield letter_format()
        raise RuntimeError("out of stamps")


class GivesOther:
    @hookimpl
    def newsparse_formats(self) -> list[Any]:
        return ["letter"]


class GivesNone:
    @hookimpl
    def newsparse_formats(self) -> None:
        return None


class TooNew:
    @hookimpl
    def newsparse_formats(self) -> list[Format]:
        return [letter_format(api=2)]


class TooOld:
    @hookimpl
    def newsparse_formats(self) -> list[Format]:
        return [letter_format(api=0)]


@pytest.mark.parametrize(
    ("plugin", "words"),
    [
        (Misspelt, "newsparse_format"),
        (WrongArguments, "colour"),
        (NoHooks, "hookimpl"),
        (Raises, "out of stamps"),
        (RaisesLate, "out of stamps"),
        (GivesOther, "'letter' of type str"),
        (GivesNone, "None"),
        (TooNew, "upgrade newsparse"),
        (TooOld, "upgrade the plugin"),
    ],
)
def test_a_broken_plugin_is_named_and_changes_nothing(registry: Registry, plugin: type, words: str) -> None:
    before = dict(registry.formats())
    with pytest.raises(PluginError, match=words) as caught:
        registry.register(plugin())
    assert caught.value.plugin == plugin.__name__
    assert dict(registry.formats()) == before


def test_a_site_that_is_none_is_blamed_on_its_plugin() -> None:
    class Plugin:
        @hookimpl
        def newsparse_sites(self) -> list[str]:
            return ["news.example"]

    page = b"<!doctype html><title>Frost</title><article><p>" + b"A cold night, and ice on every bridge. " * 20
    with pytest.raises(PluginError, match="newsparse_sites gave"):
        Registry(plugins=[Plugin()]).parse(page, url="https://news.example/1")


def test_our_own_errors_pass_through_a_hook(registry: Registry) -> None:
    registry.unregister("format:letter")
    with pytest.raises(ReadError, match="not in a hook"):
        registry.register(RaisesOurs())


async def coroutine(source: Source) -> Article:
    return Article()


@pytest.mark.parametrize("answer", [None, {}, "text"])
def test_a_reader_that_returns_nonsense_is_blamed(answer: object) -> None:
    registry = Registry([letter_format(read=lambda source: answer)])
    with pytest.raises(PluginError, match="read function returned") as caught:
        registry.parse(Source(b"LETTER x", name="post"))
    assert (caught.value.format, caught.value.action, caught.value.source) == ("letter", "read", "post")


def test_a_reader_that_is_a_coroutine_is_blamed_without_a_warning() -> None:
    with pytest.raises(PluginError, match="coroutine"):
        Registry([letter_format(read=coroutine)]).parse(b"LETTER x")


@pytest.mark.parametrize("answer", [True, None, 3, "SPECIFIC"])
def test_a_sniff_that_returns_nonsense_is_blamed_and_other_formats_go_on_by_name(answer: object) -> None:
    registry = Registry([letter_format(sniff=lambda source: answer)])
    with pytest.raises(PluginError, match="sniff function returned"):
        registry.parse(b'{"title": "x"}')
    assert registry.parse(b'{"title": "x"}', format="json").title == "x"


def test_an_exception_in_a_plugin_is_chained_to_its_name() -> None:
    registry = Registry([letter_format(read=lambda source: {}["missing"])])
    with pytest.raises(PluginError, match="KeyError") as caught:
        registry.parse(b"LETTER x")
    assert isinstance(caught.value.__cause__, KeyError)
    assert caught.value.plugin == "format:letter"


def test_a_writer_that_returns_text_is_blamed() -> None:
    registry = Registry([letter_format(write=lambda article: "text")])
    with pytest.raises(PluginError, match="write function returned 'text'"):
        registry.encode(Article(), "letter")


def test_a_write_error_names_its_format() -> None:
    def refuse(article: Article) -> bytes:
        raise WriteError("too long", field="title")

    with pytest.raises(WriteError, match="letter: title: too long"):
        Registry([letter_format(write=refuse)]).encode(Article(), "letter")


def test_writers_take_their_own_options_only(registry: Registry) -> None:
    assert registry.dumps(Article(title="x"), "letter", loud=True) == "x!"
    with pytest.raises(TypeError, match="loud"):
        registry.encode(Article(), "letter", quiet=True)
    free = Registry([letter_format(write=lambda article, **options: repr(options).encode())])
    assert free.encode(Article(), "letter", quiet=True) == b"{'quiet': True}"
    with pytest.raises(TypeError, match="Article"):
        registry.encode("x", "letter")  # type: ignore[arg-type]


def test_an_option_may_have_any_name(registry: Registry) -> None:
    def write(article: Article, *, source: str, plugin: str, action: str, function: str) -> bytes:
        return f"{source} {plugin} {action} {function}".encode()

    options = {"source": "a", "plugin": "b", "action": "c", "function": "d"}
    assert Registry([letter_format(write=write)]).encode(Article(), "letter", **options) == b"a b c d"


@pytest.mark.parametrize(
    ("format", "options", "error"),
    [
        ("text", {"width": 0}, ValueError),
        ("text", {"width": "8"}, TypeError),
        ("json", {"indent": -1}, ValueError),
        ("json", {"indent": "x"}, TypeError),
        ("picky", {"mood": "sad"}, ValueError),
    ],
)
def test_a_wrong_value_of_an_option_is_the_callers_mistake(
    format: str, options: dict[str, Any], error: type[Exception]
) -> None:
    def picky(article: Article, *, mood: str = "glad") -> bytes:
        if mood != "glad":
            raise ValueError("mood: glad is all there is")
        raise ValueError("this is the writer's own mistake")

    registry = Registry([letter_format(name="picky", write=picky)])
    with pytest.raises(error, match=next(iter(options))):
        registry.encode(Article(title="x"), format, **options)
    with pytest.raises(PluginError, match="the writer's own mistake"):
        registry.encode(Article(title="x"), "picky")


def test_a_writer_that_tells_nothing_of_its_options_refuses_them_itself() -> None:
    with pytest.raises(TypeError, match="keyword argument"):
        Registry([letter_format(write=max)]).encode(Article(), "letter", loud=True)


def test_a_name_whose_suffix_says_no_format_is_told_with_those_that_do(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"no format writes files that end in \.pdf; .*\.letter"):
        registry.dump(Article(title="x"), tmp_path / "x.pdf")
    with pytest.raises(UnknownFormatError, match=r"README: the file name has no suffix; name a format with format="):
        registry.dump(Article(title="x"), tmp_path / "README")


def test_the_suffix_picks_the_format_to_write(registry: Registry, tmp_path: Path) -> None:
    registry.dump(Article(title="x"), tmp_path / "x.letter")
    assert (tmp_path / "x.letter").read_bytes() == b"x"
    registry.dump(Article(title="y"), tmp_path / "y.txt", format="letter")
    assert (tmp_path / "y.txt").read_bytes() == b"y"


def test_a_suffix_of_two_parts_goes_before_its_last(tmp_path: Path) -> None:
    registry = Registry([letter_format(suffixes=[".letter.txt"])])
    registry.dump(Article(title="x"), tmp_path / "x.Letter.txt")
    assert (tmp_path / "x.Letter.txt").read_bytes() == b"x"
    registry.dump(Article(title="x"), tmp_path / ".letter.txt")
    assert (tmp_path / ".letter.txt").read_bytes() == b"x\n"


def test_a_name_of_any_number_of_dots_is_looked_at_once(registry: Registry) -> None:
    with pytest.raises(UnknownFormatError):
        registry.parse(Source(b"\x89PNG", name="a" + "." * 3_000_000))


def test_a_container_by_name_alone_leaves_what_it_cannot_split_to_the_next_format() -> None:
    def never(source: Source) -> Iterator[Any]:
        raise ReadError("no pile")

    registry = Registry([letter_format(sniff=None), Format(name="heap", suffixes=[".letter"], split=never)])
    source = Source(b"LETTER hello", name="x.letter")
    (result,) = registry.parse_all(source)
    assert result.article == registry.parse(source)
    assert result.format == "letter"


def test_extra_that_a_container_knows_goes_below_what_the_text_says() -> None:
    def with_extra(source: Source) -> Article:
        return Article(title=source.text, extra={"own": 1, "both": "text"})

    def split(source: Source) -> Iterator[Source]:
        yield source.inner(b"LETTER", known={"extra": {"both": "container", "kept": True}})

    registry = Registry([letter_format(read=with_extra), attrs.evolve(PILE, split=split)])
    assert dict(registry.parse(b"PILE").extra) == {"own": 1, "both": "text", "kept": True}


@pytest.mark.parametrize("known", [{"nope": 1}, {"origin": None}, {"title": 3}])
def test_a_caller_who_knows_what_no_article_can_hold_is_told(registry: Registry, known: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(known))):
        registry.parse(Source(b"LETTER x", known=known))


def test_a_container_gives_a_result_for_each_document(registry: Registry) -> None:
    data = b"PILE\nLETTER one\n====\n?\n====\nLETTER two\n====\n\x00junk\n====\nPILE\nLETTER inner"
    results = list(registry.parse_all(Source(data, name="heap")))
    assert [(result.source, result.article and result.article.title) for result in results] == [
        ("page 0", "one"),
        ("heap#2", None),
        ("page 2", "two"),
        ("page 3", None),
        ("page 0", "inner"),
    ]
    assert results[0].format == "letter"
    assert isinstance(results[1].error, ReadError)
    assert isinstance(results[3].error, UnknownFormatError)


def test_what_the_container_knows_fills_what_the_text_does_not_say(registry: Registry) -> None:
    article = registry.parse(b"PILE\nLETTER one")
    assert (article.title, article.publisher) == ("one", "The Pile")


@pytest.mark.parametrize(
    ("part", "error"),
    [
        (b"raise", PluginError),
        (b"os", ReadError),
        (b"none", PluginError),
        (b"known mood", PluginError),
        (b"known published", PluginError),
        (b"known origin", PluginError),
    ],
)
def test_what_a_container_cannot_give_is_an_error_among_the_results(
    registry: Registry, part: bytes, error: type[Exception]
) -> None:
    results = list(registry.parse_all(b"PILE\nLETTER one\n====\n" + part))
    assert results[0].ok
    assert isinstance(results[1].error, error)


def test_an_error_of_a_container_keeps_the_format_that_it_names() -> None:
    def split(source: Source) -> Iterator[ReadError]:
        yield ReadError("torn", format="inner")

    box = Format(name="box", sniff=lambda source: Confidence.SPECIFIC, split=split)
    (result,) = Registry([box]).parse_all(b"box")
    assert isinstance(result.error, ReadError)
    assert result.error.format == "inner"


def test_parse_reads_a_container_of_one_and_refuses_more(registry: Registry) -> None:
    assert registry.parse(b"PILE\nLETTER one").title == "one"
    with pytest.raises(ContainerError, match="parse_all"):
        registry.parse(b"PILE\nLETTER one\n====\nLETTER two")
    with pytest.raises(ReadError, match="no document"):
        registry.parse(b"PILE\n")
    with pytest.raises(ReadError, match="gone"):
        registry.parse(b"PILE\n?")


@pytest.mark.parametrize("answer", [None, {}, 3, "text"])
def test_a_splitter_that_returns_nonsense_is_blamed(answer: object) -> None:
    registry = Registry([Format(name="heap", sniff=lambda source: Confidence.SPECIFIC, split=lambda source: answer)])
    (result,) = registry.parse_all(b"x")
    assert isinstance(result.error, PluginError)


def test_containers_nest_no_deeper_than_the_limit() -> None:
    def mirror(source: Source) -> Iterator[Source]:
        yield source.inner(b"LETTER one")
        yield source.inner(source.data)

    heap = Format(name="mirror", sniff=PILE.sniff, split=mirror)
    results = list(Registry([heap, letter_format()]).parse_all(b"PILE", limits=Limits(max_nesting=3)))
    assert [result.ok for result in results] == [True, True, True, False]
    assert isinstance(results[-1].error, LimitError)


def test_containers_hold_no_more_documents_than_the_limit(registry: Registry) -> None:
    data = b"PILE\nLETTER one\n====\nLETTER two\n====\nLETTER three"
    assert len([r for r in registry.parse_all(data, limits=Limits(max_sources=3)) if r.ok]) == 3
    results = list(registry.parse_all(data, limits=Limits(max_sources=2)))
    assert [result.ok for result in results] == [True, True, False]
    assert isinstance(results[-1].error, LimitError)


def test_a_plain_file_is_one_result_and_a_missing_one_an_error(registry: Registry, tmp_path: Path) -> None:
    (result,) = registry.parse_all(b"LETTER one")
    assert (result.source, result.ok) == ("(bytes)", True)
    (missing,) = registry.parse_all(tmp_path / "none")
    assert isinstance(missing.error, FileNotFoundError)


def test_explaining_names_bids_encoding_and_article(registry: Registry) -> None:
    explanation = registry.explain(Source("LETTER héllo".encode("cp1252"), name="post", encoding="latin1"))
    assert (explanation.format, explanation.encoding, explanation.encoding_how) == (
        "letter",
        "windows-1252",
        "argument",
    )
    assert [bid.format for bid in explanation.bids if bid.chosen] == ["letter"]
    assert explanation.article is not None
    data = explanation.to_dict()
    assert data["article"]["title"] == "héllo"
    assert data["bids"][0]["format"]


def test_explaining_what_cannot_be_read_gives_the_error(registry: Registry) -> None:
    assert "it shouts" in (registry.explain(b"LETTER hey!").error or "")
    nothing = registry.explain(b"\x00")
    assert nothing.format is None
    assert nothing.to_dict()["article"] is None
    assert registry.explain(b"LETTER x", format="letter").bids[0].verdict == "named by the caller"


def test_explaining_a_container_of_one_document_explains_that(registry: Registry) -> None:
    page = b"PILE\n<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>" + b"<p>It rained. </p>" * 40
    explanation = registry.explain(Source(page, name="heap"))
    assert (explanation.source, explanation.format) == ("heap", "html")
    assert [bid.format for bid in explanation.bids if bid.chosen] == ["pile", "html"]
    assert explanation.kept
    assert explanation.article == registry.parse(page)
    several = registry.explain(b"PILE\nLETTER one\n====\nLETTER two")
    assert several.article is None
    assert "parse_all" in (several.error or "")
    assert "document=1" in (several.error or "")


def test_explaining_one_document_of_a_container(registry: Registry) -> None:
    heap = Source(b"PILE\nLETTER one\n====\nLETTER hey!\n====\nLETTER three", name="heap")
    third = registry.explain(heap, document=3)
    assert (third.source, third.format) == (list(registry.parse_all(heap))[2].source, "letter")
    assert third.article is not None
    assert third.article == list(registry.parse_all(heap))[2].article
    assert registry.explain(heap, document=third.source) == third
    assert "it shouts" in (registry.explain(heap, document=2).error or "")
    for missing, told in ((4, "no document 4 among the 3"), (0, "no document 0"), ("heap", "no document named 'heap'")):
        explanation = registry.explain(heap, document=missing)
        assert explanation.article is None
        assert told in (explanation.error or "")
    with pytest.raises(TypeError, match="document: expected a number or a name, not list"):
        registry.explain(heap, document=[1])  # type: ignore[arg-type]


def test_explaining_a_document_by_the_format_of_a_plain_file(registry: Registry) -> None:
    alone = registry.explain(Source(b"LETTER x", name="post"), format="letter", document=1)
    assert alone.bids[0].verdict == "named by the caller"
    inside = registry.explain(b"PILE\nLETTER one\n====\nLETTER two", format="pile", document=1)
    assert (inside.format, inside.error) == ("letter", None)


def test_explaining_a_document_that_the_container_cannot_give(registry: Registry) -> None:
    limits = Limits(max_sources=1)
    explanation = registry.explain(b"PILE\nLETTER one\n====\nLETTER two", limits=limits, document=2)
    assert explanation.article is None
    assert "max_sources" in (explanation.error or "")


def test_an_explainer_that_returns_nonsense_is_blamed() -> None:
    registry = Registry([letter_format(explain=lambda source: {})])
    with pytest.raises(PluginError, match="explain"):
        registry.explain(b"LETTER x")


def test_an_explainer_that_fails_with_the_reader_is_quiet() -> None:
    def refuse(source: Source) -> Any:
        raise ReadError("cannot say")

    registry = Registry([letter_format(explain=refuse)])
    assert "it shouts" in (registry.explain(b"LETTER hey!").error or "")
    with pytest.raises(ReadError, match="cannot say"):
        registry.explain(b"LETTER hey")


def test_no_article_keeps_the_metadata(registry: Registry) -> None:
    def front_page(source: Source) -> Article:
        raise NoArticleError("a front page", article=Article(title="News"))

    page = letter_format(name="front", read=front_page, sniff=None, suffixes=(), media_types=())
    registry.register(page)
    with pytest.raises(NoArticleError) as caught:
        registry.parse(b"x", format="front")
    assert caught.value.article == Article(title="News")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "two words"}, ValueError),
        ({"name": ""}, ValueError),
        ({"name": "x", "suffixes": ["md"], "read": letter}, ValueError),
        ({"name": "x", "suffixes": ".md", "read": letter}, TypeError),
        ({"name": "x", "read": "letter"}, TypeError),
        ({"name": "x"}, ValueError),
        ({"name": "x", "read": letter, "split": pile}, ValueError),
    ],
)
def test_a_format_that_makes_no_sense_is_refused(fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        Format(**fields)


def test_what_a_format_loses_is_named() -> None:
    lossy = letter_format(carry=lambda article: Article(title=article.title))
    assert lossy.loses(Article(title="x", section="y", body=["z"])) == ("body", "section")
    assert letter_format().loses(Article(title="x", section="y")) == ()
    with pytest.raises(ValueError, match="both"):
        PILE.loses(Article())
    assert PILE.reads
    assert not PILE.writes


def test_a_plugin_file_is_loaded_once(tmp_path: Path) -> None:
    path = tmp_path / "newsparse_test_plugin_file.py"
    path.write_text(
        "import newsparse\n"
        "@newsparse.hookimpl\n"
        "def newsparse_formats():\n"
        "    return [newsparse.Format(name='filed', read=lambda source: newsparse.Article(title='filed'))]\n",
        encoding="utf-8",
    )
    for registry in (Registry([]), Registry([])):
        assert registry.register_file(path) == path.stem
        assert registry.parse(b"x", format="filed").title == "filed"
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / path.name
    other.write_text("", encoding="utf-8")
    with pytest.raises(PluginError, match="rename"):
        Registry([]).register_file(other)


@pytest.mark.parametrize("code", ["import no_such_module_anywhere", "raise SystemError('x')", "def broken(:"])
def test_a_plugin_file_that_cannot_be_imported_is_named(code: str, tmp_path: Path) -> None:
    path = tmp_path / "newsparse_broken_plugin_file.py"
    path.write_text(code, encoding="utf-8")
    with pytest.raises(PluginError, match="newsparse_broken_plugin_file"):
        Registry([]).register_file(path)
    with pytest.raises(FileNotFoundError):
        Registry([]).register_file(tmp_path / "none.py")
    text = tmp_path / "plugin.txt"
    text.write_text("", encoding="utf-8")
    with pytest.raises(PluginError, match=r"plugin\.txt"):
        Registry([]).register_file(text)


def test_the_packages_functions_use_one_default_registry(tmp_path: Path) -> None:
    name = newsparse.register(letter_format())
    try:
        assert newsparse.parse(b"LETTER x").title == "x"
        assert newsparse.parse_text("LETTER x").title == "x"
        assert next(newsparse.parse_all(b"LETTER x")).ok
        assert newsparse.explain(b"LETTER x").format == "letter"
        assert newsparse.dumps(Article(title="x"), "letter") == "x"
        assert newsparse.encode(Article(title="x"), "letter") == b"x"
        newsparse.dump(Article(title="x"), tmp_path / "x.letter")
        assert newsparse.formats()["letter"].name == "letter"
    finally:
        newsparse.unregister(name)
    assert "letter" not in newsparse.formats()


def test_names_that_do_not_exist_are_told() -> None:
    with pytest.raises(AttributeError, match="novel"):
        _ = newsparse.novel


def test_a_page_that_begins_with_long_styles_is_a_page():
    styles = b"<style>" + b".tile { opacity: 1; }\n" * 300 + b"</style>"
    page = styles + b"<div><h1>Ferry returns</h1><p>" + b"The ferry is back in the harbour. " * 10 + b"</p></div>"
    assert newsparse.parse(page).title == "Ferry returns"
