"""How references to other stories begin, in the languages of news: "Read also", "Lesen Sie auch", "Lea también"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

__all__ = ["folded", "leads_onward"]

_LEAD_INS: Final[Mapping[str, str]] = {
    "en": "read more|read also|also read|read next|read on|read:|read the full|read our|see also|also see|see more|see:"
    "|related|more on|more from|more about|more:|watch:|watch now|watch also|also watch|listen:|you may also like"
    "|you might also like|don't miss|don’t miss|recommended|must read|must-read|click here|find out more|learn more"
    "|in case you missed|up next|further reading|also on|keep reading|continue reading|go deeper",
    "de": "lesen sie auch|lies auch|lest auch|lesen sie mehr|lesen sie hier|lesen sie dazu|lesen sie weiter|auch lesen"
    "|lesen:|auch interessant|auch spannend|ebenfalls interessant|das könnte sie auch|das könnte dich auch"
    "|das könnte sie interessieren|mehr zum thema|mehr dazu|mehr lesen|mehr über|mehr aus|mehr von|mehr:|mehr infos"
    "|weiterlesen|siehe auch|sehen sie auch|lesetipp|schon gelesen|hier lesen sie|zum thema|auch auf|passend dazu"
    "|passend zum|weitere artikel|weitere beiträge|ähnliche artikel",
    "fr": "lire aussi|à lire aussi|a lire aussi|à lire|lire également|à lire également|lire plus|lire la suite"
    "|lisez aussi|lisez également|voir aussi|à voir aussi|regardez aussi|en savoir plus|sur le même sujet"
    "|à découvrir|découvrez aussi|vous aimerez aussi|pour aller plus loin|notre dossier",
    "es": "lea también|lee también|lea además|lea más|leer más|leer también|lee más|lea:|lee:|te puede interesar"
    "|le puede interesar|puede interesarte|también te puede|también le puede|mira también|mire también|mira:|mire:"
    "|vea también|vea:|ver también|ver más|más información|noticia relacionada|noticias relacionadas|relacionado"
    "|te recomendamos|le recomendamos|sigue leyendo|siga leyendo|conoce más|conozca más|no te pierdas|entérate"
    "|lo más leído",
    "ca": "llegeix també|et pot interessar|llegir més",
    "pt": "leia também|leia mais|leia ainda|leia:|veja também|veja mais|veja:|saiba mais|confira também|confira:"
    "|assista|ler mais|ler também|continue lendo|você também pode|relacionadas|matérias relacionadas",
    "it": "leggi anche|leggi tutto|leggi:|leggi qui|leggi di più|leggi l'articolo|vedi anche|guarda anche"
    "|potrebbe interessarti|potrebbero interessarti|ti potrebbe interessare|per approfondire|approfondisci"
    "|scopri di più|continua a leggere",
    "nl": "lees ook|lees meer|lees verder|lees hier|bekijk ook|kijk ook|zie ook|luister ook|ook interessant|meer over"
    "|meer lezen",
    "sv": "läs också|läs även|läs mer|läs vidare|se även|se också|mer om",
    "da": "læs også|læs mere|læs videre|se også|mere om",
    "nb": "les også|les mer|les videre|mer om",
    "is": "lestu meira",
    "fi": "lue myös|lue lisää|katso myös",
    "et": "loe ka|loe lisaks|loe veel",
    "lv": "lasi arī|lasiet arī|lasi vēl",
    "lt": "taip pat skaitykite|skaitykite taip",
    "pl": "czytaj też|czytaj także|czytaj również|czytaj więcej|czytaj:|czytaj dalej|przeczytaj także|przeczytaj też"
    "|przeczytaj również|przeczytaj:|zobacz też|zobacz także|zobacz również|zobacz więcej|zobacz:|dowiedz się więcej"
    "|polecamy|sprawdź też|sprawdź także|więcej na ten temat|warto przeczytać",
    "cs": "čtěte také|čtěte více|čtěte:|přečtěte si|číst dál|mohlo by vás|viz také",
    "sk": "čítajte aj|čítajte viac|prečítajte si|mohlo by vás",
    "hu": "olvassa el|olvasd el|olvassa tovább|kapcsolódó|ez is érdekelheti|nézze meg",
    "ro": "citește și|citeşte şi|citește mai|citiți și|citiţi şi|vezi și|vezi şi|te-ar putea interesa|mai multe despre",
    "hr": "pročitajte i|pročitaj i|procitajte i|pročitajte još|pogledajte i|pogledaj i|vezane vijesti",
    "sl": "preberite tudi|preberite še|beri tudi|berite tudi",
    "sq": "lexo edhe|lexoni edhe|lexo më shumë",
    "bg": "прочетете още|прочетете също|вижте още|вижте също|още по темата",
    "mk": "прочитајте|погледнете и",
    "ru": "читайте также|читайте еще|читайте ещё|читать далее|читать также|смотрите также|подробнее|по теме"
    "|материалы по теме",
    "uk": "читайте також|читайте більше|дивіться також",
    "el": "διαβαστε επισης|διαβαστε ακομη|διαβαστε ακομα|διαβαστε περισσοτερα|δειτε επισης|δειτε ακομη|"
    "διαβάστε επίσης|διαβάστε ακόμη|διαβάστε ακόμα|διαβάστε περισσότερα|δείτε επίσης|δείτε ακόμη",
    "tr": "ayrıca oku|bunu da oku|devamını oku|ilgili haber|ilginizi çekebilir|daha fazla oku|bunlar da ilginizi",
    "ar": "اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضا|اقرأ ايضا|شاهد أيضا|اقرأ المزيد|للمزيد|مواضيع ذات صلة",
    "fa": "بیشتر بخوانید|همچنین بخوانید",
    "ur": "مزید پڑھیں|یہ بھی پڑھیں",
    "he": "קראו עוד|קראו גם|קרא גם|עוד בנושא|ראו גם|לקריאה נוספת",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें",
    "mr": "हेही वाचा|हे ही वाचा|आणखी वाचा",
    "bn": "আরও পড়ুন|আরো পড়ুন",
    "gu": "આ પણ વાંચો",
    "pa": "ਇਹ ਵੀ ਪੜ੍ਹੋ",
    "te": "ఇది కూడా చదవండి|ఇవి కూడా చదవండి",
    "kn": "ಇದನ್ನೂ ಓದಿ",
    "ml": "കൂടുതൽ വായിക്കുക",
    "ta": "மேலும் படிக்க",
    "id": "baca juga|baca selengkapnya|baca lagi|lihat juga|simak juga",
    "vi": "xem thêm|đọc thêm|có thể bạn quan tâm",
    "sw": "soma pia|soma zaidi",
    "ko": "관련기사|관련 기사|더 보기|더보기|함께 읽기",
}
# Scripts that put nothing between words: what follows needs no boundary.
_UNSPACED: Final[Mapping[str, str]] = {
    "zh": "相关阅读|相關閱讀|延伸阅读|延伸閱讀|相关新闻|相關新聞|相关报道|相關報道|推荐阅读|推薦閱讀"
    "|更多阅读|阅读更多|閱讀更多|查看更多|阅读原文|看更多",
    "ja": "関連記事|あわせて読みたい|合わせて読みたい|続きを読む|おすすめ記事|関連リンク|関連ニュース",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|อ่านข่าว",
}
_WORD: Final = re.compile(r"\w+")
# Where nothing but style parts a label from a headline, a capital begins that: `También` and `Así` in `TambiénAsí`.
_LOWER, _UPPER = "a-zà-öø-ÿα-ωά-ώа-яё", "A-ZÀ-ÖØ-ÞΑ-ΩΆ-ΏА-ЯЁ"
_JOINT: Final = re.compile(f"(?<=[{_LOWER}])(?=[{_UPPER}])|(?<=[{_UPPER}]{{3}})(?=[{_UPPER}][{_LOWER}])")
_LONGEST: Final = 80


def leads_onward(text: str) -> bool:
    """Whether a text begins as references to other stories do, arrows and brackets before it aside."""
    first = _WORD.search(text, 0, _LONGEST)
    if first is None:
        return False
    lead_ins, unspaced = _by_first_word()
    word = _JOINT.split(first[0], 1)[0]
    candidates = lead_ins.get(folded(word), ())
    if not candidates and text.isascii():
        return False
    beginning = folded(_JOINT.sub(" ", text[first.start() : first.start() + _LONGEST]))
    for lead_in in candidates:
        if beginning.startswith(lead_in):
            return not (lead_in[-1].isalnum() and beginning[len(lead_in) : len(lead_in) + 1].isalnum())
    return not beginning.isascii() and beginning.startswith(unspaced)


def folded(text: str) -> str:
    """Text without case, the two letters i of Turkish as one: a capital stands for either, by the language."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def _by_first_word() -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """The lead-ins by their first words, and those of scripts that do not part words."""
    found: dict[str, list[str]] = {}
    for line in _LEAD_INS.values():
        for lead_in in folded(line).split("|"):
            found.setdefault(_WORD.findall(lead_in)[0], []).append(lead_in)
    unspaced = tuple(lead_in for line in _UNSPACED.values() for lead_in in line.split("|"))
    return {word: tuple(sorted(lead_ins, key=len, reverse=True)) for word, lead_ins in found.items()}, unspaced
