"""Invented names in four scripts, the same sounds in each, and the fields that go with a kind of institution."""

from dataclasses import dataclass

import numpy as np

SYLLABLES = tuple(
    tuple(each.split("/"))
    for each in (
        "ka/ка/كا/卡 ri/ри/ري/里 lo/ло/لو/洛 ma/ма/ما/马 no/но/نو/诺 ta/та/تا/塔 be/бе/بي/贝 su/су/سو/苏 "
        "da/да/دا/达 vi/ви/في/维 ro/ро/رو/罗 ne/не/ني/内 ha/ха/ها/哈 mi/ми/مي/米 du/ду/دو/杜 ra/ра/را/拉 "
        "ze/зе/زي/泽 lu/лу/لو/卢 gi/ги/غي/吉 sa/са/سا/萨 to/то/تو/托 ve/ве/في/韦 bo/бо/بو/博 na/на/نا/纳"
    ).split()
)

ARABIC = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())
HAN = frozenset("CN HK MO TW".split())
CYRILLIC = frozenset("BG BY KG KZ MK MN RS RU TJ UA".split())


@dataclass(frozen=True, slots=True)
class Town:
    """An invented town's name in each script."""

    latin: str
    cyrillic: str
    arabic: str
    han: str


@dataclass(frozen=True, slots=True)
class Style:
    """What an institution is called after its town, and the ISCED-F fields it is strong in."""

    english: str
    russian: str
    arabic: str
    han: str
    fields: tuple[str, ...]


STYLES = (
    Style(
        "{} State University",
        "Государственный университет города {}",
        "جامعة {}",
        "{}大学",
        ("0231", "0222", "0421", "0311", "0511", "0531", "0541", "0613"),
    ),
    Style(
        "{} Technical University",
        "Технический университет города {}",
        "جامعة {} التقنية",
        "{}理工大学",
        ("0613", "0714", "0715", "0732", "0713", "071", "0533"),
    ),
    Style(
        "{} Medical University",
        "Медицинский университет города {}",
        "جامعة {} الطبية",
        "{}医科大学",
        ("0912", "0911", "0916", "0913", "0512"),
    ),
    Style(
        "{} Pedagogical University",
        "Педагогический университет города {}",
        "جامعة {} للتربية",
        "{}师范大学",
        ("0111", "0114", "0231", "0313", "0232"),
    ),
    Style(
        "{} University of Economics",
        "Экономический университет города {}",
        "جامعة {} للاقتصاد",
        "{}财经大学",
        ("0311", "0412", "0413", "0414", "0421", "0312"),
    ),
    Style(
        "{} Agrarian University",
        "Аграрный университет города {}",
        "جامعة {} الزراعية",
        "{}农业大学",
        ("0811", "0812", "0841", "0521", "0721", "0821"),
    ),
)
STYLE_SHARES = (0.38, 0.22, 0.12, 0.12, 0.09, 0.07)
FIELD_NAMES = {
    "0111": ("Education science", "Педагогические науки"),
    "0114": ("Teacher training", "Подготовка учителей"),
    "0222": ("History and archaeology", "История и археология"),
    "0231": ("Language acquisition", "Изучение языков"),
    "0232": ("Literature and linguistics", "Литературоведение и лингвистика"),
    "0311": ("Economics", "Экономика"),
    "0312": ("Political sciences", "Политические науки"),
    "0313": ("Psychology", "Психология"),
    "0412": ("Finance and banking", "Финансы и банковское дело"),
    "0413": ("Management", "Управление"),
    "0414": ("Marketing", "Маркетинг"),
    "0421": ("Law", "Право"),
    "0511": ("Biology", "Биология"),
    "0512": ("Biochemistry", "Биохимия"),
    "0521": ("Environmental sciences", "Науки об окружающей среде"),
    "0531": ("Chemistry", "Химия"),
    "0533": ("Physics", "Физика"),
    "0541": ("Mathematics", "Математика"),
    "0613": ("Software development", "Разработка программ"),
    "0713": ("Electricity and energy", "Электроэнергетика"),
    "0714": ("Electronics and automation", "Электроника и автоматика"),
    "0715": ("Mechanics", "Механика"),
    "071": ("Engineering", "Инженерное дело"),
    "0721": ("Food processing", "Пищевые технологии"),
    "0732": ("Building and civil engineering", "Строительство"),
    "0811": ("Crop and livestock production", "Растениеводство и животноводство"),
    "0812": ("Horticulture", "Садоводство"),
    "0821": ("Forestry", "Лесное хозяйство"),
    "0841": ("Veterinary", "Ветеринария"),
    "0911": ("Dental studies", "Стоматология"),
    "0912": ("Medicine", "Медицина"),
    "0913": ("Nursing", "Сестринское дело"),
    "0916": ("Pharmacy", "Фармация"),
}
"""Names of all fields that occur here, in short."""
ALL_FIELDS = tuple(FIELD_NAMES)


def town(rng: np.random.Generator) -> Town:
    """A name of two to four syllables."""
    chosen = [SYLLABLES[place] for place in rng.integers(len(SYLLABLES), size=int(rng.integers(2, 5)))]
    latin, cyrillic, arabic, han = ("".join(parts) for parts in zip(*chosen, strict=True))
    return Town(latin.capitalize(), cyrillic.capitalize(), arabic, han)


def make_names(style: Style, place: Town, country: str) -> list[tuple[str, str, str]]:
    """Names of an institution: value, language, kind. Each has an English and a Russian one."""
    english, russian = style.english.format(place.latin), style.russian.format(place.cyrillic)
    if country == "RU":
        return [(russian, "ru", "OFFICIAL"), (english, "en", "ENGLISH")]
    names = [(english, "en", "ENGLISH"), (russian, "ru", "TRANSLITERATED")]
    if country in ARABIC:
        names.append((style.arabic.format(place.arabic), "ar", "OFFICIAL"))
    elif country in HAN:
        names.append((style.han.format(place.han), "zh", "OFFICIAL"))
    return names
