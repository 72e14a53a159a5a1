"""References to other stories, told by how they begin."""

from __future__ import annotations

import pytest

from newsparse.formats.html.extract.onward import leads_onward


@pytest.mark.parametrize(
    "text",
    [
        "Read more: The bridge is closed",
        "READ ALSO",
        "→ Read also the mayor's answer",
        "[Related] The flood in pictures",
        "Lesen Sie auch: Die Brücke",
        "À lire aussi La crue en images",
        "► Lea también: El puente",
        "Leia também",
        "Leggi anche: il ponte",
        "Lees ook: de brug",
        "Läs också: bron",
        "Przeczytaj też: most",
        "Čtěte také: most",
        "Читайте также: мост",
        "ДИВІТЬСЯ ТАКОЖ",
        "Διαβάστε επίσης: η γέφυρα",
        "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ",
        "İlginizi çekebilir",
        "İLGİLİ HABER: köprü",
        "اقرأ أيضا: الجسر",
        "קראו גם: הגשר",
        "यह भी पढ़ें: पुल",
        "Baca juga: jembatan",
        "관련기사 다리",
        "相关阅读：桥",
        "▼関連記事橋の再建",
        "อ่านเพิ่มเติมสะพาน",
        "Lea tambiénAsí está el plan",
        "ΔΙΑΒΑΣΤΕ ΑΚΟΜΗΤα γεφύρια",
        "Read moreMcDonald’s is back",
    ],
)
def test_lead_ins_of_many_languages_are_known(text: str):
    assert leads_onward(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "The council read more than forty letters.",
        "Readers wrote to the mayor.",
        "Relatedness is a matter of degree.",
        "RELATEDNESS IS A MATTER OF DEGREE",
        "Moreover, the bridge is old.",
        "Mehrere Brücken sind gesperrt.",
        "Leave the bridge as it is: read more books.",
        "Read the room, said the mayor.",
        "村里的桥",
        " " * 100 + "Read more",
    ],
)
def test_a_sentence_is_no_lead_in(text: str):
    assert not leads_onward(text)
