"""Who reads a source: the rules of docs/detection.md, one test each."""

import itertools

import pytest

from newsparse import Article, Confidence, Format, Registry, Site, UnknownFormatError

STORY = "The council met on Tuesday evening and decided, after three hours of debate, to rebuild the old bridge. "
PAGE = f"<html><head><title>Bridge</title></head><body><article><p>{STORY * 5}</p></article></body></html>"


def reader(name, confidence, **more):
    return Format(name=name, sniff=lambda source: confidence, read=lambda source: Article(title=name), **more)


def chosen(*formats, data=b"some text", **options):
    return Registry(formats).parse(data, **options).title


def test_specific_beats_generic_whatever_the_order():
    specific, generic = reader("specific", Confidence.SPECIFIC), reader("generic", Confidence.GENERIC)
    assert chosen(specific, generic) == "specific"
    assert chosen(generic, specific) == "specific"


def test_generic_beats_a_name_that_fits(tmp_path):
    path = tmp_path / "file.mine"
    path.write_bytes(b"text")
    named = Format(name="named", suffixes=(".mine",), read=lambda source: Article(title="named"))
    generic = reader("generic", Confidence.GENERIC)
    assert Registry([generic, named]).parse(path).title == "generic"
    assert Registry([named]).parse(path).title == "named"


def test_a_name_counts_only_where_the_format_reads_the_bytes(tmp_path):
    from newsparse import ReadError

    def refuse(source):
        raise ReadError("not mine")

    path = tmp_path / "file.mine"
    path.write_bytes(b"text")
    with pytest.raises(UnknownFormatError, match="not mine"):
        Registry([Format(name="named", suffixes=(".mine",), read=refuse)]).parse(path)


def test_the_last_registered_wins_a_tie():
    one, two = reader("one", Confidence.SPECIFIC), reader("two", Confidence.SPECIFIC)
    assert chosen(one, two) == "two"
    assert chosen(two, one) == "one"


def test_a_plugin_wins_a_tie_with_a_built_in_format():
    assert chosen(reader("mine", Confidence.GENERIC), data=PAGE.encode()) == "mine"


def test_the_callers_format_beats_all():
    assert chosen(reader("mine", Confidence.SPECIFIC), data=PAGE.encode(), format="html") == "Bridge"


def test_the_choice_among_installed_plugins_does_not_depend_on_the_order_of_discovery(install, monkeypatch):
    code = """
        from newsparse import Article, Confidence, Format, hookimpl

        @hookimpl
        def newsparse_formats():
            read = lambda source: Article(title="{name}")
            return [Format(name="{name}", sniff=lambda source: Confidence.SPECIFIC, read=read)]
    """
    names = ["gamma", "alpha", "beta"]
    for name in names:
        install(f"news-{name}", f"news_{name}", code.format(name=name))
    import importlib.metadata

    found = list(importlib.metadata.entry_points(group="newsparse"))
    titles = set()
    for order in itertools.permutations(found):
        monkeypatch.setattr(importlib.metadata, "entry_points", lambda group, order=order: order)
        titles.add(Registry().parse(b"text").title)
    assert titles == {"alpha"}


def test_a_site_beats_the_generic_reading():
    page = PAGE.replace("<article>", "<h4>By the rule</h4><article>")
    site = Site("example.com", title="h4")
    assert Registry([]).parse_text(page, url="https://example.com/1").title == "Bridge"
    assert Registry([]).parse_text(page, url="https://example.com/1", sites=[site]).title == "By the rule"
