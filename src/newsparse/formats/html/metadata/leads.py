"""The words that a byline begins with: `By`, `Von`, `Text:`, `作者：`."""

from __future__ import annotations

import re

__all__ = ["BY", "LABELS", "OTHER_ROLE", "strip_label", "strip_lead"]

_JOB = (
    r"(?:korrespondent(?:in)?|redakteur(?:in)?|reporter(?:in)?|mitarbeiter(?:in)?|autor(?:in)?|correspondente?|"
    r"corrispondente|inviat[oa]|envoyée? spéciale?|corresponsal|correspondante?|verslaggever|verslaggeefster|"
    r"redacteur|journaliste?|enviad[oa] especial|redactora?)"
)
_OUR = r"(?:unser(?:e[mnr]?)?|onze|ons|nostr[ao]|notre|nuestr[ao]|noss[ao])"
BY = (
    r"(?:(?:(?:this (?:post|article|story|blog post|blog) was )?(?:written|posted|published|submitted|reviewed|created|"
    r"compiled|article|story|report|reporting|words|analysis|opinion|review|interview|column|essay|guest post|"
    r"a post|commentary|contributed|text and photos|news|authored)\s)?by"
    rf"|(?:von|par|por|de|door|dal(?:la|l['’])?)\s?(?:{_OUR}\s)?{_JOB}(?:\sin\s(?-i:[A-ZÀ-Þ])\w+)?"
    r"|(?:eine?\s)?(?:artikel|beitrag|kommentar|analyse|gastbeitrag|reportage|interview|rezension|rezept|bericht|"
    r"essay|protokoll|kolumne|text|aufgezeichnet) von"
    r"|(?:a cura|articolo|servizio|intervista|recensione|testo) di|(?:interview|tekst) door"
    r"|(?:propos )?recueillis par|(?:publié|écrit|rédigé|article|texte|entretien) par"
    r"|(?:recogido|escrito|publicado|texto|entrevista|reportagem) por"
    r"|scris de|γράφ(?:ει|ουν) (?:ο|η|οι)|(?-i:de(?=\s[A-ZÀ-ÞĂȘȚ]\w+\s[A-ZÀ-ÞĂȘȚ]))"
    r"|von|par|por|door|di|av|af|opracowała?|napisała?|كتبت?|بقلم|מאת"
    r"|author|autor(?:a|in)?|auteur|autore|作者|記者|记者|撰文|文|Автор(?!ы)|Текст)"
)
"""What stands before a name, with a colon or without."""
LABELS = (
    r"(?:piše|pripremi(?:o|la)|napisa(?:o|la)|penulis|oleh|szerző|írta|kirjoittaja|yazan|haber|muhabir|tekst|text[eo]?|"
    r"words|protokoll|opracowanie|خبرنگار)"
)
"""What does so in any line of a page only with a colon."""
_LEAD = re.compile(
    rf"(?:{BY}|{LABELS}|ved|przez|tarafından|bởi|interview(?=:)|autor(?:en|es|as|i|zy)|authors|auteurs|авторы"
    r"|författare|skribent|forfatter|schrijver|verfasser|writers?|editors?|reporters?"
    r"|от|筆者|執筆|글|बाय|द्वारा|โดย)(?-i:(?![a-zß-ÿ]))",
    re.IGNORECASE,
)
_LEAD_END = re.compile(r"\s*[:：／/｜]\s*|(?<=[Aa]uthor),\s*|\s+|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
# Lead words that are names of people, too: those that hardly ever lead where only names stand, and the rest.
_NAMES_FIRST = frozenset("ved oleh di".split())
_NAMES_TOO = _NAMES_FIRST | frozenset("av haber words bởi".split())
_SURNAMES_FOLLOW = frozenset("von par por door text tekst".split())
_LABEL = re.compile(r"[^\W\d_]+\s*[:：｜]\s*(?=\S)")
# Those who did something else: `Jane Doe, photography by Max Moe`.
OTHER_ROLE = re.compile(
    r"(?:^|(?<=\s))(?:with )?(?:(?:foto(?:s|graf(?:ie|ia|ía)?)?|photos?|photograph(?:s|y|ies)?|pictures?|images?|"
    r"videos?|illustrations?|graphics?|(?:additional )?editing|edited|additional reporting|translat(?:ed|ion)|"
    r"übersetzung|(?:fact[- ])?check(?:ed)?|(?:medically )?reviewed)(?:\s*:|\s(?:by|von|de|par|di|av|af|door)\s)).*$"
    r"|^(?:redaktion|redazione|rédaction|redactie|editors?|source|quelle|责任编辑|責任編輯|责编|責編|编辑|編輯|来源|來源)\s*[:：].*$",
    re.IGNORECASE,
)


def strip_lead(text: str, *, named: bool = False) -> str:
    """A byline without the words it begins with: `By`, `Von:`, `作者：`.

    Args:
        text: A byline as it stands.
        named: Whether only a name is to be expected: then a word that may be one is.
    """
    if (other := OTHER_ROLE.match(text)) and not other[0].lower().startswith("reviewed"):
        return text
    for at in range(3):
        found = _LEAD.match(text)
        if found is None:
            return text
        end = _LEAD_END.match(text, found.end())
        if end is None or end.end() == len(text):
            return "" if found.end() == len(text) or end else text
        rest = text[end.end() :]
        if not end[0].strip() and _is_name(found[0], rest, first=at == 0, named=named):
            return text
        text = rest
    return text


def strip_label(text: str) -> str:
    """An author's name without any one word and a colon before it: `Protokoll: Jane Doe`."""
    label = None if OTHER_ROLE.match(text) else _LABEL.match(text)
    return text if label is None or text[0].islower() else text[label.end() :]


def _is_name(lead: str, rest: str, *, first: bool, named: bool) -> bool:
    """Whether a capitalised lead word without a colon is the first name of a person: `Oleh Sukhov`."""
    word = lead.lower()
    if not lead[0].isupper() or word not in _NAMES_TOO | _SURNAMES_FOLLOW:
        return False
    alone = " " not in rest
    return not first or (alone and (named or word in _NAMES_TOO)) or (named and word in _NAMES_FIRST)
