"""Whose name it is: a person's, a news agency's, a newsroom's, an employer's or the site's; and how names are cased."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsparse.formats.html.metadata.text import fold

_SITE_LIKE = re.compile(
    r"[\w-]+\.(?:com?|de|org|net|fr|it|es|at|ch|is|cc|tv|nl|be|no|se|dk|fi|pl|ru|ua|uk|us|in|io|za)(?:\.\w\w)?$",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:news|newsroom|redaktion|redaktionen|redazione|redacción|redaccion|redactie|redakce|redakcja|"
    r"rédaction|redação|editors|"
    r"agency|agentur|agencia|agencias|agence|agenzia|ajans[ıi]|press|presse|times|post|daily|herald|tribune|"
    r"gazette|journal|magazine|magazin|zeitung|"
    r"media|medien|tv|radio|online|digital|team|desk|bureau|network|group|inc|llc|ltd|gmbh|company|"
    r"foundation|association|university|institute|"
    r"council|department|ministry|committee|staff|editorial|community|blog|studio|studios|channel|service|"
    r"services|center|centre|official|admin|"
    r"administrator|webmaster|contributors?|guest|web|app|solutions|academy|health|clinic|hospital|law|legal|"
    r"firm|partners|technologies|labs?)\b"
    r"|редакция|新聞|新闻|通信|通讯|日報|日报|时报|時報|編集部|编辑部|新聞社|뉴스|신문|통신|प्रतिनिधि|डेस्क|\w\w(?:報|报|网|網|社)$",
    re.IGNORECASE,
)
AGENCIES = frozenset(
    fold(name)
    for name in (
        "dpa|dpa-infocom|dpa/lnw|Deutsche Presse-Agentur|AFP|Agence France-Presse|AP|Associated Press|"
        "The Associated Press|Reuters|Thomson Reuters|"
        "APA|SDA|Keystone-SDA|ANSA|EFE|Agencia EFE|Europa Press|EP|Anadolu Ajansı|Anadolu Agency|AA|DHA|İHA|"
        "TASS|Тасс|РИА Новости|RIA Novosti|Interfax|"
        "Интерфакс|Укринформ|Ukrinform|PAP|ČTK|CTK|TASR|SITA|MTI|NTB|TT|TT Nyhetsbyrån|Ritzau|STT|Belga|ANP|"
        "Lusa|PTI|ANI|IANS|Xinhua|新华社|新華社|"
        "共同通信|共同|時事通信|時事|Kyodo|Jiji Press|Yonhap|연합뉴스|뉴시스|AAP|PA|PA Media|Press Association|UPI|"
        "Canadian Press|The Canadian Press|"
        "Bloomberg|Bloomberg News|epd|KNA|SID|AGI|Adnkronos|LaPresse|Agências|Agencias|Agence|SAPA|NAMPA|"
        "Antara|VNA|TTXVN|CNA"
    ).split("|")
)
_VOWEL = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœąęıőű]|[^\x00-\u024f]")
_JOINED_PARTICLES = ("al-", "el-", "d'", "d’", "ul-", "ar-", "as-", "ad-")
_PARTICLES = frozenset("de da do dos das del della di du la le van von der den ter ten zu y e al el bin ibn of".split())


def is_full(name: str) -> bool:
    """Whether a name has two words, is that of an agency, or stands in a script in which one word may be all."""
    return " " in name or not name.isascii() or is_agency(name)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return fold(name) in AGENCIES


def is_employer(name: str) -> bool:
    """Whether a name holds a word for an organisation and is none of an agency."""
    return bool(ORGANISATION.search(name)) and not is_agency(name)


def is_desk(name: str) -> bool:
    """Whether a name is nothing but words for a newsroom: `Redaktion`, `News Desk`."""
    return all(ORGANISATION.fullmatch(word) for word in re.split(r"[\s-]+", name))


def is_site(name: str, site_names: Iterable[str]) -> bool:
    """Whether a name is one that the site goes by, with or without "The"."""
    folded = fold(name)
    return any(known in site_names for known in (folded, folded.removeprefix("the"), f"the{folded}"))


def is_person(name: str, site_names: Iterable[str]) -> bool:
    """Whether a name reads like a person's: not the site, an agency, an organisation, or a handle."""
    folded = fold(name)
    if folded in AGENCIES or is_site(name, site_names) or ORGANISATION.search(name) or _SITE_LIKE.search(name):
        return False
    words = name.split()
    if not name.isascii() and not any(character.isupper() or character.islower() for character in name):
        return 2 <= len(name) <= 30
    if not 2 <= len(words) <= 6 or (name.islower() and len(words) > 3) or words[-1] in _PARTICLES:
        return False
    if len(words[-1]) == 1 and any(agency.startswith(folded) for agency in AGENCIES):
        return False
    if any(word.isupper() and len(word.replace(".", "")) > 3 for word in words) and not name.isupper():
        return False
    return all(_begins_as_names_do(word) or not word[0].isalpha() for word in cased(name).split())


def is_plausible(name: str) -> bool:
    """Whether words found in a page's text may be a name at all: capitalised, few, without figures."""
    words = name.split()
    if len(words) > 5 or any(character.isdigit() or character in "?!:=" for character in name):
        return False
    return all(_begins_as_names_do(word) or not word.isascii() for word in words)


def _begins_as_names_do(word: str) -> bool:
    return word[0].isupper() or word.lower() in _PARTICLES or word.startswith(_JOINED_PARTICLES)


def cased(name: str) -> str:
    """A name set in capitals or in small letters throughout, in the case that names have."""
    if len(name) < 5 or " " not in name or not (name.isupper() or name.islower()):
        return name
    return " ".join(_cased_word(word, first=at == 0) for at, word in enumerate(name.split()))


def _cased_word(word: str, *, first: bool) -> str:
    lower = word.lower().replace("i\u0307", "i")
    if word.isupper() and len(word) <= 4 and not _VOWEL.search(lower):
        return word
    if lower in _PARTICLES and not first:
        return lower
    pieces = re.split(r"([-'’.])", lower)
    joined = "".join(piece[:1].upper() + piece[1:] for piece in pieces)
    if word[0] == "İ":
        joined = "İ" + joined[1:]
    if joined.startswith("Mc") and len(joined) > 3:
        joined = "Mc" + joined[2].upper() + joined[3:]
    return joined
