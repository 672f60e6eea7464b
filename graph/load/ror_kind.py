"""What an institution of a ROR record is, by its types, its name and whether it is a part of another.

ROR's type `education` holds all that teaches, and much that does not: hospitals, schools for children, ministries,
agencies, societies, single departments. A name tells them apart where it has no word of higher education.
"""

import re
from collections.abc import Iterable

HIGHER, RESEARCH, MEDICAL, OTHER = "HIGHER_EDUCATION", "RESEARCH_INSTITUTE", "MEDICAL_CENTRE", "OTHER"


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(patterns)})(?!\w)", re.IGNORECASE)


# Words of higher education, in the languages most frequent in the register; `school` alone is none.
TEACHES = _words(
    r"universit\w*", r"univerz\w*", r"uniwers\w*", r"universid\w*", r"üniversit\w*", r"универс\w*", r"університет\w*",
    r"college\w*", r"colegio universitario", r"collège", r"colleg\w+", r"academ(y|ia|ie)", r"акаде\w+", r"akadem\w+",
    r"polytechnic\w*", r"politecnic\w*", r"hochschule\w*", r"\w+hochschule", r"högskola\w*", r"hogeschool\w*",
    r"institut\w*", r"instytut\w*", r"институт\w*", r"facult\w+", r"facul\w+", r"école", r"escuela superior",
    r"mahavidyalaya", r"vidyapeeth", r"conservator\w+", r"seminary", r"консерватор\w+",
    r"(law|medical|business|graduate) school",
    r"school (of|for)",
)  # fmt: skip
NAMED_UNIVERSITY = _words(
    r"universit(y|é|à|ät|atea|eit|et)", r"universidad\w*", r"uniwersytet\w*", r"университет\w*", r"college", r"academy"
)
CHILDREN = _words(
    r"(high|secondary|middle|primary|elementary|grammar|boarding|public|senior high|junior high) schools?",
    r"intellectual schools", r"school district\w*", r"schools?,? no\.? ?\d+", r"school № ?\d+",
    r"kindergarten", r"gymnasium", r"лице[йя]", r"гимнази\w+", r"школ[аы] № ?\d+",
)  # fmt: skip
OF_HIGHER = re.compile(
    r"(?<!\w)(lyceum of .* universit\w+|lyceum college|university|university college)(?!\w)", re.IGNORECASE
)
HEALS = _words(
    r"hospitals?", r"hôpital", r"больниц\w+", r"klinikum", r"clínica\w*", r"clinic",
    r"clinical (science|research|scientific)\w*( and \w+)* cent(er|re)s?( \d+)?",
)  # fmt: skip
TEACHES_MEDICINE = _words(
    r"universidad hospital", r"college\w*", r"school", r"academy", r"facult\w+", r"mahavidyalaya", r"universit\w+ of"
)
GOVERNS = _words(
    r"minist(ry|ère|erio|erium)", r"министерств\w+", r"agenc(y|ies)", r"агентств\w+", r"council", r"authority",
    r"bureau",
    r"board", r"commission", r"inspectorate", r"department of education\w*", r"development organi[sz]ation", r"command",
    r"association", r"society", r"societies", r"federation", r"network", r"library", r"museum", r"zoo", r"schools",
)  # fmt: skip
RESEARCHES = _words(
    r"(?<!& )(?<!and )research (institute|cent(er|re)s?|laborator(y|ies))", r"laborator\w+", r"observator\w+",
    r"научно-исследовательск\w+", r"scientific research institute", r"forschungs\w+",
)  # fmt: skip
UNIT = re.compile(
    r"^(department|chair|laboratory|division|кафедра|лаборатория|département|departamento) ", re.IGNORECASE
)


def kind_of(types: Iterable[str], name: str, is_part: bool) -> str:
    """The kind of an institution; `is_part`: it belongs to another."""
    said = set(types)
    if "education" not in said:
        return MEDICAL if "healthcare" in said else RESEARCH if "facility" in said else OTHER
    if HEALS.search(name) and not TEACHES_MEDICINE.search(name):
        return MEDICAL
    if RESEARCHES.search(name) and (is_part or not NAMED_UNIVERSITY.search(name)):
        return RESEARCH
    if _is_other(name, is_part):
        return OTHER
    return RESEARCH if "facility" in said and not TEACHES.search(name) else HIGHER


def _is_other(name: str, is_part: bool) -> bool:
    """A department, a school for children, or what governs and unites."""
    if is_part and UNIT.search(name):
        return True
    if CHILDREN.search(name):
        return not OF_HIGHER.search(_without_owner(name, is_part))
    return bool(GOVERNS.search(name)) and not TEACHES.search(name)


def _without_owner(name: str, is_part: bool) -> str:
    """The name without the university to which it says to belong."""
    return re.sub(r" (of|at) .*$", "", name) if is_part else name
