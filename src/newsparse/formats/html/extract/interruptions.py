"""What pages put between the paragraphs of a story: labels of advertisements, promotions, fields to subscribe with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from newsparse.formats.html.extract.onward import folded
from newsparse.formats.html.walk import Run, WalkedPage

__all__ = ["boxes_between", "interrupts", "is_share_button", "is_shouted_link", "promotes_channel"]

# Of an advertisement, that the story goes on below it, and of buttons to share it; whole texts, without case and marks.
_LABELS: Final = (
    "advertisement|advertisements|advertising|advertisement scroll to continue"
    "|advertisement continue reading below|scroll to continue|scroll to continue with content"
    "|story continues below|story continues below advertisement|article continues below"
    "|article continues below advertisement|article continues after advertisement|continue reading below"
    "|continue reading the main story|skip advertisement|share|share this|share this article|anzeige|werbung"
    "|der artikel wird nach der anzeige fortgesetzt|nach der anzeige weiterlesen|artikel teilen|publicité"
    "|la suite après cette publicité|la suite après la publicité|la suite sous cette publicité|partager"
    "|publicidad|continúa leyendo después de la publicidad|compartir|publicitat|publicidade"
    "|continua após a publicidade|continua depois da publicidade|a notícia continua após a publicidade|partilhar"
    "|compartilhar|pubblicità|continua a leggere dopo la pubblicità|condividi|advertentie|advertenties"
    "|artikel gaat verder onder advertentie|lees verder na de advertentie|deel dit artikel|annons"
    "|artikeln fortsätter efter annonsen|artikeln fortsätter under annonsen|annonse"
    "|artikkelen fortsetter under annonsen|annonce|artiklen fortsætter efter annoncen"
    "|artiklen fortsætter under annoncen|mainos|juttu jatkuu mainoksen jälkeen|artikkeli jatkuu mainoksen jälkeen"
    "|reklaam|reklāma|reklama|dalsza część artykułu pod reklamą|dalszy ciąg artykułu pod materiałem wideo"
    "|dalsza część artykułu pod materiałem wideo|ciąg dalszy pod reklamą|pokračování článku pod reklamou"
    "|článok pokračuje pod reklamou|hirdetés|a cikk a hirdetés után folytatódik"
    "|a cikk folytatódik a hirdetés után|publicitate|articolul continuă după reclamă|oglas|nastavak ispod oglasa"
    "|реклама|oglašavanje|διαφήμιση|reklam|haberin devamı|haberin devamı aşağıda|إعلان|تابع القراءة بعد الإعلان"
    "|تبلیغات|פרסומת|विज्ञापन|বিজ্ঞাপন|விளம்பரம்|iklan|advertisement artikel berlanjut di bawah"
    "|scroll untuk lanjut membaca|gulir untuk melanjutkan|quảng cáo|โฆษณา|广告|廣告|広告|スポンサーリンク|광고"
)
_MARKS: Final = re.compile(r"[\W_]+")
_LONGEST_LABEL: Final = 60
_CHANNEL: Final = re.compile(
    r"(?:https?:)?//(?:www\.)?"
    r"(?:(?:t|telegram)\.me/(?:s/|joinchat/|\+)?[\w-]+/?(?:[?#]|$)|(?:www\.)?whatsapp\.com/channel/|chat\.whatsapp\.com/"
    r"|news\.google\.com/(?:publications|newsstand)/)",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    r"mailto:\?|(?:whatsapp|fb-messenger|viber|tg|line)://"
    r"|(?:https?:)?//(?:www\.|m\.|mobile\.)?"
    r"(?:(?:api|web)\.whatsapp\.com/send|wa\.me/\?|facebook\.com/(?:share|dialog)|(?:twitter|x)\.com/(?:intent|share)"
    r"|(?:t|telegram)\.me/share|linkedin\.com/(?:share|sharing)|pinterest\.\w+/pin/create|reddit\.com/submit|vk\.com/share)",
    re.IGNORECASE,
)
_LONGEST_PROMOTION: Final = 160
_LONGEST_LINK: Final = 200
_SHORTEST_SHOUT: Final = 20
_LINKED: Final = 0.8
# Of what stands for a post or a film of another site until the reader agrees to load it.
_CONSENT: Final = re.compile(
    r"(?:embed|media|content|external|video|social)[-_]{0,2}consent|consent[-_]{0,2}(?:box|layer|overlay|placeholder|wrapper|wall)"
    r"|(?<![\w-])opt-in(?![\w-])",
    re.IGNORECASE,
)
# A box around a field for an e-mail address, or one to consent, has at most so many letters of the chosen text, and
# so large a part of it.
_LARGEST_BOX: Final = 300
_PART_OF_ALL: Final = 0.1


def interrupts(text: str) -> bool:
    """Whether a whole text is the label of an advertisement, or says that the story goes on, or asks to share it."""
    return len(text) <= _LONGEST_LABEL and _bare(text) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(_bare, _LABELS.split("|")))


def _bare(text: str) -> str:
    """A text without case and marks."""
    return folded(_MARKS.sub(" ", text).strip())


def promotes_channel(text: str, runs: Sequence[Run]) -> bool:
    """Whether a short text leads to the site's channel elsewhere, in whatever language it asks to follow that."""
    if len(text) > _LONGEST_PROMOTION:
        return False
    return any(link is not None and _CHANNEL.match(link.get("href") or "") is not None for _, link, _ in runs)


def is_share_button(text: str, runs: Sequence[Run]) -> bool:
    """Whether a short text is a link to send the page to others; a sentence to be sent is the story's."""
    if len(text) > _LONGEST_LABEL:
        return False
    return all(text.isspace() or (link is not None and _SHARE.match(link.get("href") or "")) for text, link, _ in runs)


def is_shouted_link(text: str, linked: float) -> bool:
    """Whether a text is a link in capitals throughout, as some sites refer to other stories between paragraphs.

    Args:
        text: The text.
        linked: The share of it that stands in links.
    """
    if linked < _LINKED or not _SHORTEST_SHOUT <= len(text) <= _LONGEST_LINK or text != text.upper():
        return False
    return sum(map(str.isupper, text)) * 2 > len(text)


def boxes_between(page: WalkedPage, chosen: Sequence[int]) -> Mapping[int, str]:
    """The chosen blocks in small boxes to subscribe with an e-mail address, or to consent to a post or a film."""
    consents = [place for place, name in enumerate(page.container_tokens) if "onsent" in name or "pt-in" in name]
    consents = [place for place in consents if _CONSENT.search(page.container_tokens[place])]
    if not chosen or not (page.mail_fields or consents):
        return {}
    parents, places = page.container_parents, page.places
    letters = [0] * len(parents)
    for block in chosen:
        letters[places[block]] += len(page.texts[block])
    most = min(_LARGEST_BOX, _PART_OF_ALL * sum(letters))
    for place in range(len(parents) - 1, 0, -1):
        if (parent := parents[place]) >= 0:
            letters[parent] += letters[place]
    boxes = {_box(place, parents, letters, most): "box to subscribe" for place in page.mail_fields}
    boxes |= {place: "box to consent" for place in consents if letters[place] <= most}
    boxes.pop(-1, None)
    return {block: boxes[box] for block in chosen if (box := _box_of(places[block], boxes, parents)) >= 0}


def _box(place: int, parents: Sequence[int], letters: Sequence[int], most: float) -> int:
    """The largest container around one that holds at most so many letters, -1 for none."""
    box = -1
    while place >= 0 and letters[place] <= most:
        box, place = place, parents[place]
    return box


def _box_of(place: int, boxes: Mapping[int, str], parents: Sequence[int]) -> int:
    """The nearest of the boxes that a container stands in, -1 for none."""
    while place >= 0 and place not in boxes:
        place = parents[place]
    return place
