"""A plugin's life as a stranger meets it: registered, installed, listed, chosen, disabled, blamed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse
from newsparse import Article, Confidence, Format, PluginError, PluginWarning, Registry, UnknownFormatError, hookimpl
from newsparse.cli import main

READS_ALL = """
    from newsparse import Article, Confidence, Format, hookimpl

    def sniff(source):
        return Confidence.{confidence} if source.head.startswith(b"@") else Confidence.NO

    def read(source):
        return Article(title="{name} by {label}", body=[source.text])

    @hookimpl
    def newsparse_formats():
        return [Format(name="{name}", summary="files that begin with @", sniff=sniff, read=read, suffixes=(".at",))]
"""


def plugin_code(name="at", *, confidence="SPECIFIC", label="a stranger"):
    return READS_ALL.format(name=name, confidence=confidence, label=label)


def a_format(name="at", *, title="registered", confidence=Confidence.SPECIFIC, **more):
    return Format(
        name=name,
        sniff=lambda source: confidence if source.head.startswith(b"@") else Confidence.NO,
        read=lambda source: Article(title=title, body=["Text"]),
        **more,
    )


def test_a_plugin_is_registered_used_and_taken_away_again():
    fmt = a_format()
    newsparse.register(fmt)
    try:
        assert newsparse.parse(b"@ text").title == "registered"
        assert newsparse.formats()["at"] is fmt
    finally:
        newsparse.unregister(fmt)
    assert "at" not in newsparse.formats()


def test_an_installed_plugin_is_found_and_named_with_its_distribution(install, capsys):
    install("news-at", "news_at", plugin_code(), entry_point="at")
    assert Registry().parse(b"@ text").title == "at by a stranger"
    assert main(["formats", "--json"]) == 0
    (entry,) = (entry for entry in json.loads(capsys.readouterr().out)["formats"] if entry["name"] == "at")
    assert (entry["plugin"], entry["distribution"], entry["version"]) == ("news-at:at", "news-at", "1.2.3")


def test_a_more_specific_plugin_is_chosen_over_a_built_in_format(install):
    install("news-at", "news_at", plugin_code())
    page = b"@<html><body><p>A page</p></body></html>"
    assert Registry().parse(page).title == "at by a stranger"


@pytest.mark.parametrize("name", ["news-at:at", "news-at", "at", "News_At", "news.at:AT"])
def test_a_plugin_is_disabled_by_any_of_its_names(install, monkeypatch, capsys, name):
    install("news-at", "news_at", plugin_code(), entry_point="at")
    monkeypatch.setenv("NEWSPARSE_DISABLE", f"other, {name}")
    with pytest.raises(UnknownFormatError):
        Registry().parse(b"@ text")
    assert main(["formats"]) == 0
    assert "not loaded: news-at:at 1.2.3: disabled" in capsys.readouterr().out


def test_a_failure_says_whose_it_is_and_how_to_go_on_without_it(install):
    install("news-at", "news_at", plugin_code().replace("return Article", "return 1 / 0 or Article"), entry_point="at")
    with pytest.raises(PluginError) as caught:
        Registry().parse(b"@ text")
    error = caught.value
    assert (error.plugin, error.distribution, error.version) == ("news-at:at", "news-at", "1.2.3")
    assert (error.action, error.format) == ("read", "at")
    assert isinstance(error.__cause__, ZeroDivisionError)
    assert "NEWSPARSE_DISABLE=news-at:at" in str(error)


def test_a_plugin_takes_over_a_built_in_name():
    fmt = a_format("other-html", title="taken over", replaces="html")
    registry = Registry([fmt])
    assert registry.parse(b"@ text", format="html").title == "taken over"


def test_a_plugin_file_is_used_without_installing(tmp_path, capsys):
    (tmp_path / "from_a_file.py").write_text(
        READS_ALL.replace("\n    ", "\n").format(name="at", confidence="SPECIFIC", label="a file"), encoding="utf-8"
    )
    (tmp_path / "text.at").write_bytes(b"@ text")
    arguments = ["--plugin", str(tmp_path / "from_a_file.py"), "parse", str(tmp_path / "text.at"), "--to", "json"]
    try:
        assert main(arguments) == 0
    finally:
        sys.modules.pop("from_a_file", None)
    assert json.loads(capsys.readouterr().out)["title"] == "at by a file"


def test_a_package_is_used_by_its_init_file_with_its_other_modules(tmp_path):
    folder = tmp_path / "news_package"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from news_package.reading import read\n"
        "from newsparse import Format, hookimpl\n"
        "@hookimpl\n"
        "def newsparse_formats(): return [Format(name='packed', read=read)]\n",
        encoding="utf-8",
    )
    (folder / "reading.py").write_text(
        "from newsparse import Article\ndef read(source): return Article(title='packed')\n", encoding="utf-8"
    )
    registry = Registry([])
    try:
        registry.register_file(folder / "__init__.py")
        assert registry.parse(b"text", format="packed").title == "packed"
    finally:
        for name in ("news_package", "news_package.reading"):
            sys.modules.pop(name, None)


def test_a_plugin_may_bring_sites_only():
    class Sites:
        @hookimpl
        def newsparse_sites(self):
            return [newsparse.Site("example.com", publisher="The Example")]

    page = f"<html><body><article><p>{'Many words of a story follow here. ' * 20}</p></article></body></html>"
    article = Registry([Sites()]).parse_text(page, url="https://example.com/1")
    assert article.publisher == "The Example"


class TestImports:
    @pytest.mark.parametrize(
        ("code", "cause"),
        [
            ("raise RuntimeError('out of order')", "RuntimeError: out of order"),
            ("import no_such_package_anywhere", "No module named 'no_such_package_anywhere'"),
            ("import sys; sys.exit(3)", "SystemExit"),
            ("from newsparse import hookimpl\n@hookimpl\ndef newsparse_format(): return []", "newsparse_format"),
            ("from newsparse import hookimpl\n@hookimpl\ndef newsparse_formats(extra): return []", "extra"),
            (
                "from newsparse import hookimpl\n@hookimpl\ndef newsparse_formats(): return ['html']",
                "'html' of type str",
            ),
            ("def newsparse_formats(): return []", "implements no hook"),
            (
                "from newsparse import hookimpl\n@hookimpl\ndef newsparse_format(): return []",
                "there is no hook named 'newsparse_format'; the hooks are newsparse_formats, newsparse_sites",
            ),
        ],
        ids=["raises", "missing package", "exits", "misspelt", "argument", "no format", "unmarked", "advice"],
    )
    def test_a_plugin_that_does_not_load_is_named_and_nothing_else_changes(self, install, capsys, code, cause):
        install("broken-plugin", "broken_plugin", code)
        install("news-at", "news_at", plugin_code())
        with pytest.warns(PluginWarning, match="broken-plugin") as caught:
            registry = Registry()
        assert len(caught) == 1
        assert cause in str(caught[0].message)
        assert registry.parse(b"@ text").title == "at by a stranger"
        assert main(["formats"]) == 0
        assert "not loaded: broken-plugin:broken_plugin 1.2.3:" in capsys.readouterr().out


class TestReturnValues:
    """What a plugin's function returns by mistake is told with the function and the plugin."""

    @staticmethod
    def read(answer):
        def function(source):
            return answer() if callable(answer) else answer

        return Registry([Format(name="at", read=function)])

    async def coroutine(self):
        return Article()

    @pytest.mark.parametrize("answer", [True, False, None, 3, "SPECIFIC"])
    def test_sniff(self, answer):
        registry = Registry([Format(name="at", sniff=lambda source: answer, read=lambda source: Article())])
        with pytest.raises(PluginError, match=rf"sniff function returned {answer!r}.*Confidence"):
            registry.parse(b"text")

    def test_sniff_that_raises(self):
        registry = Registry([Format(name="at", sniff=lambda source: 1 // 0, read=lambda source: Article())])
        with pytest.raises(PluginError, match="failed to sniff format 'at': it raised ZeroDivisionError"):
            registry.parse(b"text")

    @pytest.mark.parametrize("answer", [{"title": "x"}, None, "text", b"text"])
    def test_read(self, answer):
        with pytest.raises(PluginError, match="'format:at' failed to read format 'at': its read function returned"):
            self.read(answer).parse(b"text", format="at")

    @pytest.mark.filterwarnings("error")
    def test_a_coroutine_is_closed_and_told(self):
        with pytest.raises(PluginError, match="read function returned a coroutine, as functions made with async def"):
            self.read(self.coroutine).parse(b"text", format="at")

    def test_split_written_with_async(self):
        async def split(source):
            yield source.inner(b"@")

        (result,) = Registry([Format(name="at", split=split)]).parse_all(b"text", format="at")
        assert "split function returned a coroutine" in str(result.error)

    @pytest.mark.parametrize("answer", ["text", None, bytearray(b"x")])
    def test_write(self, answer):
        registry = Registry([Format(name="at", write=lambda article: answer)])
        with pytest.raises(PluginError, match=r"its write function returned .* it must return bytes"):
            registry.encode(Article(), "at")

    @pytest.mark.parametrize("answer", [None, 3, Article()])
    def test_split_without_an_iterator(self, answer):
        registry = Registry([Format(name="at", split=lambda source: answer)])
        (result,) = registry.parse_all(b"text", format="at")
        assert isinstance(result.error, PluginError)

    def test_split_yielding_something_else(self):
        registry = Registry([Format(name="at", split=lambda source: iter(["text", source.inner(b"@")]))])
        first, second = registry.parse_all(b"text", format="at")
        assert isinstance(first.error, PluginError)
        assert "split function yielded 'text' of type str; it must yield what source.inner" in str(first.error)
        assert isinstance(second.error, UnknownFormatError)


class TestNames:
    def test_two_plugins_of_one_name_are_an_error_naming_both(self, install):
        install("news-at", "news_at", plugin_code())
        install("more-at", "more_at", plugin_code(label="another"))
        with pytest.raises(PluginError) as caught:
            Registry()
        message = str(caught.value)
        assert "news-at:news_at" in message
        assert "more-at:more_at" in message
        assert "NEWSPARSE_DISABLE=" in message

    def test_either_may_be_disabled(self, install, monkeypatch):
        install("news-at", "news_at", plugin_code())
        install("more-at", "more_at", plugin_code(label="another"))
        monkeypatch.setenv("NEWSPARSE_DISABLE", "news-at")
        assert Registry().parse(b"@").title == "at by another"

    def test_two_that_replace_one_format_are_told_to_leave_one_out(self):
        with pytest.raises(PluginError, match="'format:one' claim the format name 'html'") as caught:
            Registry([a_format("one", replaces="html"), a_format("two", replaces="html")])
        message = str(caught.value)
        assert "replaces=" not in message
        assert "NEWSPARSE_DISABLE=format:one" in message
        assert "NEWSPARSE_DISABLE=format:two" in message

    def test_a_name_of_a_built_in_format_needs_an_explicit_replacement(self):
        with pytest.raises(
            PluginError, match=r"claim the format name 'html'; call it .*, or say replaces='html'"
        ) as caught:
            Registry([a_format("html")])
        assert "NEWSPARSE_DISABLE=newsparse" not in str(caught.value)  # that would leave out every built-in format
        assert Registry([a_format("html", replaces="html")]).parse(b"@").title == "registered"


class TestNotesOfTheListing:
    """`newsparse formats` tells of names that mean nothing here."""

    def test_a_name_to_disable_that_nothing_has(self, monkeypatch, capsys):
        monkeypatch.setenv("NEWSPARSE_DISABLE", "html,no-such-plugin")
        assert main(["formats"]) == 0
        listed = capsys.readouterr().out
        assert "note: the format html is disabled" in listed
        assert "note: 'no-such-plugin' in NEWSPARSE_DISABLE is no plugin or format" in listed

    @pytest.mark.parametrize(("name", "noted"), [("htlm", True), ("html", False)])
    def test_a_replacement_of_what_is_not_there(self, install, capsys, name, noted):
        install("news-at", "news_at", plugin_code().replace("summary=", f"replaces={name!r}, summary="))
        assert main(["formats"]) == 0
        assert ("note: at replaces 'htlm', which no other plugin has" in capsys.readouterr().out) == noted


class TestMistakesOfTheProgram:
    """They are told to the program, and no plugin is blamed."""

    @pytest.mark.parametrize("plugin", [None, "news_at", [a_format()], {}, b"", Path("x.py")])
    def test_what_is_no_plugin(self, plugin):
        with pytest.raises(TypeError, match="register: expected a Format, or a module or object"):
            Registry([]).register(plugin)

    @pytest.mark.parametrize("plugins", ["news_at", a_format()])
    def test_plugins_that_are_no_list(self, plugins):
        with pytest.raises(TypeError, match="plugins is a list of plugins, not one"):
            Registry(plugins)

    def test_a_second_registration_says_how_to_take_the_first_away(self):
        registry = Registry([a_format()])
        with pytest.raises(ValueError, match=r"unregister\('format:at'\), or give this one another name="):
            registry.register(a_format())
        registry.unregister("format:at")
        registry.register(a_format())

    @pytest.mark.parametrize("sites", ["example.com", newsparse.Site("example.com"), 3, [{"hosts": "example.com"}]])
    def test_sites_that_are_none(self, sites):
        with pytest.raises(TypeError, match="sites: expected"):
            Registry([]).parse(b"<p>A page</p>", url="https://example.com/1", sites=sites)

    def test_text_of_a_format_that_writes_none(self):
        registry = Registry([Format(name="at", write=lambda article: b"\xff")])
        assert registry.encode(Article(), "at") == b"\xff"
        with pytest.raises(newsparse.WriteError, match="use encode or dump"):
            registry.dumps(Article(), "at")

    @pytest.mark.parametrize(
        ("fields", "error"),
        [
            ({"name": "-at"}, ValueError),
            ({"suffixes": [1]}, TypeError),
            ({"api": "1"}, ValueError),
            ({"replaces": 3}, ValueError),
        ],
    )
    def test_fields_of_a_format(self, fields, error):
        with pytest.raises(error, match=f"Format.*{next(iter(fields))}"):
            Format(**{"name": "at", "read": lambda source: Article(), **fields})

    def test_a_carry_that_gives_no_article(self):
        fmt = a_format(write=lambda article: b"@", carry=lambda article: None)
        with pytest.raises(TypeError, match="carry returned NoneType"):
            fmt.loses(Article())


class TestContainers:
    @staticmethod
    def shells(limit):
        """A format whose every file holds itself once more, and an article besides."""

        def split(source):
            yield source.inner(b"@ text")
            yield source.inner(source.data)

        shell = Format(
            name="shell",
            sniff=lambda source: Confidence.SPECIFIC if source.head.startswith(b"#") else Confidence.NO,
            split=split,
        )
        registry = Registry([shell, a_format()])
        return list(registry.parse_all(b"#", limits=newsparse.Limits(max_nesting=limit)))

    def test_a_container_inside_itself_stops_at_the_limit_and_keeps_what_was_read(self):
        *articles, last = self.shells(5)
        assert [result.article.title for result in articles] == ["registered"] * 5
        assert isinstance(last.error, newsparse.LimitError)
        assert (last.error.limit, last.error.value) == ("max_nesting", 5)


class TestVersions:
    def test_a_plugin_of_another_interface_says_what_to_change(self, install):
        install("news-at", "news_at", plugin_code().replace('name="at", summary', 'name="at", api=2, summary'))
        with pytest.warns(PluginWarning, match="written for version 2 of the plugin interface and this is 1; upgrade"):
            Registry()

    def test_a_hook_of_a_later_version_may_be_marked_as_optional(self):
        class Later:
            @hookimpl(optionalhook=True)
            def newsparse_archives(self):
                return []

            @hookimpl
            def newsparse_formats(self):
                return [a_format()]

        assert Registry([Later()]).parse(b"@").title == "registered"

    def test_a_plugin_of_the_first_published_shape_works(self, tmp_path):
        """Built as it was when the interface was first published, and installed into an environment of its own."""
        package = Path(__file__).parent / "packages" / "newsparse-first"
        target = tmp_path / "site"
        info = target / "newsparse_first-1.0.0.dist-info"
        info.mkdir(parents=True)
        for name in ("METADATA", "entry_points.txt"):
            (info / name).write_bytes((package / "dist-info" / name).read_bytes())
        (target / "newsparse_first.py").write_bytes((package / "newsparse_first.py").read_bytes())
        program = (
            f"import sys; sys.path.insert(0, {str(target)!r})\n"
            "import newsparse\n"
            "article = newsparse.parse(b'first!\\nRain\\nIt rained.')\n"
            "assert article.title == 'Rain', article\n"
            "assert newsparse.encode(article, 'first') == b'first!\\nRain\\nIt rained.'\n"
            "results = list(newsparse.parse_all(b'firsts!\\0first!\\nRain\\nIt rained.\\0bad'))\n"
            "assert [type(result.error).__name__ for result in results] == ['NoneType', 'ReadError'], results\n"
            "story = 'Many words of a story follow here. ' * 20\n"
            "page = f'<html><body><article><p>{story}</p></article></body></html>'\n"
            "assert newsparse.parse_text(page, url='https://first.example/1').publisher == 'First'\n"
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
