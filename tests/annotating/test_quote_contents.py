"""Contents of quotations: where reported words begin and end, and what opens them."""

import pytest

from tests.annotating.quoting import chain, read, said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # Nouns that look like verbs, nouns of one owner.
        (
            "أكد الوزير أهمية الحل بما يكفل استمرار المؤسسات ووحدة الشعب والحفاظ على مقدراته.",
            "أهمية الحل بما يكفل استمرار المؤسسات ووحدة الشعب والحفاظ على مقدراته",
        ),
        (
            "جدد الوزير دعم سيادته واستقراره وأمنه.",
            "دعم سيادته واستقراره وأمنه",
        ),
        # Words that neither أن nor marks open.
        ("وقال الوزير خلال لقاء، لا شك في نجاح الخطة.", "لا شك في نجاح الخطة"),
        # An aside between the subject and its clause.
        (
            "وصرح الوزير من المرفأ؛ حيث التقى العمال، أن السفن عادت.",
            "السفن عادت",
        ),
        # Marks around a name before the words.
        (
            "قال المحلل سامي الحمداني في «مصرف الواحة»: «الأسعار ستستقر».",
            "الأسعار ستستقر",
        ),
        (
            "قال الضابط، الذي أشرف على «عملية تحرير الميناء»، إن قواته تتقدم.",
            "قواته تتقدم",
        ),
        # A participle of saying adds nothing.
        ("وعلق الوزير قائلا: «العمل مستمر».", "العمل مستمر"),
        ("واختتم المصدر بالقول إن الأجواء هادئة.", "الأجواء هادئة"),
        ("وقالت صحيفة الرائد التي نشرت المقال إن الرسالة هي الأولى.", "الرسالة هي الأولى"),
        ("وذكر سكان ينحدرون من البلدة ويعملون في المرفأ أن السفن عادت.", "السفن عادت"),
        ("وبين المدير أن الأرقام صحيحة.", "الأرقام صحيحة"),
        # Estimates, promises, happenings.
        (
            "وقدرت مصادر في القطاع في وقت سابق حجم الخسائر بنحو مليون دينار.",
            "حجم الخسائر بنحو مليون دينار",
        ),
        ("وأرجع المحلل ذلك إلى ارتفاع الطلب.", "ذلك إلى ارتفاع الطلب"),
        ("ووعدت الحكومة الأسبوع الفائت بتخصيص مليون دينار.", "تخصيص مليون دينار"),
        ("وتعهدت الوزارة باستمرار الدعم للمزارعين.", "استمرار الدعم للمزارعين"),
        ("أفادت مصادر محلية عن سقوط جرحى.", "سقوط جرحى"),
        # A verb that is spelled like its noun but for the alef maqsura.
        ("لكن الجيش نفى أن يكون القصف طال القرية.", "يكون القصف طال القرية"),
        # The preposition of where a text comes from.
        ("أعلن بيان صدر عن مكتب الحاكم أن الطريق مغلق.", "الطريق مغلق"),
        # An adverb before the object of opinion.
        ("وأكد الوزير كذلك أهمية الحوار.", "أهمية الحوار"),
        # Who refuses to be named hands on nothing else.
        ("وأغلق الجسر، كما أفاد ضابط رفض الكشف عن اسمه.", "أغلق الجسر"),
        ("وصلت السفينة إلى المرفأ، بحسب ما قال مدير المرفأ.", "وصلت السفينة إلى المرفأ"),
    ],
)
def test_what_is_reported(text: str, content: str) -> None:
    (quote,) = read(text)
    assert said(quote) == content


def test_a_verb_without_subject_goes_on() -> None:
    first, second = read("قال المدير إن العمل مستمر.\nوبين أن الأرقام صحيحة.")
    assert (said(second), second.chain[0].implicit) == ("الأرقام صحيحة", True)
    assert chain(first)[0] == chain(second)[0]


def test_a_pronoun_stands_for_who_is_described() -> None:
    text = "ندد رئيس البرلمان بالعملية ووصفها على صفحته بأنها جريمة كبرى."
    (quote,) = read(text)
    assert (said(quote), chain(quote)[0][0]) == ("أنها جريمة كبرى", "رئيس البرلمان")


def test_a_predicate_stands_behind_the_pronoun() -> None:
    text = "أدانت الرابطة التصريحات واعتبرتها تصريحات تغذي التطرف."
    (quote,) = read(text)
    assert (said(quote), chain(quote)[0][0]) == ("تصريحات تغذي التطرف", "الرابطة")


def test_marks_with_spaces_and_marks_that_nothing_closes() -> None:
    (quote,) = read('وأكدت اللجنة أن " الطريق سالك ".')
    assert (quote.mode, said(quote)) == ("direct", "الطريق سالك")
    (quote,) = read('وقال الوزير "العمال دمروا الجسر وأغلقوا الطريق.')
    assert said(quote) == "العمال دمروا الجسر وأغلقوا الطريق"


def test_a_sentence_in_marks_is_the_last_speakers() -> None:
    text = 'قالت المديرة إن المصنع سيعمل.\n\n"سنفتح الأبواب غدا أمام العمال جميعا."'
    first, second = read(text)
    assert (second.mode, said(second)) == ("direct", "سنفتح الأبواب غدا أمام العمال جميعا")
    assert chain(second) == chain(first)
    assert second.cue is None


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("كرمان: لا عودة إلى الاتفاق\n\nعقدت الحكومة جلسة أمس.", True),
        ("كرمان: الاتفاق مهم للجميع\n\nأكدت كرمان أن الاتفاق مهم.", True),
        ("كرمان: مقتل أربعة في انفجار\n\nقتل أربعة أشخاص أمس.", False),
    ],
)
def test_a_country_before_a_colon_is_a_speaker_or_a_rubric(text: str, speaks: bool) -> None:
    headed = [quote for quote in read(text, LOC="كرمان") if quote.cue is None]
    assert bool(headed) is speaks
