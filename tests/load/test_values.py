"""Values of cells: what they are read as, and why they fail. No store."""

import pytest

from graph.load.sheets.values import DateOrder, Guesses, UnreadableError, clean, day, fault_of, guard, order_of


@pytest.mark.parametrize("text", ["\tMemo", "\rMemo", "=A1", "+7 495", "-", "@home", "Memo", "'90s"])
def test_guarded_text_is_read_like_the_text(text: str) -> None:
    assert clean(guard(text)) == clean(text)


@pytest.mark.parametrize("text", ["27-12-31", "31-12-27", "01-02-27"])
def test_year_of_two_digits_between_hyphens_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="has a year of two digits, which may stand first or last"):
        day(text, DateOrder.UNKNOWN, Guesses({}))
    assert order_of([text]) is DateOrder.UNKNOWN


@pytest.mark.parametrize("time", ["99:99", "24:00", "10:60", "10:00:60", "00:00+99:00"])
def test_day_with_a_time_that_cannot_be_is_refused(time: str) -> None:
    with pytest.raises(UnreadableError, match="is not a date"):
        day(f"2027-01-01T{time}", DateOrder.UNKNOWN, Guesses({}))


@pytest.mark.parametrize("time", ["0:00", "23:59", "09:30:59.5", "00:00:00Z", "00:00+03:00"])
def test_day_with_a_time_is_read(time: str) -> None:
    assert day(f"2027-01-01T{time}", DateOrder.UNKNOWN, Guesses({})) == "2027-01-01"


AS_LATIN = (
    "Меморандум с Пекинским университетом",
    "Обмен",
    "Указ",
    "Южный",
    "Договор № 5 «Дружба» с Peking University",
)
AS_WESTERN = (
    "München Abkommen", "Université de Genève", "Österreich", "voilà", "Śląsk", "İstanbul Üniversitesi",
    "Universidade de São Paulo",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codecs"),
    [*((text, ("cp1251", "latin-1")) for text in AS_LATIN), *((text, ("utf-8", "cp1252")) for text in AS_WESTERN)],
)
def test_text_that_was_read_in_a_wrong_encoding_is_told_with_what_it_should_be(
    text: str, codecs: tuple[str, str]
) -> None:
    written, taken_for = codecs
    wrong = text.encode(written).decode(taken_for)
    assert fault_of(wrong) == f"was saved in a wrong encoding: it should be `{text}`"


@pytest.mark.parametrize("text", ["????????? ? ?????", "????? with Peking ??????????", "Memo «???????» (?????)"])
def test_text_of_which_only_question_marks_are_left_is_told(text: str) -> None:
    assert fault_of(text) == "has lost its letters (???); another program saved it in a wrong encoding"


@pytest.mark.parametrize(
    "text",
    [
        "Université d’Évry", "ÉTÉ À L’ÉCOLE", "CAFÉ®", "Œuvre", "Þjóðminjasafn Íslands", "Ægir", "Háskóli Íslands",
        "Şişli Çürük", "İstanbul Üniversitesi", "Trường Đại học Bách khoa Hà Nội", "Đại học Cần Thơ", "ÄÖÜß", "Öö",
        "äöüÄÖÜß", "jäääär õueõõ", "Fyn Æøå", "fra Å\xa0til Ø", "Å – en bygd", "von Ä–Ö", "AMANHÃ…", "IRMÃ’S", "SÃO",
        "ÉÉÉÉ", "Łódź", "Māori", "àwọn ọ̀nà", "A×B÷C", "10 µm ± 5 °C", "Договор «Дружба» № 5", "Київ", "¿Qué???",
        "What??? Really???", "???", "MoU ?? (?)",
    ],
)  # fmt: skip
def test_right_text_with_letters_of_any_language_is_no_fault(text: str) -> None:
    assert fault_of(text) is None
