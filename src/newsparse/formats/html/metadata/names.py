"""Names out of bylines: split, and freed of "By", job titles and places. Whose names they are, `people` tells."""

from __future__ import annotations

import re

from newsparse.formats.html.metadata.leads import OTHER_ROLE, strip_label, strip_lead
from newsparse.formats.html.metadata.people import ORGANISATION, is_agency, is_employer, is_full, is_plausible
from newsparse.formats.html.metadata.text import fold, line

_TAIL = re.compile(
    r"\s*(?:\b(?:updated|published|posted|last updated|aktualisiert|stand|publicado|actualizado|publié|mis à jour"
    r"|min read|minute read|follow|on behalf of|on\s+(?=\w+ \d)|"
    r"(?:on|at)\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=,)|"
    r"\d+\s?min(?:ute)?s?\b|is an?|is the)\b|\d{1,2}[:.]\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{4}[-年]|\d{1,2}(?:\.|st|nd|rd|th)? [^\W\d]{3,} \d{4}|[^\W\d]{3,9} \d{1,2}, \d{4}).*$",
    re.IGNORECASE,
)
# A date before the name, and what parts them: `Dec. 19, 2025 · Jane Doe`.
_DATE_FIRST = re.compile(
    r"(?:[^\W\d_]{3,9}\.?,?\s)?(?:[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{1,2}\.? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)\s*[|·•,/–—-]\s*"
)
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]\s*")
_PARTS = re.compile(
    r"\s*([;|•·、，／\n]|,(?!\s?(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|rn|rd|esq|cfp|mba|dds|dvm|cpa|ms|msc|rdn|"
    r"lcsw|np)\b\.?)"
    r"|\s[-–—/]\s|/(?=\s?\w{2}))\s*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+(?:and|AND|und|UND|et|og|och|en|ja|és|och|ve|och|и|та|oraz|dan|și|&|\+|with|mit|avec|con)\s+|\s*[&＆]\s*|\s+및\s+"
)
_JOINTS = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|og|och)\s)?|\s+(?:and|und|et|y|e|og|och|en|&|i|и|ve)\s+")
_STRONG_MARKS = frozenset(";|•·")
_DASHES = frozenset("—")
# What parts of a list begin with where a comma stands before "and".
_FIRST_AND = re.compile(
    r"\s*(?:and|AND|und|UND|et|ET|og|och|ja|és|ve|и|та|oraz|dan|și|y|e|i|with|mit|avec|con)\s+|\s*[&+]\s*"
)
_PREPOSITION = re.compile(
    r"(?:at|for|from|in|of|on|to|the|à|au|aux|dans|pour|aus|bei|für|im|para|em|desde|dal|nel|per|(?i:special to))\s"
)
# Cities of two words, which look like people behind a name.
_PLACES = frozenset(
    map(
        fold,
        "Abu Dhabi|Addis Ababa|Buenos Aires|Cape Town|Des Moines|El Paso|Hong Kong|Kuala Lumpur|Las Vegas|Los Angeles|"
        "Mexico City|New Delhi|New Jersey|New York|New York City|Rio de Janeiro|Salt Lake City|San Diego|San Francisco|"
        "San José|San Juan|Santa Fe|Santo Domingo|São Paulo|St. Louis|St. Petersburg|Tel Aviv|Washington D.C.|"
        "Washington DC|West Midlands|United Kingdom|United States".split("|"),
    )
)
_SHORT_AND = re.compile(r"(?<=\w)\s+(?:y|e|i|a|o)\s+(?=[A-ZÀ-ÞА-Я])")
# Without a comma before it a degree has its capitals, and "Do" and "Md" are names.
_DEGREES = re.compile(
    r"(?:,\s+(?i:ph\.?\s?d|m\.?d|r\.?n|rdn?|esq|cfp®?|mba|dds|dvm|cpa|m\.?sc?|lcsw|msn|bsn|aprn|np-c|fnp|cscs|"
    r"psyd|d\.?o|pharmd|j\.?d|mph|mfa)"
    r"|\s+(?:[Pp]h\.?\s?[Dd]|M\.?D|R\.?N|RDN?|Esq|CFP®?|MBA|DDS|DVM|CPA|M\.?S[Cc]?|LCSW|MSN|BSN|APRN|NP-C|FNP|CSCS|"
    r"P(?:SY|sy)D|D\.O|P(?:HARM|harm)D|J\.?D|MPH|MFA))\b\.?(?=,|\s|$)",
)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|^@|^#|[{}<>=]|%[A-Za-z]")
_MAIL = re.compile(r"[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_WHERE = re.compile(r"\s(?:in|at|for|from|à)\s(?:the\s)?(?=[A-ZÀ-Þ]).*$")
# What a reporter is called where nothing stands between words.
_REPORTER = re.compile(
    r"^(?:本报|本報|新华社|新華社|实习)?(?:记者|記者|通讯员)\s*|\s*(?:기자|특파원|(?:本报|本報)?(?:記者|记者))$"
)

# Words that make a phrase a job, not a name, wherever they stand in it.
_JOBS = re.compile(
    r"\b(?:staff|writer|reporter(?:in)?|editor(?:ial|-in-chief)?|correspondent|contributor|contributing|"
    r"columnist|journalist(?:in|e)?"
    r"|producer|photographer|author|blogger|freelance|senior|junior(?=\s)|chief|director|manager|specialist|"
    r"analyst|intern|fellow|"
    r"redakteur(?:in)?|redaktør|redaktör|redactora?|korrespondent(?:in)?|chefredakteur(?:in)?|"
    r"ressortleiter(?:in)?|autorin|volont[aä]r(?:in)?|"
    r"corresponsal|periodista|enviad[oa] especial|correspondant(?:e)?|envoyée? spéciale?|rédact(?:eur|rice)|"
    r"giornalista|inviat[oa]|"
    r"redator(?:a)?|jornalista|repórter|dziennikarz|dziennikarka|redaktor(?:ka)?|корреспондент|журналист|"
    r"обозреватель|редактор|кореспондент|журналіст(?:ка)?|"
    r"muhabir|editör|gazeteci|ceo|cto|cmo|cfo|founder|co-founder|coordinator|president|professor|consultant|expert|"
    r"strategist|attorney|head of|representative|educator|horticulturalist"
    r"|dietitian|nutritionist|engineer|developer|designer"
    r"|coach|trainer|physician|therapist|psychologist|lawyer|sign in|log in|login|"
    r"medically reviewed|fact checked|reviewed|updated|hours? ago|minutes? ago|days? ago|read more|view all|"
    r"see all|full bio|share|comments?|subscribe|follow|"
    r"facebook|twitter|linkedin|instagram|guest author|no author|artikel von|"
    r"mehr artikel|aller sur la page|about the author|all posts|more posts|alle beiträge|more from|more by)\b"
    r"|기자|संवाददाता|特派員|記者|编辑|記事|责任",
    re.IGNORECASE,
)
_EDGES = " ,;:|•·-–—.…*&＆\"'“”"
_SIGNS = re.compile("[®™©]")
_DAY = re.compile(r"\d{1,2}\.? [^\W\d_]{3,9}\.?")
_NOBODY = frozenset(
    "undefined null none noauthor superuser wpadmin unknown unbekannt authorname datum date quelle "
    "tue wed thu fri sat monday tuesday wednesday thursday friday saturday sunday".split()
)
_INITIAL = re.compile(r"(?<!\w)(?:[^\W\d_]|[JS]r)$")
_TIME_WORDS = re.compile(r"\b(?:ago|read|min|mins|minutes|updated|share|comments?|follow|subscribe)\b", re.IGNORECASE)
_REPORTED = ("報導", "报道", "報道", "专电", "專電", "摄影", "攝影")


def split_names(text: str, *, declared: bool = False, named: bool = False) -> list[str]:
    """The names in a byline, in order, without lead words and job titles.

    Args:
        text: A byline as it stands.
        declared: Whether the page declares it to be an author's name; then a name that reads like a
            job or a desk, such as `Staff Writer`, is kept where there is no other.
        named: Whether only names are to be expected: then a word before a colon is a label, and a lead word
            that may be a name is one.
    """
    text = _MAIL.sub(" ", line(text)[:600]).strip() if "@" in text else line(text)[:600]
    if not text or _ADDRESS.search(text):
        return []
    text = strip_label(text) if named else text
    whole = _trimmed(_TAIL.sub("", strip_lead(_without_date(_SIGNS.sub("", text)), named=named)))
    bare = _trimmed(_DEGREES.sub("", _BRACKETS.sub(" ", whole)))
    names = _listed(bare, named=named)
    return [bare] if not names and declared and _may_be_anybody(bare) else names


def _listed(text: str, *, named: bool) -> list[str]:
    """The names in a list of them, without what follows a name and tells of that person: a paper, a place, a job."""
    names: list[str] = []
    told = False
    mark = ""
    for at, piece in enumerate(_PARTS.split(text)):
        if at % 2:
            mark = piece.strip()
            continue
        joined = _FIRST_AND.match(piece)
        part = piece[joined.end() :] if joined else piece
        told = (told or mark in _DASHES) and not (joined or mark in _STRONG_MARKS) and bool(names)
        if told or (names and not joined and _tells_of(part)):
            continue
        for name in _single(part, named=named or at == 0):
            if names and _is_addition(name, names[0]):
                continue
            told = told or (bool(names) and _may_be_employed(names[-1]) and is_employer(name))
            if not told:
                names.append(name)
    return _without_papers(names)


def _without_papers(names: list[str]) -> list[str]:
    """Names in scripts without cases, without the papers that stand before people: `聯合報／記者王駿杰`."""
    if any(name.isascii() or name.lower() != name.upper() for name in names) or all(map(is_employer, names)):
        return names
    return [name for name in names if not is_employer(name)]


def _single(part: str, *, named: bool) -> list[str]:
    """The names in what stands between two marks of a list."""
    pieces = _people(OTHER_ROLE.sub("", part))
    names = (_without_place(_without_job(strip_lead(_trimmed(piece), named=named).strip(" :"))) for piece in pieces)
    return [name for name in names if name and not _is_noise(name)]


def _tells_of(part: str) -> bool:
    """Whether a part behind a name tells where, for whom or as what that person wrote."""
    return bool(_PREPOSITION.match(part) or _JOBS.search(_REPORTER.sub("", part))) or fold(part) in _PLACES


def _may_be_employed(name: str) -> bool:
    return is_full(name) and not is_agency(name) and not is_employer(name)


def _trimmed(text: str) -> str:
    """The text without marks at its edges; the full stop of an initial stays, as in `Jane D.`."""
    trimmed = text.strip(_EDGES)
    return f"{trimmed}." if _INITIAL.search(trimmed) and f"{trimmed}." in text else trimmed


def _without_date(text: str) -> str:
    found = _DATE_FIRST.match(text)
    return text[found.end() :] if found else text


def _may_be_anybody(text: str) -> bool:
    """Whether a declared author that reads like no name, such as `Staff Writer`, may still be one."""
    is_short = 2 <= len(text) <= 60 and any(map(str.isalpha, text))
    return is_short and fold(text) not in _NOBODY and not _TIME_WORDS.search(text)


def _people(text: str) -> list[str]:
    """Cut at "and" where whole names stand on both sides, so that `Research and Development` stays one."""
    pieces = [piece.strip() for piece in _AND.split(text)]
    if not all(map(is_full, pieces)) or all(ORGANISATION.search(_without_job(piece)) for piece in pieces[1:]):
        pieces = [text]
    return [name for piece in pieces for name in _short_and(piece)]


def _without_job(name: str) -> str:
    """A name without the job written after it: `Keith Barry Senior Autos Reporter`."""
    name = _REPORTER.sub("", name)
    found = _JOBS.search(name)
    words = name.split()
    if found is None or words[0] == "The" or ORGANISATION.fullmatch(words[-1]):
        return name
    before = len(name[: found.start()].split())
    if is_agency(words[0]):  # `AP Sports Writer`
        return ""
    at = next((at for at, word in enumerate(words[2:before], start=2) if ORGANISATION.fullmatch(word)), before)
    if not 2 <= at <= 4:
        return name
    shorter = " ".join(words[:at])
    return "" if is_employer(shorter) else shorter  # `Daily Mail Reporter`


def _without_place(name: str) -> str:
    """A name without the place or the paper behind it: `Jane Doe in London`."""
    shorter = _WHERE.sub("", name)
    return shorter if " " in shorter else name


def is_list(text: str) -> bool:
    """Whether a byline is a list of full names, with commas and "and" between them and nothing else."""
    parts = _JOINTS.split(strip_lead(text))
    return len(parts) > 1 and all(is_plausible(part) and 2 <= len(part.split()) <= 4 for part in parts)


def goes_on(name: str, other: str) -> bool:
    """Whether a name is another full name and a job behind it."""
    return " " in other and name.startswith(f"{other} ")


def _is_addition(name: str, first: str) -> bool:
    """Whether what comes after a name is a place, a degree, a desk or a figure and not a second author."""
    if any(map(str.isdigit, name)) and not any(map(str.isdigit, first)):
        return True
    return " " in first and not is_full(name)


def _short_and(text: str) -> list[str]:
    """Cut at `y`, `e`, `i`, `a` only where whole names stand on both sides."""
    pieces = _SHORT_AND.split(text)
    return pieces if len(pieces) > 1 and all(" " in piece.strip() for piece in pieces) else [text]


def _is_noise(name: str) -> bool:
    return (
        len(name) > 80
        or len(name) < 2
        or name.isdigit()
        or sum(character.isalpha() for character in name) < 2
        or fold(name) in _NOBODY
        or bool(_DAY.fullmatch(name))
        or bool(_JOBS.search(name))
        or name.endswith(_REPORTED)
        or "..." in name
        or sum(character.isdigit() for character in name) > 4
        or len(name.split()) > 7
    )


def inverted(name: str) -> str:
    """`Basu, Mohana` as `Mohana Basu`, as catalogues and citations write names."""
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) and len(parts[1].split()) <= 3 else name
