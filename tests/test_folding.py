"""Look-up keys: spellings of one name, and ways to write one identifier, meet."""

import pytest

from graph.folding import fold, fold_identifier, schemes_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kazan Federal University", "kazan federal university"),
        ("  Kazan\tFederal \n University ", "kazan federal university"),
        ("«Высшая школа экономики»", "высшая школа экономики"),
        ("Московский университет им. М.В. Ломоносова", "московский университет им м в ломоносова"),
        ("Моско\u0301вский", "московский"),
        ("Королёв", "королев"),
        ("Нижний Новгород", "нижний новгород"),
        ("Нижнии\u0306", "нижний"),
        ("Київський", "киівський"),
        ("Université de Besançon", "universite de besancon"),
        ("Universität Gießen", "universitat giessen"),
        ("İstanbul Işık Üniversitesi", "istanbul isik universitesi"),
        ("Łódź–Ørsted", "lodz orsted"),
        ("Kazanʹ", "kazan"),
        ("King's College", "king s college"),
        ("ＭＩＴ", "mit"),
        ("東京大学", "東京大学"),
        ("がくえん", "がくえん"),
        ("हिन्दी", "हिन्दी"),
        ("إسلام", "اسلام"),
        ("«…»", ""),
        ("", ""),
    ],
)
def test_spellings_of_a_name_have_one_key(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold(key) == key


@pytest.mark.parametrize(
    ("scheme", "value", "key"),
    [
        ("ROR", "https://ror.org/05256ym39", "ROR:05256ym39"),
        ("ror", "ror.org/05256YM39/", "ROR:05256ym39"),
        ("ROR", " 05256ym39 ", "ROR:05256ym39"),
        ("WIKIDATA", "q113788", "WIKIDATA:Q113788"),
        ("ROR", "ror:05256ym39", "ROR:05256ym39"),
        ("ROR", "ROR: https://ror.org/05256ym39", "ROR:05256ym39"),
        ("ROR", "０５２５６ym39", "ROR:05256ym39"),
        ("WIKIDATA", "https://www.wikidata.org/wiki/Q113788", "WIKIDATA:Q113788"),
        ("WIKIDATA", "http://www.wikidata.org/entity/Q113788", "WIKIDATA:Q113788"),
        ("DOMAIN", "https://www.KPFU.ru/eng?x=1", "DOMAIN:kpfu.ru"),
        ("DOMAIN", "kpfu.ru.", "DOMAIN:kpfu.ru"),
        ("DOMAIN", "kpfu.ru:8080", "DOMAIN:kpfu.ru"),
        ("DOMAIN", "info@kpfu.ru", "DOMAIN:kpfu.ru"),
        ("DOMAIN", "МГУ.рф", "DOMAIN:xn--c1arw.xn--p1ai"),
        ("DOMAIN", "xn--c1arw.xn--p1ai", "DOMAIN:xn--c1arw.xn--p1ai"),
        ("DOMAIN", "no..domain", "DOMAIN:no..domain"),
        ("SCHAC", "urn:schac:homeOrganization:KPFU.ru", "SCHAC:kpfu.ru"),
        ("SCHAC", "kpfu.ru", "SCHAC:kpfu.ru"),
        ("ISNI", "0000 0001 2342 966x", "ISNI:000000012342966X"),
        ("ISNI", "https://isni.org/isni/0000000123429668", "ISNI:0000000123429668"),
        ("OGRN", "102 160 284 1391", "OGRN:1021602841391"),
        ("INN", "ИНН 1655018018", "INN:1655018018"),
        ("PIC", "999 893 558", "PIC:999893558"),
        ("ERASMUS", " rus   kazan01", "ERASMUS:RUS KAZAN01"),
        ("GRID", "https://www.grid.ac/institutes/grid.77268.3C", "GRID:grid.77268.3c"),
        ("FUNDREF", "https://doi.org/10.13039/501100012528", "FUNDREF:501100012528"),
        ("OID", "e10101010", "OID:E10101010"),
        ("ISNI", "ISNI 0000 0001 2342 966X", "ISNI:000000012342966X"),
        ("ROR", "ROR 05256ym39", "ROR:05256ym39"),
        ("WIKIDATA", "wikidata: Q113788", "WIKIDATA:Q113788"),
        ("ROR", "\u200b05256ym39\u200b", "ROR:05256ym39"),
        ("DOMAIN", "\ufeffkpfu.ru", "DOMAIN:kpfu.ru"),
        ("WHED", "iau-012345", "WHED:IAU-012345"),
        ("LOCAL", " a1  b ", "LOCAL:a1 b"),
    ],
)
def test_ways_to_write_an_identifier_have_one_key(scheme: str, value: str, key: str) -> None:
    assert fold_identifier(scheme, value) == key


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("ROR", "https://orcid.org/05256ym39"),
        ("ROR", "https://evil.example/05256ym39"),
        ("ROR", "no-such-https://ror.org/05256ym39"),
        ("ROR", "https://ror.org/05256ym39?x=1"),
        ("ROR", "https://ror.org/05256ym39#x"),
        ("ROR", "https://ror.org/x/05256ym39"),
        ("ROR", "ogrn:05256ym39"),
        ("ROR", "٠5256ym39"),
        ("WIKIDATA", "https://example.org/Q113788"),
        ("WIKIDATA", "Q1137٨٨"),
        ("ISNI", "https://orcid.org/0000000123429668"),
        ("OGRN", "no-such-1021602841391"),
        ("OGRN", "1021602841391 and more"),
        ("OGRN", "١٠٢١٦٠٢٨٤١٣٩١"),
        ("INN", "KPP 1655018018"),
        ("GRID", "https://example.org/grid.77268.3c"),
        ("FUNDREF", "https://example.org/501100012528"),
        ("DOMAIN", "no-such-https://kpfu.ru"),
        ("DOMAIN", "https://evil.example#@kpfu.ru"),
        ("DOMAIN", "https://evil.example\\@kpfu.ru"),
        ("SCHAC", "urn:example:kpfu.ru"),
    ],
)
def test_identifier_in_the_form_of_another_scheme_matches_only_itself(scheme: str, value: str) -> None:
    usual = {
        "ROR": "05256ym39", "WIKIDATA": "Q113788", "ISNI": "0000000123429668", "OGRN": "1021602841391",
        "INN": "1655018018", "GRID": "grid.77268.3c", "FUNDREF": "501100012528", "DOMAIN": "kpfu.ru",
        "SCHAC": "kpfu.ru",
    }  # fmt: skip
    assert fold_identifier(scheme, value) != fold_identifier(scheme, usual[scheme])
    assert scheme not in schemes_of(value) or scheme in ("DOMAIN", "SCHAC")


@pytest.mark.parametrize(
    ("value", "schemes"),
    [
        ("05256ym39", ("ROR",)),
        ("https://ror.org/05256ym39", ("ROR",)),
        ("Q113788", ("WIKIDATA",)),
        ("https://www.wikidata.org/wiki/Q113788", ("WIKIDATA",)),
        ("grid.77268.3c", ("GRID",)),
        ("0000 0004 0543 9688", ("ISNI",)),
        ("501100012528", ("FUNDREF",)),
        ("100012528", ("FUNDREF", "PIC")),
        ("1021602841391", ("OGRN",)),
        ("ОГРН 1021602841391", ("OGRN",)),
        ("1655018018", ("INN",)),
        ("999893558", ("PIC",)),
        ("E10101010", ("OID",)),
        ("IAU-012345", ("WHED",)),
        ("DE0001", ("ETER",)),
        ("RUS KAZAN01", ("ERASMUS",)),
        ("D  BERLIN01", ("ERASMUS",)),
        ("kpfu.ru", ("DOMAIN", "SCHAC")),
        ("https://www.kpfu.ru/eng", ("DOMAIN", "SCHAC")),
        ("мгу.рф", ("DOMAIN", "SCHAC")),
        ("info@kpfu.ru", ("DOMAIN", "SCHAC")),
        ("urn:schac:homeOrganization:kpfu.ru", ("SCHAC",)),
        ("Kazan Federal University", ()),
        ("МГУ", ()),
        ("М.В. Ломоносов", ()),
        ("", ()),
    ],
)
def test_a_bare_value_tells_its_schemes_by_its_form(value: str, schemes: tuple[str, ...]) -> None:
    assert schemes_of(value) == schemes
