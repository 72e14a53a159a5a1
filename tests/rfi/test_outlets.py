"""What is the article in the bodies of each source, and what is not."""

from __future__ import annotations

import pytest
from tests.rfi.files import BBC, CDT, DW, ELSEWHERE, FOOTER, FT, NYT, REUTERS, RFA, RFI, VOA, read

from newsparse import Embed, Heading, Image, List, Paragraph, Quote
from newsparse.content import Divider

SHARE = (
    '<div><div>分享 :</div><div><a href="https://www.facebook.com/dialog/share?x=1"><span></span></a>'
    '<a href="whatsapp://send?text=x"><span></span></a><span data-root-share><share-button title="x"></share-button>'
    "<share-modal>复制链接</share-modal></span></div></div>"
)
PROMO = "<div data-selfpromo-newsletter></div><div data-selfpromo-app></div>"
DATE = "<div>06/05/2024 - 08:05</div>"
PICTURE = '<img src="https://s.rfi.fr/media/display/1/w:1280/p:16x9/ferry.JPG">'


def kinds(article):
    return [type(block) for block in article.body]


# RFI


def test_rfi_present_form():
    article = read(
        f"{DATE}{PICTURE}<p><strong>导语在这里。        </strong></p><div><p>第一段。</p><p> </p>{PROMO}</div>"
        f"{SHARE}{FOOTER}"
    )
    assert article.summary == "导语在这里。"
    assert article.paragraphs == ("导语在这里。", "第一段。")
    assert article.image == Image("https://s.rfi.fr/media/display/1/w:1280/p:16x9/ferry.JPG")
    assert (article.language, article.publisher, article.authors) == ("zh", "RFI", ())


@pytest.mark.parametrize("lead", ["", "<p><strong></strong></p>"])
def test_an_rfi_file_may_lack_its_standfirst(lead):
    article = read(
        f'{DATE}{PICTURE}{lead}<div class="t-content__body u-clearfix" ><p>第一段。</p><p><strong>'
        f"小标题</strong></p></div>"
    )
    assert article.summary is None
    assert article.body == (Paragraph("第一段。"), Heading("小标题"))


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (RFI, "<p><strong>字</strong></p>" * 40_000),
        (RFI, "<span>作者：</span>" * 20_000 + "<a href=/x>小山</a>" * 20_000),
        (BBC, "<ul><li>字</li></ul>" * 40_000),
        (BBC, "<ul><li>字</li></ul>" * 40_000 + "<time datetime=2024-01-01>字</time>"),
    ],
    ids=["standfirst", "authors", "lists", "lists before the time"],
)
def test_rules_look_at_each_element_once(url, body):
    # Looking from each element at all that follow takes minutes, and an hour for the authors.
    assert read(body, url=url).url == url


def test_the_word_for_a_missing_picture_is_no_text_after_the_date_only():
    article = read(f"{DATE}Array<p><strong>导语。</strong></p><div ><p>Array 是数组。</p></div>")
    assert article.image is None
    assert article.paragraphs == ("导语。", "Array 是数组。")


def test_the_card_of_the_site_is_no_lead_image():
    card = '<img src="https://static.rfi.fr/meta_og_twcards/RFI_FB.png">'
    assert read(f"{DATE}{card}<div><p>x</p></div>").image is None


def test_rfi_names_the_author_after_the_text():
    block = (
        '<div><div><div><div><span>作者：</span><a href="/cn/%E4%BD%9C%E8%80%85/a/" title="甲乙">甲乙</a>'
        "</div></div></div></div>"
    )
    article = read(f"{DATE}{PICTURE}<div><p>第一段。</p>{PROMO}</div>{block}")
    assert article.authors == ("甲乙",)
    assert article.text == "第一段。"


def test_agency_copy_keeps_the_translator_inside_the_text_and_leaves_the_copyright_out():
    article = read(
        f'{DATE}{PICTURE}<div class="t-content__body u-clearfix"><p>（法新社柏林22日电）    大雪。</p>'
        '<p>    天亮。（译者：甲乙/核稿：丙丁）</p><p class="t-copyright">© 2020 AFP</p>        </div>'
    )
    assert article.paragraphs == ("（法新社柏林22日电） 大雪。", "天亮。（译者：甲乙/核稿：丙丁）")
    assert article.extra["credits"] == ("© 2020 AFP",)


def test_fillers_and_lone_credits_are_no_paragraphs():
    article = read(
        f"{DATE}<div><p>.</p><p>第一段。</p><p><br/></p><p>.（翻译编辑：<strong>RFI法广电台 尼古拉</strong>"
        f"）.</p></div>"
    )
    assert article.paragraphs == ("第一段。",)
    assert article.extra["credits"] == (".（翻译编辑：RFI法广电台 尼古拉）.",)


def test_stars_are_a_divider():
    article = read(f'{DATE}<div><p>一。</p><p style="text-align:center">* * *</p><p>二。</p></div>')
    assert kinds(article) == [Paragraph, Divider, Paragraph]


def test_a_bold_sentence_is_no_subheading_and_a_bold_name_no_paragraph():
    article = read(
        f"{DATE}<div><p>一。</p><p><strong>关注焦点：</strong></p><p><strong>票数相近，大势已去。</strong></p>"
        "<p><strong>陈堃</strong>：“好。”</p></div>"
    )
    assert kinds(article) == [Paragraph, Heading, Paragraph, Paragraph]
    assert article.paragraphs[-1] == "陈堃：“好。”"


def test_tags_that_ran_into_their_attributes_are_read():
    article = read(
        f'{DATE}<div><p>一。</p><figure><picture><sourcetype="image/webp"srcset="https://s.rfi.fr/a.webp"sizes=""/>'
        '<imgfetchpriority="low" src="https://s.rfi.fr/a.png"alt="码头"sizes=""loading="lazy"/></picture>'
        "<figcaption><span >说明</span>                <span>©  RFI</span>            </figcaption></figure></div>"
    )
    assert article.body[1] == Image("https://s.rfi.fr/a.png", alt="码头", caption="说明", credit="© RFI")


def test_a_placeholder_gives_way_to_the_address_beside_it():
    article = read(
        f'{DATE}<div><p>一。</p><figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" '
        'srcset="https://s.rfi.fr/p:16x9/m:{&quot;brand&quot;:&quot;RFI&quot;}/a.png 246w"></figure></div>'
    )
    assert article.body[1].url == "https://s.rfi.fr/p:16x9/m:%7B%22brand%22:%22RFI%22%7D/a.png"


def test_a_player_is_an_embed_and_its_length_no_date():
    article = read(
        f'{DATE}<div><p>一。</p><div data-wrapper-video-player data-show-hidden-video-player="W1"><div>标题</div>'
        '<divdata-hidden-video-player="W1"><video-playermedia-id="W1" source="https://www.youtube.com/watch?v=a">'
        '</video-player></div><figure><img src="https://s.rfi.fr/poster.jpg"></figure>'
        '<button aria-label="播放影片"><svg></svg></button><time>02:27</time></div><p>二。</p></div>'
    )
    assert article.body == (Paragraph("一。"), Embed("video", "https://www.youtube.com/watch?v=a"), Paragraph("二。"))


def test_broken_lists_keep_their_items():
    article = read(f"{DATE}<div><ul>  \t<li>一号。</li>  \t<li></li><li>二号。</p><p> </p></li></ul></div>")
    assert article.body == (List(["一号。", "二号。"]),)


def test_the_pieces_of_a_sentence_are_joined_without_space():
    article = read(
        f"{DATE}<div><p><span><span>第</span></span><span><span>100</span></span><strong>天</strong>&#183;夜</p></div>"
    )
    assert article.text == "第100天·夜"


def test_text_after_a_container_that_broke_off_is_read():
    article = read(f"{DATE}<div><p>一。</p></div></div><p>二。</p><div>{PROMO}</div>{SHARE}")
    assert article.paragraphs == ("一。", "二。")


# The others

BBC_PICTURE = (
    '<div><div><div><div><div data-e2e="image-placeholder">'
    '<img srcSet="https://ichef.bbci.co.uk/news/240/a.jpg 240w" '
    'alt="x" src="https://images.weserv.nl/?url=ichef.bbci.co.uk/news/640/a.jpg"/>'
    '<p role="text"><span>图像来源，</span><span>Getty Images</span></p></div></div><div><p>说明。</p></div>'
    "</div></div></div>"
)
SPACER = (
    "<div><div>"
    '<img alt="Transparent line" src="https://images.weserv.nl/?url=ichef.bbci.co.uk/624_transparent-nc.png" '
    'width="624" height="1"/></div></div>'
)


def test_bbc():
    article = read(
        '<main role="main"><div></div><div><div><ul role="list"><li role="listitem">甲乙</li>'
        '<li role="listitem">BBC中文，发自美国加州</li></ul></div></div><div><time dateTime="2021-11-10">'
        "19 分钟前</time></div>"
        f"{BBC_PICTURE}<div><p><b>导语在这里。</b></p></div><div><p>第一段。</p></div>{BBC_PICTURE}{SPACER}"
        '<div><ul role="list"><li role="listitem"><a href="https://www.bbc.com/a">别的文章</a></li></ul></div>'
        "<div><p><b>什么是</b><b>生物钟</b><b>？</b></p></div>"
        '<section aria-label="广告 2" role="region" data-e2e="advertisement"><div>广告</div></section>'
        '<section role="region" aria-labelledby="podcast-promo"><p>'
        "Skip podcast promotion and continue reading</p></section>"
        '<div><iframe src="https://www.bbc.com/ws/av-embeds/a"></iframe><noscript>'
        "你的器材不支持播放多媒体材料</noscript></div>"
        '<div><h2 id="a" tabindex="-1">小标题</h2></div><div><p>'
        '第二段<a href="/zhongwen/simp/world-1" aria-label="x, 外部">链接</a>。</p></div></main>',
        url=BBC,
    )
    picture = Image(
        "https://images.weserv.nl/?url=ichef.bbci.co.uk/news/640/a.jpg",
        alt="x",
        caption="说明。",
        credit="Getty Images",
    )
    assert article.authors == ("甲乙",)
    assert article.image == picture
    assert article.summary == "导语在这里。"
    assert article.paragraphs == ("导语在这里。", "第一段。", "什么是生物钟？", "小标题", "第二段链接。")
    assert kinds(article) == [Paragraph, Paragraph, Image, Heading, Embed, Heading, Paragraph]
    assert article.links[0].url == "https://www.bbc.com/zhongwen/simp/world-1"


def test_dw():
    article = read(
        "<div><i><br>2022-08-03T14:30:43.533Z</i></div>"
        '<img src="https://images.weserv.nl/?url=static.dw.com/a.jpg" width="100%">'
        '<div><small style="color: #999;">新桥通车</small></div><p>（德国之声中文网）新桥<span data-id="1">'
        "很宽</span>。</p>"
        "<p><strong>行人优先</strong></p><p>自行车道。</p>"
        '<h3>相关图集：新桥</h3><div><img src="https://static.dw.com/b.jpg"><b>桥墩</b>：很高。</div>'
        "<p>李澄欣/张慈/邹宗翰 (路透社)</p><p><em>©2023</em><em>"
        "年德國之聲版權聲明：本文所有內容受到著作權法保護。</em></p><p>广告</p>",
        url=DW,
    )
    assert article.image == Image("https://images.weserv.nl/?url=static.dw.com/a.jpg", caption="新桥通车")
    assert article.paragraphs == (
        "（德国之声中文网）新桥很宽。",
        "行人优先",
        "自行车道。",
        "相关图集：新桥",
        "桥墩：很高。",
    )
    assert article.authors == ("李澄欣", "张慈", "邹宗翰")


def test_a_video_of_dw_is_an_embed():
    article = read(
        "<p>演习。</small></p>"
        '<video src="https://tvdownloaddw-a.akamaihd.net/a.mp4" controls style="width:100%"></video>',
        url=DW,
    )
    assert article.body == (Paragraph("演习。"), Embed("video", "https://tvdownloaddw-a.akamaihd.net/a.mp4"))


def test_voa():
    article = read(
        "<div><i>Thu, 21 Mar 2024 17:53:17 GMT</i></div>"
        '<img src="https://images.weserv.nl?url=gdb.voanews.com/a.jpg" width="100%">'
        '<div><small style="color: #999;">开学</small></div>华盛顿 — <p>第一段。<br /><br />第二段。<br />'
        "<br /><strong>网络</strong>"
        "<br /><br />第三段。</p><div >"
        '<img  src="https://images.weserv.nl?url=gdb.voanews.com/b.jpg" alt="y" border="0"/>'
        '<div><small style="color: #999;">说明</small></div></div><p>第四段。</p>',
        url=VOA,
    )
    assert article.paragraphs == ("华盛顿 — 第一段。", "第二段。", "网络", "第三段。", "第四段。")
    assert [image.caption for image in article.images] == ["开学", "说明"]
    assert kinds(article)[2] is Heading


def test_nyt():
    article = read(
        '<address>JONAH E. BROMWICH, 储百亮</address><time pudate="2022-03-16 05:58:59">2022年3月16日</time>'
        '<figure><img src="https://static01.nyt.com/a.jpg"><figcaption>说明 <cite>Ed Jones/AFP</cite>'
        "</figcaption></figure>"
        '<section><p>第一段。</p><p><img src="https://static01.nyt.com/b.jpg"><small style="color: #999;">'
        "内图</small></p></section>"
        "<footer><p>Kirsten Noyes对本文有研究贡献。</p><p>翻译：纽约时报中文网</p><p>"
        "<a href='https://www.nytimes.com/a'>点击查看本文英文版。</a></p></footer>",
        url=NYT,
    )
    assert article.authors == ("JONAH E. BROMWICH", "储百亮")
    assert article.image == Image("https://static01.nyt.com/a.jpg", caption="说明", credit="Ed Jones/AFP")
    assert article.body == (Paragraph("第一段。"), Image("https://static01.nyt.com/b.jpg", caption="内图"))
    assert article.extra["credits"] == ("Kirsten Noyes对本文有研究贡献。", "翻译：纽约时报中文网")


def test_nyt_in_the_form_of_nytimes_com():
    article = read(
        '<section name="articleBody"><figure aria-label="media" role="group">Image<picture><source media="x" '
        'srcSet="https://static01.nyt.com/c.jpg?w=600 600w"/><img></picture><figcaption>'
        "说明 Credit...Ed Jones</figcaption></figure>"
        "<figure>Image<picture><img></picture><figcaption>没有图</figcaption></figure>"
        '<ul><li><p>要点。</p></li></ul><p>第一段。</p><aside aria-label="companion column"></aside></section>',
        url="https://www.nytimes.com/zh-hans/2024/01/01/a.html",
    )
    assert article.image == Image("https://static01.nyt.com/c.jpg?w=600", caption="说明", credit="Ed Jones")
    assert article.body == (List(["要点。"]), Paragraph("第一段。"))


def test_reuters():
    article = read(
        "<div><i>2021-03-29T01:19:39Z</i></div><p>路透北京3月27日 - 制裁　仍然有效。 　</p><p>尾段。(完)</p><p>"
        "（完）</p>",
        url=REUTERS,
    )
    assert article.paragraphs == ("路透北京3月27日 - 制裁　仍然有效。", "尾段。(完)")


@pytest.mark.parametrize("start", ["<div></div>", "<div></div></div>"])
def test_ft(start):
    article = read(
        f'{start}<div class="story-lead">导语。</div><div class=" story-image image">'
        f'<img src="https://thumbor.ftacademy.cn/a.jpg"></div>'
        '<div class="story-body"><div id="story-body-container"><p>第一段。</p>'
        ' <div  data-o-ads-name="mpu" class="o-ads in-article-advert" '
        'data-cy=\'[{"devices":["PC"]}]\'></div><p>第二段。</p> <p>译者/何黎</p> </div><div class="clearfloat">'
        "</div></div>" + FOOTER,
        url=FT,
    )
    assert article.summary == "导语。"
    assert article.paragraphs == ("导语。", "第一段。", "第二段。")
    assert article.image == Image("https://thumbor.ftacademy.cn/a.jpg")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p><br/>记者：柳飞    责编：梒青    网编：瑞哲</p>", ("柳飞",)),
        ("<p>自由亚洲电台记者夏小华 台北报道 责编 许书婷  申铧   网编：瑞哲</p>", ("夏小华",)),
    ],
)
def test_rfa(line, authors):
    article = read(
        '<p>摘要。</p><ul><li><strong><a href="https://www.rfa.org/a">别的文章</a></strong></li></ul><p><span>'
        " </span></p>"
        '<p dir="ltr"><span><b>小标题</b></span></p><p>'
        '<figure class="image-richtext image-inline captioned" style="width:689px;">'
        '<img alt="说明" src="https://www.rfa.org/a.jpeg"/><figcaption class="image-caption">说明</figcaption>'
        "<small></small>"
        '<div id="zoomattribute"><a href="/a"><img src="/++plone++rfa-resources/img/icon-zoom.png"/></a></div>'
        "</figure></p>"
        '<p dir="ltr"><span><div class="image-inline captioned"><img src="https://www.rfa.org/b.jpeg"/>'
        '<div class="image-caption">'
        '<span>旧式说明</span><span class="copyright"> </span></div></div></span></p><p>第一段。</p>'
        f'<div class="videoWrapper"><iframe itemprop="video" src="https://cdnapisec.kaltura.com/a"></iframe>'
        f"</div>{line}<p> </p>",
        url=RFA,
    )
    assert article.authors == authors
    assert article.paragraphs == ("摘要。", "小标题", "第一段。")
    assert [(image.url, image.caption) for image in article.images] == [
        ("https://www.rfa.org/a.jpeg", "说明"),
        ("https://www.rfa.org/b.jpeg", "旧式说明"),
    ]
    assert article.body[-1] == Embed("video", "https://cdnapisec.kaltura.com/a")


def test_cdt():
    article = read(
        '<div style="width:42%;float:right;"><div class="su-spoiler su-spoiler-style-default">'
        '<div class="su-spoiler-title">CDT 档案卡</div>'
        '<div class="su-spoiler-content su-u-clearfix"><strong>标题：</strong>旧题<br><strong>作者：</strong>张三<br>'
        "<strong>发表日期：</strong>2024.10.31<br><strong>来源：</strong>作者名<br></div></div></div>"
        '<p>第一段。</p><p><img src="https://chinadigitaltimes.net/a.jpg"><br>'
        '<span style="font-size: 0.8em;color: #666;">说明</span></p>'
        "<blockquote><p>@甲：去。<br>@乙：不去。</p></blockquote><h3>小标题</h3><p>相关阅读：</p>"
        '<blockquote class="wp-embedded-content"><a href="https://chinadigitaltimes.net/b">别的文章</a></blockquote>'
        '<iframe class="wp-embedded-content" src="https://chinadigitaltimes.net/b/embed"></iframe>'
        '<blockquote class="twitter-tweet"><p>推文</p>— 甲 <a href="https://twitter.com/a/status/1">日期</a>'
        "</blockquote>"
        '<script async src="https://platform.twitter.com/widgets.js"></script>'
        '<div class="addtoany_share_save_container addtoany_content"><div data-a2a-title="x">'
        '<a title="Facebook"></a></div></div>',
        url=CDT,
    )
    assert article.authors == ("张三",)
    assert article.extra["card"] == {"标题": "旧题", "作者": "张三", "发表日期": "2024.10.31"}
    assert article.body == (
        Paragraph("第一段。"),
        Image("https://chinadigitaltimes.net/a.jpg", caption="说明"),
        Quote([Paragraph("@甲：去。\n@乙：不去。")]),
        Heading("小标题", level=3),
        Embed("post", "https://twitter.com/a/status/1", "推文\n— 甲 日期"),
    )


def test_a_video_alone_is_an_article():
    article = read('<p><iframe title="x" src="https://www.youtube.com/embed/a"></iframe></p>', url=CDT)
    assert article.body == (Embed("video", "https://www.youtube.com/embed/a"),)


def test_the_feed_footer_of_the_older_variant_gives_the_tags():
    article = read(
        '<p>正文。</p><hr /><p><small>&copy; NMSLESE for <a href="https://chinadigitaltimes.net/chinese">'
        "中国数字时代</a>, "
        "get_post_time('Y'). |<a href=\"https://chinadigitaltimes.net/a\">Permalink</a>"
        ' |Add to<a href="http://del.icio.us/post?a">del.icio.us</a>'
        '<br/>Post tags: <a href="https://chinadigitaltimes.net/t" rel="tag">天气</a>'
        ', <a href="https://chinadigitaltimes.net/u" rel="tag">图说</a>'
        "<br/></small></p><p><small>Feed enhanced by <a href='http://planetozh.com/'>Better Feed</a>"
        " from  <a href='http://planetozh.com/'>Ozh</a></small></p>",
        url=CDT,
    )
    assert article.keywords == ("天气", "图说")
    assert article.body == (Paragraph("正文。"),)


@pytest.mark.parametrize("url", [RFI, BBC, DW, FT, ELSEWHERE])
def test_the_aggregators_footer_is_never_the_article(url):
    assert read(f"<p>正文。</p>{FOOTER}", url=url).body == (Paragraph("正文。"),)


def test_a_body_of_an_unknown_source_is_taken_as_it_is():
    article = read("<h1>标题</h1><p>一。</p><p><b>粗体</b></p><ul><li><a href='/a'>链接</a></li></ul>", url=ELSEWHERE)
    assert (article.language, article.publisher, article.published) == (None, None, None)
    assert kinds(article) == [Paragraph, Paragraph, List]
    assert article.paragraphs == ("一。", "粗体", "链接")
