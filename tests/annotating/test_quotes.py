"""Quotations: content, mode, and the chain from the holder outwards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotating.quotes.marks import pair_marks
from tawatur.language import tokenize
from tests.annotating.quoting import chain, read, said


def test_a_plain_clause() -> None:
    (quote,) = read("قال وزير النقل سليم الرواشي إن الجسر سيفتح غدا.", PER="سليم الرواشي")
    assert (quote.mode, quote.verb, said(quote)) == ("indirect", "say", "الجسر سيفتح غدا")
    assert chain(quote) == [("وزير النقل سليم الرواشي", "named")]
    assert quote.cue is not None
    assert quote.cue.text == "قال"


def test_the_pronoun_stays_in_an_indirect_clause() -> None:
    (quote,) = read("وأعلنت الشركة أنها ستوقف الإنتاج.")
    assert (said(quote), quote.verb) == ("أنها ستوقف الإنتاج", "announce")


def test_words_in_marks_are_direct_even_after_the_complementizer() -> None:
    (quote,) = read("وأكدت الوزارة أن «المعبر سيبقى مغلقا حتى العيد».")
    assert (quote.mode, said(quote)) == ("direct", "المعبر سيبقى مغلقا حتى العيد")


def test_a_fragment_makes_it_mixed_and_a_name_does_not() -> None:
    (mixed,) = read("قال الناطق إن القرار «خطأ كبير جدا» يجب إصلاحه.")
    assert (mixed.mode, said(mixed)) == ("mixed", "القرار «خطأ كبير جدا» يجب إصلاحه")
    (plain,) = read("قال الناطق إن مقاتلي «السحاب» انسحبوا.")
    assert plain.mode == "indirect"


def test_a_diplomat_through_an_agency_is_a_chain_of_two() -> None:
    (quote,) = read("وتبقى الهدنة هشة بحسب مصدر دبلوماسي غربي لوكالة رويترز.")
    assert chain(quote) == [("مصدر دبلوماسي غربي", "anonymous"), ("وكالة رويترز", "media")]
    assert said(quote) == "تبقى الهدنة هشة"


def test_an_attribution_that_interrupts_leaves_two_pieces() -> None:
    (quote,) = read("تتراجع المبيعات بحسب مصدر في الوزارة، لأن الأسعار ارتفعت.")
    assert said(quote) == "تتراجع المبيعات | لأن الأسعار ارتفعت"


def test_each_reporting_word_opens_a_quote_and_keeps_the_medium() -> None:
    first, second, third = read(
        'قالت المتحدثة باسم الوزارة لـ"المدى" إن السد آمن، مضيفة أن الفحص مستمر، '
        "ومعتبرة أن القلق مبالغ فيه."
    )
    assert said(first) == "السد آمن"
    assert said(second) == "الفحص مستمر"
    assert said(third) == "القلق مبالغ فيه"
    assert [h.text for h in second.chain] == ["المتحدثة باسم الوزارة", "المدى"]
    assert all(holder.implicit for holder in second.chain)
    assert (first.verb, third.verb) == ("say", "claim")


def test_a_quote_inside_a_quote_repeats_the_outer_links() -> None:
    outer, inner = read(
        "ذكر المتحدث أن رائد الصفدي قال للصحفيين «لن نغادر هذه المدينة».", PER="رائد الصفدي"
    )
    assert [h.text for h in outer.chain] == ["المتحدث"]
    assert [h.text for h in inner.chain] == ["رائد الصفدي", "المتحدث"]
    assert (outer.mode, inner.mode) == ("mixed", "direct")


def test_words_handed_on_by_an_agency() -> None:
    (quote,) = read("ونقلت وكالة الأنباء القطرية عن مدير المرفأ قوله إن السفن عادت.", PER="فلان")
    assert [h.text for h in quote.chain] == ["مدير المرفأ", "وكالة الأنباء القطرية"]
    assert (said(quote), quote.cue and quote.cue.text) == ("السفن عادت", "قوله")


def test_a_statement_is_a_link() -> None:
    (quote,) = read("وقالت الهيئة في بيان إن الانتخابات ستؤجل.")
    assert chain(quote) == [("الهيئة", "organisation"), ("بيان", "document")]


def test_a_demand_leaves_out_the_one_addressed() -> None:
    (quote,) = read("طالب مجلس الأعيان الحكومة بمغادرة القرية.")
    assert (said(quote), quote.verb) == ("مغادرة القرية", "demand")
    (quote,) = read("ودعا سامر النوري السكان إلى إخلاء الوادي.", PER="سامر النوري")
    assert said(quote) == "إخلاء الوادي"
    (quote,) = read("القاهرة والخرطوم تدعوان للحوار", LOC="القاهرة;الخرطوم")
    assert (said(quote), quote.chain[0].text) == ("للحوار", "القاهرة والخرطوم")


def test_an_accusation_holds_the_accused() -> None:
    (quote,) = read("اتهم النائب الشركة بالغش في العقود.")
    assert (said(quote), quote.verb) == ("الشركة بالغش في العقود", "claim")


def test_a_noun_can_be_what_is_reported() -> None:
    (quote,) = read("أكد مازن الحوري أهمية الحوار وخرج الوفد من القاعة.", PER="مازن الحوري")
    assert (said(quote), quote.verb) == ("أهمية الحوار", "confirm")


def test_a_verb_left_without_subject_goes_on_with_the_last_holder() -> None:
    _, quote = read(
        "قال عميد الكلية نادر الخطيب إن العام سيبدأ. وأضاف أن القبول انتهى.", PER="نادر الخطيب"
    )
    assert quote.chain[0].text == "عميد الكلية نادر الخطيب"
    assert quote.chain[0].implicit


def test_agreement_decides_between_holders() -> None:
    outer, inner = read(
        "وقالت المصادر إن رئيس البلدية انتقد خصومه معتبرا أن الحملة ظالمة.",
    )
    assert [h.text for h in inner.chain] == ["رئيس البلدية", "المصادر"]
    assert said(outer).endswith("ظالمة")


def test_headlines() -> None:
    (quote,) = read("الصافي لـ«المدى»: لن نوقع الاتفاق\n\nوصل الوفد أمس.", PER="الصافي")
    assert quote.cue is None
    assert chain(quote) == [("الصافي", "named"), ("المدى", "media")]
    assert said(quote) == "لن نوقع الاتفاق"


@pytest.mark.parametrize(
    "text",
    [
        "يعتقد أن العاصفة ستصل غدا.",
        "ندد الحزب بالقصف.",
        "تم التأكيد على أهمية الحوار.",
        "اتفق الطرفان على إزالة الحواجز.",
        "لم يقل الوزير إن الموعد تغير.",
        "وفق القانون يدفع المالك الرسم.",
        "دخل الطلاب نادي الشباب.",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert read(text) == []


def test_marks_turned_round_and_left_open() -> None:
    tokens = tokenize("قال ”نعم سنذهب“ ثم »عاد الوفد» و«لم يغلق")
    pairs = pair_marks(tokens, 0, len(tokens))
    assert [(tokens[a + 1].text, tokens[b - 1].text) for a, b in sorted(pairs.items())] == [
        ("نعم", "سنذهب"),
        ("عاد", "الوفد"),
    ]


pieces = st.sampled_from(
    [
        *("قال", "وأضاف", "مؤكدا", "الوزير", "مصدر", "أن", "إنه", "بحسب", "وفق ما", "أعلنته"),
        *("لوكالة", "رويترز", "«", "»", '"', "،", ".", "\n", ":", "(", ")", "-", "في بيان", "عن"),
        *("إلى", "على", "قوله", "نقلت", "داعيا", "الذي", "ـ", "َ", "\u200f", "5", "الدوحة", "د"),
    ]
)


@given(st.lists(pieces, max_size=40), st.sampled_from([" ", ""]))
@settings(max_examples=100, deadline=None)
def test_whatever_is_found_is_in_the_text(words: list[str], between: str) -> None:
    text = between.join(words)
    for quote in read(text, PER="الوزير"):
        assert text[quote.start : quote.end] == quote.text
        spans = [*quote.content, *quote.chain, *([quote.cue] if quote.cue else [])]
        assert spans
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
        for span in quote.content:
            assert quote.start <= span.start < span.end <= quote.end


def test_a_setting_may_stand_before_the_object() -> None:
    (quote,) = read("أكد مازن الحوري خلال لقائه نظيره أهمية التعاون.", PER="مازن الحوري")
    assert said(quote) == "أهمية التعاون"


def test_an_agency_named_inside_the_clause_stands_outside() -> None:
    (quote,) = read("وأوضحت الوزارة، بحسب وكالة رويترز، أن المعبر مغلق.")
    assert [link.text for link in quote.chain] == ["الوزارة", "وكالة رويترز"]


def test_a_subject_parted_from_its_verb_speaks_inside() -> None:
    _, inner = read("وقالت الوكالة إن الوزير، الذي وصل أمس، أكد أن المفاوضات مستمرة.")
    assert [link.text for link in inner.chain] == ["الوزير", "الوكالة"]
    assert said(inner) == "المفاوضات مستمرة"


def test_who_asks_not_to_be_named_says_only_what_follows() -> None:
    (quote,) = read("وأفاد مسؤول عسكري طلب عدم الكشف عن هويته بأن الجسر أغلق.")
    assert [(link.text, link.type) for link in quote.chain] == [("مسؤول عسكري", "anonymous")]
    assert said(quote) == "الجسر أغلق"
    (quote,) = read("وقال أحد الصيادين، طالبا عدم ذكر اسمه: «لم يبق لنا قارب واحد».")
    assert [link.text for link in quote.chain] == ["أحد الصيادين"]
    assert said(quote) == "لم يبق لنا قارب واحد"


def test_what_is_announced_may_be_a_verbal_noun() -> None:
    (quote,) = read("أعلنت مصادر مالدية رسمية اليوم الجمعة مقتل تسعة أشخاص في انهيار منجم.")
    assert quote.verb == "announce"
    assert said(quote) == "مقتل تسعة أشخاص في انهيار منجم"
    (quote,) = read("أعلنت الشرطة اعتقال ثلاثة مهربين.")
    assert ([link.text for link in quote.chain], said(quote)) == (["الشرطة"], "اعتقال ثلاثة مهربين")
    (quote,) = read("أعلنت وزارة الداخلية أمس قبضها على سبعة مطلوبين.")
    assert said(quote) == "قبضها على سبعة مطلوبين"
    assert not read("أعلن الوزير انتقاده للقرار.", PER="الوزير")


def test_a_medium_that_learned_from_a_source_stands_outermost() -> None:
    outer, inner = read(
        "علمت «مرايا الغد» من مصدر مطلع أن الوزير أبلغ نظيره، في لقاء قصير، أن «الاتفاق قريب»."
    )
    assert [link.text for link in outer.chain] == ["مصدر مطلع", "مرايا الغد"]
    assert [link.text for link in inner.chain] == ["الوزير", "مصدر مطلع", "مرايا الغد"]
    assert said(inner) == "الاتفاق قريب"


def test_a_second_clause_is_told_by_the_same_holder() -> None:
    outer, inner = read("وقال المصدر إن اللقاء طال، وإن الوزير أقر بأن المشروع متأخر.")
    assert said(outer) == "اللقاء طال، وإن الوزير أقر بأن المشروع متأخر"
    assert [link.text for link in inner.chain] == ["الوزير", "المصدر"]


def test_a_cognate_object_stands_before_the_clause() -> None:
    (quote,) = read("نفت وزارة المياه، اليوم، نفيا قاطعا أن يكون الوزير قد استقال.")
    assert said(quote) == "يكون الوزير قد استقال"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("وقالت نائبة المتحدث باسم الحكومة، كرستيانه فالنر، أمس، إن السد آمن.", "كرستيانه فالنر"),
        ("قال مبعوث هيئة الحوض غوستاف هاينلر إن الطرفين قريبان.", "غوستاف هاينلر"),
        ("أما رجل الأعمال م. سالم العلي فأشار إلى أن السوق راكدة.", "م. سالم العلي"),
        ("وكان بيان صادر عن الوزارة، أعلن أن التحقيق بدأ.", "بيان"),
        ("وأفاد القنصل العام بأن المكتب سيفتح غدا.", "القنصل العام"),
        ("قالت مصادر في المقاومة الأهلية إن الطريق قطع.", "مصادر في المقاومة الأهلية"),
        ("وقال عدد من سكان القرية إن الماء انقطع.", "عدد من سكان القرية"),
        ("وذكرت هيئة الأمر بالمعروف أن السوق مفتوحة.", "هيئة الأمر بالمعروف"),
    ],
)
def test_where_a_holder_ends(text: str, holder: str) -> None:
    (quote,) = read(text)
    assert holder in quote.chain[0].text


def test_whom_a_verb_without_subject_means() -> None:
    text = "ندد رئيس المجلس سالم العلي بالحريق. ودعا الأمة العربية إلى ضرورة الوحدة."
    (quote,) = read(text, PER="سالم العلي")
    assert [link.text for link in quote.chain] == ["رئيس المجلس سالم العلي"]
    text = "وقال فوزي إن ولد أحمد سيسافر. ونفى فوزي أن يكون أحمد استقال لكنه أضاف أن الوفد عاد."
    assert read(text, PER="فوزي;أحمد")[-1].chain[0].text == "فوزي"
    text = "وصل قائد ميداني إلى البلدة، لكن حركة النور تبنت الهجوم قائلة إنها أسقطت الطائرة."
    (quote,) = read(text)
    assert quote.chain[0].text == "حركة النور"


def test_a_headline_speaker_is_named_anew_by_the_text() -> None:
    text = "وزير العدل: القضاء مستقل\nزار وزير العدل سالم العلي المحكمة. وقال إن القضاة أحرار."
    assert read(text, PER="سالم العلي")[-1].chain[0].text == "وزير العدل سالم العلي"


@pytest.mark.parametrize(
    "text",
    [
        "وما حصل أمر مدان، وكلنا ثقة بأن العدالة ستتحقق.",
        "وهو رقم يزيد كثيرا على ما أعلنته الحكومة.",
        "ولا يهدد الغرق القرية وحسب بل يقطع الطريق.",
        "كان رجلا لا ينسى قال الله تعالى: إن مع العسر يسرا.",
    ],
)
def test_what_only_looks_like_a_report(text: str) -> None:
    assert not read(text)


def test_the_setting_of_the_speech_is_no_content() -> None:
    (quote,) = read("قال الوزير إن الطرفين «أقرب إلى اتفاق»، وذلك في ختام زيارة إلى المرفأ.")
    assert said(quote) == "الطرفين «أقرب إلى اتفاق»"


def test_a_clause_of_a_noun_of_opinion_keeps_it() -> None:
    (quote,) = read("وشدد الوزير على أهمية أن يحضر الجميع.")
    assert said(quote) == "أهمية أن يحضر الجميع"


def test_an_agency_between_verb_and_object_hands_on() -> None:
    (quote,) = read("وأكدت وزارة الخارجية وفقا لوكالة رويترز، وقوف البلاد مع جيرانها.")
    assert [link.text for link in quote.chain] == ["وزارة الخارجية", "وكالة رويترز"]
    assert said(quote) == "وقوف البلاد مع جيرانها"


def test_a_concession_is_said_of_the_speaker_again() -> None:
    text = "واعتبر العلي أن الحديث عن الحل تطور مهم، إلا أنه شدد على ضرورة الإسراع."
    first, second = read(text, PER="العلي")
    assert said(first) == "الحديث عن الحل تطور مهم"
    assert (second.chain[0].text, said(second)) == ("العلي", "ضرورة الإسراع")


def test_a_circumstance_that_reports_nothing_ends_the_words_before_it() -> None:
    (quote,) = read("وقال الوزير إن الجسر سيفتح قريبا، معبرا عن شكره للعمال.")
    assert said(quote) == "الجسر سيفتح قريبا"


def test_a_predicate_is_no_part_of_the_holder() -> None:
    (quote,) = read("ويعتبره مقاتلو الحركة زعيما ضعيفا.")
    assert ([link.text for link in quote.chain], said(quote)) == (["مقاتلو الحركة"], "زعيما ضعيفا")


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("أفادت الوزارة بمقتل 24 شخصا في الكمين.", "الوزارة", "مقتل 24 شخصا في الكمين"),
        ("وأبلغ الحارس بفقدان ثلاثة قوارب.", "الحارس", "فقدان ثلاثة قوارب"),
        ("وأفاد مصدر أمني مساء أمس بإصابة حارسين.", "مصدر أمني", "إصابة حارسين"),
        ("واعترفت الحركة بسقوط سبعة من عناصرها.", "الحركة", "سقوط سبعة من عناصرها"),
        ("وتنصح الطبيبة، بضرورة شرب الماء.", "الطبيبة", "ضرورة شرب الماء"),
        (
            "وأفاد طبيب طلب عدم نشر اسمه بوفاة مريضين.",
            "طبيب",
            "وفاة مريضين",
        ),
        (
            "وأكد مصدر طبي لم يشأ ذكر اسمه إصابة 58 محتجا.",
            "مصدر طبي",
            "إصابة 58 محتجا",
        ),
        ("وأكد مدير المستشفى من جهته إصابة 76 محتجا.", "مدير المستشفى", "إصابة 76 محتجا"),
        (
            "ورفعت وزارة الداخلية حصيلة القتلى إلى 46 شخصا.",
            "وزارة الداخلية",
            "حصيلة القتلى إلى 46 شخصا",
        ),
    ],
)
def test_a_happening_is_what_is_reported(text: str, holder: str, content: str) -> None:
    (quote,) = read(text)
    assert (quote.chain[0].text, said(quote)) == (holder, content)


@pytest.mark.parametrize(
    "text",
    [
        "ويذكر أن الشركة أنشأت المرفأ قبل عامين.",
        "ورفعت الوزارة العلم فوق المبنى.",
        "والحكومة تشدد القبضة على الأسواق.",
        "وتتخذ المحكمة القرار حسب رؤية القاضي.",
    ],
)
def test_verbs_with_an_object_of_their_own_report_nothing(text: str) -> None:
    assert not read(f"قال الوزير إن الجسر آمن. {text}")[1:]


def test_a_dateline_stands_before_a_leading_attribution() -> None:
    text = "المرفأ 4-2-2024 (رويترز) - وبحسب وزارة الداخلية، قتل 29 شخصا."
    (quote,) = read(text, LOC="المرفأ")
    assert (quote.chain[0].text, said(quote)) == ("وزارة الداخلية", "قتل 29 شخصا")


def test_an_attribution_behind_a_complementizer_goes_forward() -> None:
    (quote,) = read("ونجا البحارة إلا أنه بحسب شهود عيان كان المركب يقل مئة راكب.")
    assert (quote.chain[0].text, said(quote)) == ("شهود عيان", "كان المركب يقل مئة راكب")


def test_a_toll_is_a_text_that_speaks() -> None:
    (quote,) = read("وانتشلت الفرق 25 جثة، بحسب آخر حصيلة لخفر السواحل.")
    assert (quote.chain[0].type, said(quote)) == ("document", "انتشلت الفرق 25 جثة")


def test_a_mark_behind_a_colon_opens_whatever_was_left_open() -> None:
    text = 'وأضاف الضابط: "أصيبت امرأة وخرجت. وأردف: "شارك في العمل ثلاث فرق".'
    first, second = read(text)
    assert said(first) == "أصيبت امرأة وخرجت"
    assert (second.mode, said(second)) == ("direct", "شارك في العمل ثلاث فرق")


def test_the_one_called_on_is_not_the_caller_where_gender_tells() -> None:
    text = "أعربت المنظمة عن قلقها على السجينة وطالبت القضاء بالإفراج عنها."
    assert [quote.chain[0].text for quote in read(text)] == ["المنظمة", "المنظمة"]
