"""`check_format`: every law that applies to a format, over generated articles and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from newsparse.article import Article
from newsparse.errors import WriteError
from newsparse.format import Confidence, Format
from newsparse.registry import Registry
from newsparse.testing import laws
from newsparse.testing.articles import articles as any_articles
from newsparse.testing.files import OF_NO_FORMAT, OF_OTHERS, damaged, pages, seed_files
from newsparse.testing.laws import Subject, registry_with
from newsparse.testing.processes import check_another_process

__all__ = ["check_format"]

# The same examples on every machine and in every run; slow machines are no failure of the format.
_PROFILE: Final = settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
_FOR_ANOTHER_PROCESS: Final = 50
_AN_ARTICLE: Final = Article(title="Frost", body=["A cold night."])


def check_format(
    format: Format,
    *,
    samples: Iterable[bytes] = (),
    registry: Registry | None = None,
    articles: st.SearchStrategy[Article] | None = None,
    files: st.SearchStrategy[bytes] | None = None,
    lossless: bool = False,
    max_examples: int | None = None,
    profile: settings | None = None,
) -> tuple[str, ...]:
    """Check that a format keeps every law that applies to it.

    A format that reads and writes is held to L1 (model) and L3 (settled); one that reads to L4 (total), L7
    (deterministic), L9 (known), L10 (modest) and, unless it is a container, L8 (indifferent), with scripts and
    comments added where its media types say HTML; one that writes to L7 for its bytes. The examples are the same in
    every run.

    Args:
        format: The format.
        samples: Files of the format. Without them, and without `files`, only what the format itself writes is
            read, besides damaged and foreign files.
        registry: A registry in which the format is registered; one with the built-in formats and this one if
            `None`.
        articles: The articles to write; all kinds if `None`. Narrow them where the format refuses most.
        files: A strategy for files of the format, besides the samples.
        lossless: Whether the format promises L2 (bytes): writing what was read gives the same bytes.
        max_examples: How many examples to try for each law; 100 if `None`.
        profile: Hypothesis settings to use instead of the fixed ones, for a long run with fresh luck.

    Returns:
        The names of the laws that were checked on one example at least.

    Raises:
        newsparse.testing.LawBrokenError: A law is broken; the message names it and a small counterexample.
    """
    chosen = profile or _PROFILE
    if max_examples is not None:
        chosen = settings(chosen, max_examples=max_examples)
    subject = Subject(format, registry if registry is not None else registry_with(format))
    wanted = any_articles() if articles is None else articles
    plan = _Plan(subject, chosen, wanted, files, tuple(samples))
    checked = plan.writing() if format.write is not None else set()
    if format.reads:
        checked |= plan.reading()
        checked |= plan.being_known() | plan.being_modest()
    if lossless:
        checked |= plan.run_on_files("L2 bytes", laws.lossless, plan.files())
    return tuple(name for name in laws.LAWS if name in checked)


@attrs.frozen
class _Plan:
    """What is to be tried, and on what."""

    subject: Subject
    profile: settings
    articles: st.SearchStrategy[Article]
    own_files: st.SearchStrategy[bytes] | None
    samples: tuple[bytes, ...]

    def run_on_files(
        self, law: str, check: Callable[[Subject, bytes], bool], files: st.SearchStrategy[bytes]
    ) -> set[str]:
        """Try one law on each sample, and on generated files."""
        said = [check(self.subject, sample) for sample in self.samples]
        return self.run(law, check, files) | ({law} if any(said) else set())

    def run(self, law: str, check: Callable[[Subject, Any], bool], examples: st.SearchStrategy[Any]) -> set[str]:
        """Try one law; gives its name, where it said something about one example at least."""
        said: list[bool] = []

        @self.profile
        @given(examples)
        def holds(example: Any) -> None:
            said.append(check(self.subject, example))

        try:
            holds()
        except laws.LawBrokenError as error:
            # Hypothesis has noted the example on it, at more length and less readably than the error itself.
            error.__dict__.pop("__notes__", None)
            raise
        return {law} if any(said) else set()

    def writing(self) -> set[str]:
        """The laws of writers."""
        checked = self.run("L7 deterministic", laws.deterministic_writing, self.articles)
        if not checked:
            reason = "write refuses every article with a WriteError; give articles= that the format can write"
            raise self.subject.broken("L1 model", reason)
        if self.subject.format.read is not None:
            checked |= self.run("L1 model", laws.model, self.articles)
            checked |= self.run_on_files("L3 settled", laws.settled, self.files())
        return checked

    def reading(self) -> set[str]:
        """The laws of readers."""
        if self.samples and not any(map(self._gives_articles, self.samples)):
            raise self.subject.broken("L4 total", "read gives no article for any of the samples", file=self.samples[0])
        foreign = st.binary(max_size=60) | seed_files() | pages() | st.text(max_size=40).map(_utf8)
        checked = self.run_on_files("L4 total", laws.total, self.files() | foreign)
        checked |= self.run_on_files("L7 deterministic", laws.deterministic, self.files())
        check_another_process(self.subject, self._some_files())
        if self.subject.format.read is not None:
            checked |= self.run_on_files("L8 indifferent", laws.indifferent, self._whole_files())
        return checked

    def being_known(self) -> set[str]:
        """L9, of the samples and of what the format writes: `files=` may hold what is damaged."""
        bids: set[Confidence] = set()

        def known(subject: Subject, data: bytes) -> bool:
            said = laws.known(subject, data)
            if said:
                bids.add(subject.bid(data))
            return said

        law = "L9 known"
        said = [known(self.subject, sample) for sample in self.samples]
        checked = {law} if any(said) else set()
        if self.subject.format.write is not None:
            checked |= self.run(law, known, self.articles.map(self._written))
        if self.subject.format.sniff is not None and bids == {Confidence.NO}:
            reason = (
                "sniff says NO to every sample and to all that the format writes; mend it, or leave it out where the "
                "suffix is enough"
            )
            raise self.subject.broken(law, reason)
        return checked

    def being_modest(self) -> set[str]:
        """L10, of files that are no files of the format or of one whose place or kind it shares."""
        said = [laws.modest(self.subject, data) for data in OF_NO_FORMAT]
        said += [laws.modest(self.subject, data) for name, data in OF_OTHERS.items() if not self._is_kin(name)]
        return {"L10 modest"} if any(said) else set()

    def _is_kin(self, name: str) -> bool:
        """Whether the format is or replaces another, or the other one takes its files for its own."""
        format = self.subject.format
        other = self.subject.registry.formats().get(name)
        if name in (format.name, format.replaces) or other is None:
            return True
        its_bids = Subject(other, self.subject.registry)
        own = (*self.samples, self._written(_AN_ARTICLE)) if format.writes else self.samples
        return any(its_bids.bid(file) is Confidence.SPECIFIC for file in own)

    def _gives_articles(self, sample: bytes) -> bool:
        found = self.subject.outcome(sample)
        return isinstance(found, Article) or (
            isinstance(found, list) and any(isinstance(one, Article) for one in found)
        )

    def files(self) -> st.SearchStrategy[bytes]:
        """Files of the format, whole and damaged."""
        whole = self._whole_files()
        return whole | damaged(whole)

    def _whole_files(self) -> st.SearchStrategy[bytes]:
        given_files = [] if self.own_files is None else [self.own_files]
        if self.samples:
            given_files.append(st.sampled_from(self.samples))
        if self.subject.format.write is not None:
            given_files.append(self.articles.map(self._written))
        return st.one_of(given_files) if given_files else st.binary(max_size=60)

    def _written(self, article: Article) -> bytes:
        try:
            return self.subject.write(article)
        except WriteError:
            return b""

    def _some_files(self) -> list[bytes]:
        """A fixed choice of files to read in another process."""
        some: list[bytes] = list(self.samples[:_FOR_ANOTHER_PROCESS])

        @settings(self.profile, max_examples=_FOR_ANOTHER_PROCESS, derandomize=True, database=None)
        @given(self._whole_files())
        def collect(data: bytes) -> None:
            some.append(data)

        collect()
        return some


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
