"""Names in Russian of institutions whose names the register has in English alone: word by word, by their stems.

What kind an institution is, is said in few words, which are translated; a place is written in Latin letters, but for
those that the CLDR names otherwise. So `Белградский университет` is asked for as the words `belgrade` and `university`.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from babel import Locale

from graph.folding import fold
from matching.names.stems import stem
from matching.names.transliteration import skeleton
from matching.names.words import STOP_WORDS

MAX_WAYS = 64
_CYRILLIC = re.compile("[а-яё]")
_ENGLISH = {
    "государственный": "state", "национальный": "national", "федеральный": "federal", "университет": "university",
    "институт": "institute", "академия": "academy", "колледж": "college", "школа": "school", "высшая": "higher",
    "технический": "technical|technology", "технологический": "technological|technology",
    "политехнический": "polytechnic|polytechnical|technology", "медицинский": "medical",
    "педагогический": "pedagogical", "аграрный": "agrarian|agricultural", "сельскохозяйственный": "agricultural",
    "экономический": "economic|economics",
    "юридический": "law|juridical", "гуманитарный": "humanitarian|humanities", "исследовательский": "research",
    "архитектурный": "architecture|architectural", "архитектурно": "architecture", "строительный": "construction|civil",
    "транспорт": "transport", "наука": "science|sciences", "технология": "technology|technologies",
    "управление": "management", "экономика": "economics|economy", "право": "law", "искусство": "art|arts",
    "музыкальный": "music", "консерватория": "conservatory", "русский": "russian", "российский": "russian|russia",
    "сибирский": "siberian|siberia", "уральский": "ural|urals", "балтийский": "baltic",
    "кавказский": "caucasus|caucasian",
    "химический": "chemical", "физический": "physical", "математический": "mathematical", "нефтяной": "oil|petroleum",
    "газовый": "gas", "горный": "mining", "лесной": "forest|forestry", "ветеринарный": "veterinary",
    "театральный": "theatre|theater", "художественный": "art|arts", "спорт": "sport|sports", "культура": "culture",
    "связь": "communications|communication", "информационный": "information", "информатика": "informatics|computer",
    "электротехнический": "electrotechnical", "геодезия": "geodesy", "картография": "cartography",
    "торговый": "trade", "финансовый": "financial|finance", "социальный": "social", "военный": "military",
    "морской": "maritime|marine", "железнодорожный": "railway|rail", "авиационный": "aviation", "космический": "space",
    "приборостроение": "instrument", "язык": "languages|language", "бизнес": "business", "дизайн": "design",
    "психолого": "psychology|psychological", "городской": "city", "областной": "regional", "региональный": "regional",
    "новый": "new", "первый": "first", "открытый": "open", "свободный": "free", "католический": "catholic",
    "международный": "international", "технологии": "technology", "лингвистический": "linguistic",
    "энергетический": "power|energy", "индустриальный": "industrial", "автомобильный": "automobile",
    "дорожный": "highway|road", "автомобильно": "automobile", "стоматологический": "dental|stomatological",
    "северный": "north|northern", "северо": "north", "южный": "south|southern", "южно": "south",
    "восточный": "east|eastern", "западный": "west|western", "центральный": "central", "санкт": "saint",
    "казахский": "kazakh", "казахстанский": "kazakhstan", "кыргызский": "kyrgyz", "узбекский": "uzbek",
    "таджикский": "tajik", "туркменский": "turkmen", "украинский": "ukrainian", "белорусский": "belarusian",
    "грузинский": "georgian", "армянский": "armenian", "азербайджанский": "azerbaijan", "молдавский": "moldova",
    "китайский": "chinese|china", "немецкий": "german", "французский": "french", "американский": "american",
    "турецкий": "turkish", "вьетнамский": "vietnam", "польский": "polish", "женский": "women", "дружба": "friendship",
    "народ": "peoples", "пекинский": "peking|beijing", "гарвардский": "harvard", "шанхайский": "shanghai",
}  # fmt: skip
_ADJECTIVE, _IN = "ск", "ин"


def translations(words: list[str]) -> Iterator[list[str]]:
    """What the folded words of a Russian name may be in English; none where no word is in Cyrillic letters."""
    if not any(map(_CYRILLIC.search, words)):
        return
    told = [word for word in words if word not in STOP_WORDS and (len(word) > 1 or not _CYRILLIC.search(word))]
    yield from map(list, islice(product(*map(_ways, told)), MAX_WAYS))


def _ways(word: str) -> tuple[str, ...]:
    """The words that one may stand for, skeletons but for those that are known."""
    if not _CYRILLIC.search(word):
        return (word,)
    root = stem(word)
    known = _dictionary().get(root)
    if known:
        return known
    place = root.removesuffix(_ADJECTIVE)
    forms = [place, root] if place != root else [root, word]
    if place.endswith(_IN):
        forms.append(place.removesuffix(_IN) + "а")  # Караганда, карагандинский
    named = (city for form in forms for city in cities().get(form, ()))
    return tuple(dict.fromkeys([*named, *(skeleton(form) for form in forms if form)]))


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    return {stem(word): tuple(english.split("|")) for word, english in _ENGLISH.items()}


@cache
def cities() -> dict[str, tuple[str, ...]]:
    """English names of cities by the stems of their Russian ones, as the CLDR has them for time zones."""
    russian, english = Locale("ru").time_zones, Locale("en").time_zones
    found: dict[str, tuple[str, ...]] = {}
    for zone, told in russian.items():
        city = told.get("city")
        name = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if city and " " not in city and " " not in name:
            found[fold(city)] = found[stem(fold(city))] = (fold(name),)
    return found
