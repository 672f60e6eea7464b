"""Encodings of texts without a mark: the one in which they read like texts, else a refusal in words."""

import pytest

from graph.load.report import LoadError
from graph.load.sheets.encoding import decode

TEXTS = {
    "a table": "Номер;Название;Вид;Статус\na-1;Обмен студентами;Обмен;действует\n",
    "capitals": "slug;title\na-1;ДОГОВОР О СОТРУДНИЧЕСТВЕ И ОБМЕНЕ СТУДЕНТАМИ\n",
    "abbreviations": "id;что\n1;12 млн, 300 тыс., РЦНК и рцнк; см. стр. 5, приложение к договору\n",
    "Ukrainian": "id;назва\n1;Київський національний університет імені Тараса Шевченка\n",
}
CODECS = ("cp1251", "koi8-r", "cp866", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
WRITTEN = [
    (name, codec) for name in TEXTS for codec in CODECS if name != "Ukrainian" or codec not in ("koi8-r", "cp866")
]
"""Each text in each encoding that has its letters."""
SHORT = ["slug;parties\na-1;КФУ|Peking University\n", "a;МГУ\n", "a;ЮФУ\n", "a;МГИМО|СПбГУ\n", "a;договор\n"]
OTHERS = {
    "German": ("Universität Bern;Université de Genève", "cp1252"),
    "Polish": ("Łódź;Gdańsk;Wrocław", "cp1250"),
    "Turkish": ("İstanbul Üniversitesi;Boğaziçi", "cp1254"),
    "Chinese": ("北京大学;清华大学", "gbk"),
    "Greek": ("Εθνικό και Καποδιστριακό Πανεπιστήμιο Αθηνών;Αριστοτέλειο", "cp1253"),
}


@pytest.mark.parametrize(("name", "codec"), WRITTEN)
def test_text_is_read_in_the_encoding_in_which_it_is_one(name: str, codec: str) -> None:
    text = TEXTS[name]
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["slug;title\n", "slug;titles\n"])
def test_odd_number_of_bytes_is_not_utf_16(text: str) -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert decode(text.encode(codec)).encoding == "UTF-16"
        assert decode(text.encode(codec)[:-1]).encoding == "UTF-8"


@pytest.mark.parametrize("text", SHORT)
def test_short_text_is_read_in_the_most_usual_encoding(text: str) -> None:
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize(("text", "codec"), OTHERS.values(), ids=OTHERS)
def test_text_of_which_nothing_is_certain_is_refused_with_a_way_out(text: str, codec: str) -> None:
    with pytest.raises(LoadError, match=r"save it as “CSV UTF-8” or as \.xlsx"):
        decode(text.encode(codec))
