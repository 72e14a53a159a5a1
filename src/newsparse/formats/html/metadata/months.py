"""Month names in the languages that pages are dated in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# Twelve words a language, forms of one month parted by a slash: full names, cases and short forms. A hyphen stands for
# a space, which dates lose before they are looked at.
_TABLE = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec
januar/jänner/jän/januari/janvāris/janvārī/sausio feber/februar/februari/feb/febr/vasario märz/mrz/mär/maart/mrt/mars/mar/marts/kovo april/apr/balandžio mai/mei/maj/mag/gegužės/maí juni/jun/birželio/júní juli/jul/liepos/júlí august/augustus/augusti/aug/rugpjūčio/ágúst september/sept/sep/rugsėjo oktober/okt/spalio/október november/nov/lapkričio/nóvember dezember/december/dez/dec/des/desember/gruodžio
janvier/janv/jan février/fevrier/févr/fév/fev mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/decembre/déc
enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sep/set octubre/oct noviembre/nov diciembre/dic
janeiro/jan fevereiro/fev março/marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez
gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic
января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек
січня/січ лютого/лют березня/бер квітня/кві травня/тра червня/чер липня/лип серпня/сер вересня/вер жовтня/жов листопада/лис грудня/гру
stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
ledna/leden/januára února/únor/februára března/březen/marca dubna/duben/apríla května/květen/mája června/červen/júna července/červenec/júla srpna/srpen/augusta září/septembra října/říjen/októbra listopadu/novembra prosince/prosinec/decembra
január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie/noi decembrie
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαϊ ιουνίου/ιουν ιουλίου/ιουλ αυγούστου/αυγ σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ
siječnja/januara veljače/februara ožujka/marta travnja/aprila svibnja/maja lipnja/juna srpnja/jula kolovoza/avgusta rujna/septembra listopada/oktobra studenoga/studenog/novembra prosinca/decembra
януари февруари март април май юни юли август септември октомври ноември декември
januari/jan februari/feb maret/mac/mar april/apr mei juni/jun juli/jul/julai agustus/ogos/agu september/sep oktober/okt november/nov desember/disember/des
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
يناير/كانون-الثاني فبراير/شباط مارس/آذار أبريل/إبريل/نيسان مايو/أيار يونيو/حزيران يوليو/تموز أغسطس/آب سبتمبر/أيلول أكتوبر/تشرين-الأول نوفمبر/تشرين-الثاني ديسمبر/كانون-الأول
ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค
gener/gen febrer/febr març abril maig juny juliol/jul agost setembre/set octubre/oct novembre/nov desembre/des
jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni/juun juuli/juul august/aug september/sept oktoober/okt november/nov detsember/dets
januar/januarja februar/februarja marec/marca april/aprila maj/maja junij/junija julij/julija avgust/avgusta september/septembra oktober/oktobra november/novembra december/decembra
јануар/јануара/јануари фебруар/фебруара/февруари март/марта април/априла мај/маја јун/јуна/јуни јул/јула/јули август/августа септембар/септембра/септември октобар/октобра/октомври новембар/новембра/ноември децембар/децембра/декември
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī
janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου/μαίου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου
ocak şubat mart nisan mayis haziran temmuz ağustos eylül ekim kasim aralik
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر
яну фев мар апр май юни юли авг сеп окт ное дек
ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ആഗസ്റ്റ് സെപ്റ്റംബർ/സെപ്തംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ
ಜನವರಿ ಫೆಬ್ರವರಿ/ಫೆಬ್ರುವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್/ನವಂಬರ್ ಡಿಸೆಂಬರ್/ಡಿಸಂಬರ್
જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર/ઓક્ટોબર નવેમ્બર ડિસેમ્બર
ਜਨਵਰੀ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්
հունվարի/հունվար փետրվարի/փետրվար մարտի/մարտ ապրիլի/ապրիլ մայիսի/մայիս հունիսի/հունիս հուլիսի/հուլիս օգոստոսի/օգոստոս սեպտեմբերի/սեպտեմբեր հոկտեմբերի/հոկտեմբեր նոյեմբերի/նոյեմբեր դեկտեմբերի/դեկտեմբեր
yanvar fevral mart aprel may iyun iyul avqust/avgust sentyabr/sentabr oktyabr/oktabr noyabr dekabr
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
ஜன பிப் மார் ஏப் மே ஜூன் ஜூலை ஆக செப் அக் நவ டிச
जन फर/फ़र मार्च अप्रै मई जून जुल/जुला अग सित/सितं अक्टू/अक्तू नव/नवं दिस/दिसं
ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος
січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
led úno bře dub kvě čvn čvc srp zář říj lis pro
జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్
"""  # noqa: E501 -- a table with a language on each line
_PERSIAN: Final = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# In Polish the leaves fall in November, in Croatian a month before.
_OF_ONE_LANGUAGE: Final[Mapping[str, Mapping[str, int]]] = {"hr": {"listopada": 10, "listopad": 10}}


def month_number(word: str, language: str | None = None) -> int | None:
    """The number of a month by its name, in whatever case; `None` for no month.

    Args:
        word: The name or a short form of it, in any of the languages.
        language: The text's language, where it is known; it decides where two languages disagree.
    """
    word = word.lower().replace("i\u0307", "i")
    own = _OF_ONE_LANGUAGE.get((language or "")[:2].lower(), {})
    return own.get(word) or _numbers().get(word)


def persian_month_number(word: str) -> int | None:
    """The number of a month of the solar Hijri calendar of Iran by its Persian name; `None` for no such month."""
    return _PERSIAN.index(word) + 1 if word in _PERSIAN else None


@cache
def _numbers() -> Mapping[str, int]:
    """All words and their numbers, made late, so that importing costs nothing; the first line goes before others."""
    numbers: dict[str, int] = {}
    for row in _TABLE.strip().splitlines():
        for number, forms in enumerate(row.split(), start=1):
            for form in forms.split("/"):
                numbers.setdefault(form.replace("-", ""), number)
    return numbers
