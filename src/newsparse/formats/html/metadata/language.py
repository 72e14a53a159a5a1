"""The language of a page: what its markup says, else what its text looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from newsparse.article import language_case
from newsparse.formats.html.metadata.choice import Offer, Trace, overrule
from newsparse.formats.html.metadata.page import Page

_TAG = re.compile(r"(?P<primary>[A-Za-z]{2,3})(?P<rest>(?:[-_][A-Za-z0-9]{2,8}){0,3})")
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx"})
# Country codes and other habits that are no language codes.
_MEANT = {"jp": "ja", "cz": "cs", "gr": "el", "ua": "uk", "kr": "ko", "cn": "zh", "dk": "da", "iw": "he", "in": "id"}


def normal_tag(value: str) -> str | None:
    """A BCP 47 tag in its usual case, or `None` where the value is none: `en_us` is `en-US`."""
    found = _TAG.fullmatch(value.strip())
    if found is None:
        return None
    primary = found["primary"].lower()
    primary = _MEANT.get(primary, primary)
    if primary in _NO_LANGUAGE:
        return None
    parts = [primary]
    for part in re.split("[-_]", found["rest"])[1:]:
        if len(part) in {2, 4} and part.isalpha():
            parts.append(part)
        elif len(part) in {3, 5, 6, 7, 8} or part.isdigit():
            break
        else:
            return primary
    return language_case("-".join(parts))


def offers(page: Page) -> Iterator[Offer[str]]:
    """Languages that the markup declares, in order of trust."""
    yield from _checked(_attribute(page), "html[lang]")
    for node in page.about:
        value = node.data.get("inLanguage")
        if isinstance(value, dict):
            value = value.get("alternateName") or value.get("name")
        if isinstance(value, str):
            yield from _checked(value, f"json-ld:{node.path}.inLanguage")
    for key in ("content-language", "og:locale", "language", "dc.language", "dcterms.language", "itemprop:inlanguage"):
        for value in page.meta.get(key, ()):
            yield from _checked(value, f"meta:{key}")


def _attribute(page: Page) -> str:
    root = page.root
    for name in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if value := root.get(name):
            return str(value)
    return ""


def _checked(value: str, origin: str) -> Iterator[Offer[str]]:
    if value.strip():
        tag = normal_tag(value.split(",")[0])
        yield Offer(tag or value, origin, None if tag else "no BCP 47 tag")


# Function words that are frequent in one language and rare in its neighbours.
_WORDS = {
    "en": "the and of to that was with for his this have from in a is on it he be as at by are",
    "de": "der die und das nicht mit den ist von sich auch ein in zu im für dem des eine als bei",
    "fr": "les des est dans une pour que qui sur pas plus avec la le et un en du au il ce par",
    "es": "a es sobre todo entre los las una por con para del está más pero como y el la de que en se un su al",
    "pt": "não uma com para dos mais pelo são ao foi também e a o de da do em que os as no na um por se",
    "it": "che della per non una sono con gli dei anche più è il la di un in del si da le al",
    "nl": "het een van niet dat zijn voor met aan ook naar door de en in is op te die er bij",
    "sv": "och att det som inte för med är till på den har i en av ett han från om",
    "da": "og ikke af til det som har med den på jeg ved i en at er for et de fra om",
    "nb": "og ikke av til det som har med på jeg ved etter i en at er for et de fra om å",
    "fi": "ja on ei että oli mutta myös hän ovat sekä kun joka mukaan kuin voi mitä vuoden jonka",
    "is": "og að er ekki sem við það hann um til fyrir með í á af en sé hefur",
    "pl": "nie się jest że oraz przez jak który dla ale był po w i z na do to za od o",
    "cs": "se na je že který jako ale také jsou podle byl pro v a s o z do to po",
    "sk": "sa na je že ktorý ako ale tiež sú podľa bol pre v a s o z do to po",
    "hu": "hogy nem egy és az volt is csak már meg mint azt a ez el ha de szerint után amely",
    "ro": "și care este din nu mai pentru într sunt fost cu pe de la în a o un al",
    "hr": "je koji nije što kako bi su će samo ali od prema i u na se za da s o koje",
    "tr": "bir ve bu için ile olarak da çok olan daha gibi sonra ise ancak kadar göre en ki değil oldu dedi",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam akan itu juga oleh atau tersebut karena",
    "vi": "của và là không người được trong cho với các những đã có một về",
    "lt": "ir kad yra buvo iš su bet tai kaip jau apie dėl į o nuo pagal",
    "lv": "un ir ka ar no par kas bet nav tika arī pēc uz kā to gada",
    "et": "ja on ei et oli ka see mis kui aga või kes ta nii ning oma",
    "sw": "na ya wa kwa ni katika za la kuwa hiyo huo baada cha hii",
    "eu": "eta da ez dute bat izan duen ere dela zuen baina du",
    "ca": "els les una per amb dels és que més però aquest també el la de i en un a al del",
    "gl": "o a os as da do que unha un para non con máis como pola polo pero tamén e dende en na no ao",
    "az": "və bu bir ilə üçün olan da də ki daha sonra edib isə deyib",
    "tl": "ang ng sa na mga ay at ito para siya hindi ni kay ayon",
    "af": "die en van nie het wat om sy met vir dat is n in op te as",
    "sq": "dhe një për nga është në me që të ka kjo janë e i",
    "so": "oo ka ku iyo in uu ay waa la soo ah ee si u",
    "ru": "и в не на что он как это по но из его к у за от так",
    "uk": "і в не на що він як це та але із його до у про від",
    "bg": "и в не на че той като това за но от се да са",
    "sr": "и у не на што је као то за али из се да",
    "be": "і ў не на што ён як гэта па але з яго",
}


@lru_cache(maxsize=1)
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


_WORD = re.compile(r"[^\W\d_]+")

# Scripts that one language stands for most, by ranges of code points.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hi", re.compile("[\u0904-\u0939]")),
    ("bn", re.compile("[\u0985-\u09b9]")),
    ("ta", re.compile("[\u0b85-\u0bb9]")),
    ("te", re.compile("[\u0c05-\u0c39]")),
    ("gu", re.compile("[\u0a85-\u0ab9]")),
    ("kn", re.compile("[\u0c85-\u0cb9]")),
    ("ml", re.compile("[\u0d05-\u0d39]")),
    ("si", re.compile("[\u0d85-\u0dc6]")),
    ("my", re.compile("[\u1000-\u102a]")),
    ("km", re.compile("[\u1780-\u17b3]")),
    ("lo", re.compile("[\u0e81-\u0eae]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0561-\u0587]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("el", re.compile("[\u03b1-\u03c9]")),
    ("ar", re.compile("[\u0621-\u064a]")),
)
_PERSIAN = re.compile("[\u067e\u0686\u06af\u06cc]")
_URDU = re.compile("[\u0679\u0688\u0691\u06d2]")
# What every one of these scripts begins after: letters with accents and punctuation are no sign of them.
_BEYOND_LATIN = re.compile("[\u03b1-\u1fff\u3041-\ud7a3]+")
_SAMPLE = 3000


# One word in so many is one of the language; fewer are enough, as in Turkish, where another has hardly any.
_EVERY = 12
_CLEAR_EVERY = 30
_FEW, _TIMES = 2, 2
# English has a dozen of these to five hundred characters.
_ENGLISH = (" the ", " of ", " and ", " to ")
_ENGLISH_EVERY = 200


def settle_language(declared: str | None, pieces: Iterable[str], trace: Trace) -> str | None:
    """The language of an article: what the markup says, or what the text looks like.

    The text decides where the markup says nothing, and where it says English, which many publishing systems say of
    whatever they are filled with, and the text is clearly of another language.

    Args:
        declared: The BCP 47 tag of the markup.
        pieces: The texts of the article in order, of which the first are looked at.
        trace: As of `read_metadata`.
    """
    if declared is not None and declared.partition("-")[0] != "en":
        return declared
    text = _beginning(pieces)
    if declared is not None and sum(map(text.count, _ENGLISH)) * _ENGLISH_EVERY >= len(text):
        return declared
    guessed = guess_language(text)
    if guessed is None or (declared is not None and guessed == "en"):
        return declared
    reason = "the text is of another language than the markup says" if declared else "its script and function words"
    overrule("language", guessed, "text", reason, trace)
    return guessed


def _beginning(pieces: Iterable[str]) -> str:
    texts, left = [], _SAMPLE
    for piece in pieces:
        texts.append(piece)
        left -= len(piece)
        if left <= 0:
            break
    return "\n\n".join(texts)[:_SAMPLE]


def guess_language(text: str) -> str | None:
    """Guess the language of a text by its script and its function words.

    Args:
        text: Running text; the first 3,000 characters count.

    Returns:
        A BCP 47 tag without region, or `None` where the text is too short or fits no profile.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < 20:
        return None
    if sample.isascii() or sum(map(len, _BEYOND_LATIN.findall(sample))) < 0.05 * letters:
        return _by_words(words)
    for language, pattern in _SCRIPTS:
        share = len(pattern.findall(sample)) / letters
        if share > (0.05 if language == "ja" else 0.3):
            return _arabic(sample) if language == "ar" else language
    return _by_words(words)


def _arabic(sample: str) -> str:
    if _URDU.search(sample):
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) > len(sample) / 100 else "ar"


def _by_words(words: Sequence[str]) -> str | None:
    if len(words) < 8:
        return None
    languages = _languages_by_word()
    scores = dict.fromkeys(_WORDS, 0)
    for word, times in Counter(words).items():
        for language in languages.get(word, ()):
            scores[language] += times
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    if scores[best] < _FEW:
        return None
    clear = scores[best] >= _TIMES * scores[second]
    return best if scores[best] * (_CLEAR_EVERY if clear else _EVERY) >= len(words) else None
