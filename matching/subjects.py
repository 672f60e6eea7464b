"""Subjects that the words of a name hint at, and how ISCED-F codes meet.

Hints, not facts: imported registers (ROR) carry no fields, but "Pedagogical" or "медицинский" in a name says
something. They rank with less trust than declared fields (`likeness.HINT_TRUST`), and reasons say so.
"""

import re
import unicodedata
from collections.abc import Iterable

# Beginning of a word → ISCED-F 2013 code. English, Russian, German, French, Spanish (and what these share
# with Portuguese and Italian). A word counts for the longest beginning that it has.
# fmt: off
HINTS = {
    # 01 education
    "pedagog": "01", "teacher": "01", "педагог": "01", "padagog": "01", "lehrer": "01", "учител": "01",
    # 02 arts and humanities
    "music": "0215", "conservator": "0215", "консерватор": "0215", "музык": "0215", "musik": "0215",
    "art": "021", "arts": "021", "искусств": "021", "kunst": "021", "bellas": "021", "beaux": "021",
    "художествен": "021",
    "theatr": "0215", "dance": "0215", "театр": "0215", "design": "0212", "дизайн": "0212",
    "cinema": "0211", "film": "0211",
    "theolog": "0221", "теолог": "0221", "seminar": "0221", "богослов": "0221", "духовн": "0221",
    "orthodox": "0221",
    "linguist": "023", "language": "023", "лингвист": "023", "langue": "023", "lengua": "023",
    "sprach": "023",
    "humanit": "022", "гуманитар": "022", "humanidad": "022",
    # 03 social sciences
    "econom": "0311", "эконом": "0311", "wirtschaft": "0311", "social": "03", "социальн": "03",
    "sozial": "03",
    "psycholog": "0313", "психолог": "0313", "journalis": "032", "журналист": "032", "diplomat": "0312",
    "дипломат": "0312",
    # 04 business, administration and law
    "business": "041", "бизнес": "041", "commerc": "041", "comerc": "041", "management": "0413",
    "менеджмент": "0413",
    "управлен": "0413", "administra": "0413", "финанс": "0412", "financ": "0412", "finanz": "0412",
    "trade": "0416",
    "law": "042", "legal": "042", "jurid": "042", "юридич": "042", "правосуд": "042", "recht": "042",
    "droit": "042",
    # 05 natural sciences, mathematics and statistics
    "physics": "0533", "physical": "0533", "физико": "0533", "физичес": "0533", "физик": "0533", "physik": "0533",
    "chemi": "0531", "chimi": "0531",
    "химич": "0531",
    "математ": "0541", "mathemat": "0541", "geolog": "0532", "геолог": "0532", "ecolog": "0521",
    "эколог": "0521",
    "biolog": "0511", "биолог": "0511",
    # 06 information and communication technologies
    "informati": "061", "информати": "061", "информацион": "061", "comput": "061", "digital": "061",
    "software": "061",
    # 07 engineering, manufacturing and construction
    "techni": "07", "технич": "07", "tecnic": "07", "technolog": "07", "технолог": "07", "tecnolog": "07",
    "teknolog": "07", "polytechn": "07", "политехн": "07", "politecn": "07", "politekn": "07",
    "engineer": "071",
    "инженер": "071", "ingenieur": "071", "ingenier": "071", "telecom": "0714", "телекоммун": "0714",
    "связи": "0714", "электро": "0714", "electro": "0714", "energ": "0713", "энергет": "0713",
    "mining": "0724", "горн": "0724", "oil": "0724", "petrol": "0724", "нефт": "0724", "bergakademie": "0724",
    "architect": "0731", "архитект": "0731", "arquitect": "0731", "строит": "0732", "construc": "0732",
    "aviat": "0716", "авиацион": "0716", "aerospace": "0716", "космич": "0716", "textil": "0723",
    # 08 agriculture, forestry, fisheries and veterinary
    "agricult": "081", "agrar": "081", "аграрн": "081", "сельскохоз": "081", "agronom": "081",
    "agricol": "081", "horticult": "0812",
    "landwirt": "081", "forest": "0821", "лесн": "0821", "лесотех": "0821", "veterin": "0841",
    "ветеринар": "0841",
    "fisher": "0831", "рыбохоз": "0831",
    # 09 health and welfare
    "medic": "0912", "медицин": "0912", "medizin": "0912", "health": "09", "sante": "09", "salud": "09",
    "saude": "09",
    "gesundheit": "09", "dental": "0911", "стоматолог": "0911", "nursing": "0913", "pharma": "0916",
    "фармацев": "0916", "farmac": "0916", "hospital": "0912", "clinic": "0912", "клинич": "0912",
    # 10 services
    "sport": "1014", "спорт": "1014", "физкульт": "1014", "touris": "1015", "туризм": "1015",
    "transport": "1041",
    "транспорт": "1041", "путей": "1041", "railway": "1041", "maritim": "1041", "морск": "1041",
    "nautic": "1041",
    "hotel": "1013", "defen": "1031", "military": "1031", "военн": "1031", "police": "1032", "полици": "1032",
}
# fmt: on
WHOLE_WORDS = frozenset({"art", "arts", "oil", "law", "film"})
LONGEST = max(map(len, HINTS))
BROAD = 2  # digits of a code of the widest fields


def folded(text: str) -> str:
    """Lower case, without accents; Cyrillic й and ё keep to the letters и and е."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


# What several words say together, and each of them would say otherwise: physical culture is no physics.
PHRASES = {
    re.compile(rf"(?<!\w){folded(start)}"): code
    for start, code in {
        r"physical (culture|education|training)\w*": "1014",
        r"физическ\w+ (культур|воспитан|подготовк)\w*": "1014",
        r"(educacion|cultura) fisica": "1014",
        r"islamic (studies|theolog\w*|sciences)": "0221",
        r"исламск\w+ (наук|теолог)\w*": "0221",
    }.items()
}
UNIVERSITY = tuple(map(folded, ("universit", "universid", "univerz", "uniwers", "университет", "університет")))
FOLDED_HINTS = {folded(word): code for word, code in HINTS.items()}


def _hint(word: str) -> str | None:
    for length in range(min(len(word), LONGEST), 2, -1):
        start = word[:length]
        if start in FOLDED_HINTS and (length == len(word) or start not in WHOLE_WORDS):
            return FOLDED_HINTS[start]
    return None


def hinted_fields(name: str) -> tuple[str, ...]:
    """ISCED-F codes at which the words of a name hint, ascending."""
    text = folded(name)
    phrases = {code for phrase, code in PHRASES.items() if phrase.search(text)}
    for phrase in PHRASES:
        text = phrase.sub(" ", text)
    hints = phrases | {_hint(word) for word in re.findall(r"[^\W\d_]+", text)}
    return tuple(sorted(code for code in hints if code))


def names_a_university(name: str) -> bool:
    """Whether a name has the word university: with no hint beside it, one of many subjects."""
    return any(word.startswith(UNIVERSITY) for word in re.findall(r"[^\W\d_]+", folded(name)))


def field_meets(one: str, other: str) -> bool:
    """Whether one code contains the other: 06 and 0613 meet."""
    return one.startswith(other) or other.startswith(one)


def fields_meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a code of one list contains, or is contained in, a code of the other: 06 and 0613 meet."""
    wanted = tuple(others)
    return any(field_meets(code, other) for code in some for other in wanted)


def field_within(code: str, wanted: Iterable[str]) -> bool:
    """Whether a code lies in one of the wanted ones: 0613 lies in 06, 06 does not lie in 0613."""
    return code.startswith(tuple(wanted))


def with_parents(codes: Iterable[str]) -> set[str]:
    """The codes and the wider ones above them: 0613 → 06, 061, 0613."""
    return {code[:length] for code in codes for length in range(2, len(code) + 1)}


def shared_fields(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The narrowest codes that two lists share: 0613 and 0612 share 061."""
    common = with_parents(some) & with_parents(others)
    return tuple(
        sorted(code for code in common if not any(code != other and other.startswith(code) for other in common))
    )
