"""The kit finds what is wrong: for each law a format that breaks it, and the message that says so."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading

import attrs
import pytest
from hypothesis import strategies as st

from newsparse import Article, Confidence, Format, ReadError, Registry, Source, WriteError
from newsparse.testing import LAWS, LawBrokenError, Subject, articles, check_format
from newsparse.testing.laws import indifferent, registry_with


def sniff(source):
    return Confidence.SPECIFIC if source.head.startswith(b"MINE\n") else Confidence.NO


def read(source):
    first, _, rest = source.text.partition("\n")
    if first.rstrip("\r") != "MINE":
        raise ReadError("it does not begin with MINE", line=1)
    try:
        return Article.from_dict(json.loads(rest))
    except (ValueError, TypeError, RecursionError) as error:
        raise ReadError(str(error), line=2) from error


def write(article):
    return b"MINE\n" + json.dumps(article.to_dict(), ensure_ascii=False).encode()


SOUND = Format(name="mine", summary="a sound one", sniff=sniff, read=read, write=write)


def broken(**functions):
    return attrs.evolve(SOUND, **functions)


def failure_of(format, **options):
    with pytest.raises(LawBrokenError) as caught:
        check_format(format, max_examples=40, **options)
    return caught.value


def test_a_sound_format_keeps_every_law():
    def write_back(article):
        return write(article) if article.origin is None else article.origin.data

    checked = check_format(broken(write=write_back), max_examples=20, lossless=True)
    assert checked == tuple(LAWS)


def test_a_container_is_held_to_the_laws_of_readers():
    def split(source):
        yield from (source.inner(line) for line in source.data.split(b"\n\n") if line)

    checked = check_format(
        Format(name="many", sniff=lambda source: Confidence.NO, split=split),
        files=st.just(write(Article(title="a")) + b"\n\n" + write(Article(title="b"))),
        registry=None,
        max_examples=20,
    )
    assert checked == ("L4 total", "L7 deterministic", "L10 modest")


def test_l1_finds_a_field_that_gets_lost():
    def forgetful(article):
        return write(attrs.evolve(article, section=None))

    error = failure_of(broken(write=forgetful))
    assert error.law == "L1 model"
    assert "read(write(a)) is not carry(a)" in str(error)
    assert "section" in str(error)


def test_l1_shrinks_to_a_small_article():
    def forgetful(article):
        return write(attrs.evolve(article, section=None))

    error = failure_of(broken(write=forgetful))
    assert error.example["article"] == Article(section="a")


def test_l1_finds_a_carry_that_is_not_settled():
    error = failure_of(broken(carry=lambda article: attrs.evolve(article, title=article.title + "x")))
    assert error.law == "L1 model"
    assert "carry(carry(a)) is not carry(a)" in str(error)


def test_l1_finds_a_writer_that_refuses_everything():
    def refuse(article):
        raise WriteError("never")

    error = failure_of(broken(write=refuse))
    assert error.law == "L1 model"
    assert "give articles=" in str(error)


def test_l1_passes_over_what_the_writer_refuses():
    def write_titled(article):
        if not article.title:
            raise WriteError("it needs a title", field="title")
        return write(article)

    assert "L1 model" in check_format(broken(write=write_titled), max_examples=20)


def test_l2_finds_a_byte_that_changes():
    padded = write(Article(title="a")) + b" "
    error = failure_of(SOUND, samples=[padded], lossless=True)
    assert error.law == "L2 bytes"
    assert error.example["file"].strip() == error.example["written"]


def test_l3_finds_a_second_pass_that_changes_something():
    # It shouts only where it reads what somebody else wrote, so that L1 alone sees nothing.
    def read_shouting(source):
        article = read(source)
        own = b'"newsparse": 1' in source.data
        return article if own else attrs.evolve(article, title="x", section="\u2063")

    def quiet(article):
        return attrs.evolve(article, section=None) if article.section == "\u2063" else article

    foreign = b'MINE\n{"title": "a"}'
    error = failure_of(
        broken(read=read_shouting, write=lambda article: write(quiet(article))),
        samples=[foreign],
        articles=articles(section=st.none()),
    )
    assert error.law == "L3 settled"


@pytest.mark.parametrize("exception", [ValueError("no"), IndexError(), RecursionError(), KeyError("k")])
def test_l4_finds_an_exception_that_is_not_ours(exception):
    def careless(source):
        if b"MINE" not in source.data:
            raise exception
        return read(source)

    error = failure_of(broken(read=careless))
    assert error.law == "L4 total"
    assert type(exception).__name__ in str(error)


def test_l4_finds_a_sniff_that_raises():
    def careless(source):
        return Confidence(source.head[0])

    assert failure_of(broken(sniff=careless)).law == "L4 total"


def test_l4_finds_a_sniff_that_gives_a_bool():
    error = failure_of(broken(sniff=lambda source: source.head.startswith(b"MINE")))
    assert error.law == "L4 total"


def test_l4_finds_a_reader_that_gives_no_article():
    assert failure_of(broken(read=lambda source: None)).law == "L4 total"


def test_l4_finds_a_writer_that_gives_text():
    assert failure_of(broken(write=lambda article: "text")).law == "L4 total"


def test_l4_finds_a_container_that_breaks_off():
    def split(source):
        yield source.inner(source.data[:1])
        raise LookupError("second record")

    error = failure_of(Format(name="many", sniff=lambda source: Confidence.NO, split=split))
    assert error.law == "L4 total"
    assert "LookupError" in str(error)


def test_l7_finds_a_reader_that_counts():
    counter = itertools.count()

    def counting(source):
        return attrs.evolve(read(source), extra={"reading": next(counter)})

    error = failure_of(Format(name="mine", sniff=sniff, read=counting), samples=[write(Article(title="a"))])
    assert error.law == "L7 deterministic"
    assert "reading" in str(error)


def test_l7_finds_a_reader_that_depends_on_its_thread():
    def threaded(source):
        main = threading.current_thread() is threading.main_thread()
        return attrs.evolve(read(source), section="main" if main else None)

    error = failure_of(Format(name="mine", sniff=sniff, read=threaded), samples=[write(Article(title="a"))])
    assert error.law == "L7 deterministic"
    assert "another thread" in str(error)


def test_l7_finds_a_writer_that_counts():
    counter = itertools.count()

    def counting(article):
        return write(article) + b" " * next(counter)

    assert failure_of(broken(write=counting)).law == "L7 deterministic"


HASHED = """
from newsparse import Article, Confidence, Format

def sniff(source):
    return Confidence.NO

def read(source):
    return Article(title="t", keywords=tuple({"a", "b", "c", "d", "e", "f", "g", "h"}))

FORMAT = Format(name="hashed", sniff=sniff, read=read)
"""
USE = """
from newsparse.testing import LawBrokenError, check_format
import hashed
try:
    check_format(hashed.FORMAT, samples=[b"x"], max_examples=5)
except LawBrokenError as error:
    print(error.law)
    print(error)
"""


def test_l7_finds_an_order_that_depends_on_the_hash_seed(tmp_path):
    (tmp_path / "hashed.py").write_text(HASHED)
    run = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("L7 deterministic\n")
    assert "another process" in run.stdout


PAIR = """
from newsparse import Article, Confidence, Format, hookimpl

def split(source):
    yield source.inner(b"part")

def read_part(source):
    return Article(title="part")

def sniff_part(source):
    return Confidence.SPECIFIC if source.head == b"part" else Confidence.NO

WHOLE = Format(name="whole", suffixes=[".whole"], split=split)
PART = Format(name="part", sniff=sniff_part, read=read_part)

@hookimpl
def newsparse_formats():
    return [WHOLE, PART]
"""
USE_PAIR = """
from newsparse import Registry
from newsparse.testing import check_format
import pair
print(check_format(pair.WHOLE, samples=[b"x"], max_examples=5, registry=Registry([pair])))
"""


def test_the_other_process_of_l7_has_the_formats_of_the_registry_that_was_given(tmp_path):
    (tmp_path / "pair.py").write_text(PAIR)
    run = subprocess.run(
        [sys.executable, "-c", USE_PAIR], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert "L7 deterministic" in run.stdout


def test_l8_finds_a_reader_that_minds_line_ends():
    def strict(source):
        if "\r" in source.text:
            raise ReadError("a carriage return")
        return read(source)

    error = failure_of(broken(read=strict))
    assert error.law == "L8 indifferent"
    assert "CRLF" in str(error)


def test_l8_finds_a_reader_that_ignores_the_declared_encoding():
    def utf8_only(source):
        try:
            text = source.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ReadError("not UTF-8") from error
        return read(Source(text=text))

    error = failure_of(broken(read=utf8_only))
    assert error.law == "L8 indifferent"
    assert "UTF-16" in str(error)


def test_l7_finds_a_sniff_that_changes_its_mind():
    counter = itertools.count()

    def fickle(source):
        return sniff(source) if next(counter) % 2 else Confidence.GENERIC

    error = failure_of(broken(sniff=fickle))
    assert error.law == "L7 deterministic"
    assert "sniff says " in str(error)


def test_l8_finds_markup_whose_comments_are_read():
    def read_page(source):
        return Article(title="t", body=[source.text.replace("\n", " ")])

    page = b"<html><body><p>a</p></body></html>"
    error = failure_of(
        Format(name="page", media_types=["text/html"], sniff=lambda source: Confidence.NO, read=read_page),
        samples=[page],
    )
    assert error.law in {"L8 indifferent", "L4 total"}


def test_every_sample_is_tried():
    def stumbling(source):
        if source.data.endswith(b" 77"):
            raise LookupError("sample 77")
        return read(source)

    samples = [write(Article(title="a")) + b" " + str(number).encode() for number in range(100)]
    error = failure_of(Format(name="mine", sniff=sniff, read=stumbling), samples=samples)
    assert error.law == "L4 total"
    assert "sample 77" in str(error)


def test_l8_adds_nothing_inside_scripts_and_attributes():
    prose = "<p>The council met on Tuesday to decide on the budget, and after a debate it adopted the plan.</p>" * 3
    tricky = "<div data-x='</p></body>'></div><script>var x = '<body></p>';</script><!-- </p> -->"
    page = f"<!-- <body> --><html><body><article><h1>T</h1>{prose}</article>{tricky}</body></html>".encode()
    html = Registry(discover=False).formats()["html"]
    assert indifferent(Subject(html, registry_with(html)), page)


NEVER = lambda source: Confidence.NO  # noqa: E731
ALWAYS = lambda source: Confidence.SPECIFIC  # noqa: E731


@pytest.mark.parametrize("sniff", [None, NEVER])
def test_l9_finds_a_format_that_nothing_knows(sniff):
    error = failure_of(broken(sniff=sniff))
    assert error.law == "L9 known"
    assert "names no suffix" in str(error)
    assert str(error.example["file"].decode()).startswith("MINE\n")
    only_samples = Format(name="mine", sniff=sniff, read=read)
    assert failure_of(only_samples, samples=[write(Article(title="a"))]).law == "L9 known"


def test_l9_finds_the_files_that_a_sniff_passes_over():
    def sniff_titled(source):
        return sniff(source) if b'"title": "a' in source.head else Confidence.NO

    untitled = write(Article(body=["b"]))
    assert failure_of(broken(sniff=sniff_titled)).law == "L9 known"
    error = failure_of(
        Format(name="mine", sniff=sniff_titled, read=read), samples=[write(Article(title="a")), untitled]
    )
    assert (error.law, error.example["file"]) == ("L9 known", untitled)


@pytest.mark.parametrize("names", [{"suffixes": [".mine"]}, {"media_types": ["text/mine"]}])
def test_l9_lets_a_format_rely_on_its_suffix_or_media_type(names):
    assert "L9 known" in check_format(broken(sniff=None, **names), max_examples=20)
    error = failure_of(broken(sniff=NEVER, **names))
    assert error.law == "L9 known"
    assert "sniff says NO to every sample" in str(error)


def test_l9_says_nothing_about_files_of_nothing():
    def write_little(article):
        return b" \n"

    def carry_little(article):
        return Article()

    blank = Format(name="blank", sniff=sniff, read=lambda source: Article(), write=write_little, carry=carry_little)
    assert "L9 known" not in check_format(blank, max_examples=20)


@pytest.mark.parametrize("confidence", [Confidence.NO, Confidence.SUFFIX, Confidence.GENERIC])
def test_l10_lets_a_format_be_generic_about_everything(confidence):
    def vague(source):
        return max(sniff(source), confidence)

    assert "L10 modest" in check_format(broken(sniff=vague), max_examples=20)


@pytest.mark.parametrize(
    "begins", [b"", b"<", b"{", b"From: ", b'{"newsparse"', b"<!--1", b"#", b"id,", b"<?xml", b"Frost"]
)
def test_l10_finds_a_format_that_is_sure_of_the_files_of_others(begins):
    def grasping(source):
        return Confidence.SPECIFIC if source.head.startswith(begins) else sniff(source)

    error = failure_of(broken(sniff=grasping))
    assert error.law == "L10 modest"
    assert error.example["file"].startswith(begins)
    assert "another kind" in str(error)


def test_l10_finds_a_format_that_is_sure_of_noise():
    def grasping(source):
        return Confidence.SPECIFIC if not source.head.isascii() and source.head[0] > 127 else sniff(source)

    assert failure_of(broken(sniff=grasping)).law == "L10 modest"


def test_l10_leaves_out_files_of_the_format_that_it_takes_the_place_of_or_has_the_files_of():
    registry = Registry(discover=False)
    json = registry.formats()["json"]
    assert "L10 modest" in check_format(attrs.evolve(json, name="better", replaces="json"), max_examples=5)
    one = attrs.evolve(json, name="one", read=json.read)
    assert "L10 modest" in check_format(one, max_examples=5)


def test_failures_name_law_format_and_example():
    error = failure_of(broken(read=lambda source: None))
    assert str(error).startswith("L4 total: the format 'mine' breaks this law: ")
    assert isinstance(error, AssertionError)


def test_a_registry_of_ones_own_is_used():
    registry = Registry(discover=False)
    registry.register(SOUND)
    assert "L1 model" in check_format(SOUND, registry=registry, max_examples=10)


def test_without_hypothesis_the_kit_says_what_to_install():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try:\n    import newsparse.testing\nexcept ImportError as error:\n    print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "newsparse[testing]" in run.stdout


def test_the_kit_does_not_load_lxml():
    code = "import sys, newsparse.testing; print('lxml' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_reader_that_reads_none_of_its_samples_is_broken() -> None:
    def dead(source: Source) -> Article:
        raise ReadError("not today")

    error = failure_of(Format(name="mine", read=dead), samples=[b"one", b"two"])
    assert error.law == "L4 total"
    assert "no article for any of the samples" in str(error)
