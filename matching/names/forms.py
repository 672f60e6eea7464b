"""Legal forms, owners and honours around names: `ФГБОУ ВО «…» Минздрава России`, `Stichting …`, `… (НИУ)`.

They are taken off a text, as names in registers have them or not, by no rule.
"""

import re

_RUSSIAN = r"""
    федеральн\w+\ государственн\w+\ (?:бюджетн\w+|автономн\w+|казенн\w+|казённ\w+)?(?:\ военн\w+)?\ ?
      (?:образовательн\w+\ )?учреждени\w+
      (?:\ (?:высшего|среднего))?(?:\ профессионального)?(?:\ образования)?(?:\ и\ науки)?
  | (?:(?:государственн|муниципальн|частн|негосударственн|автономн|некоммерческ|бюджетн)\w+\ )+
      (?:образовательн\w+\ )?(?:частн\w+\ )?(?:учреждени\w+|организаци\w+)
      (?:\ образования)?(?:\ высшего)?(?:\ профессионального)?(?:\ образования)?
  | (?:учреждени\w+\ образования|заклад\ вищої\ освіти|установа\ адукацыі)
  | (?:ФГБОУ|ФГАОУ|ФГКОУ|ФГКВОУ|ФГОУ|ФГНБУ|ГБОУ|ГАОУ|ГОУ|НОУ|НОЧУ|ОЧУ|ЧОУ|ЧУ|ЧУО|АНО|АНОО|ОАНО|ОУП|НАО|ГУО|УО|
      ПВНЗ|ДВНЗ|ЗВО|ДЗ|КВНЗ|МОУ)(?:[-\ ]?(?:ВО|ВПО|ДПО|СПО|ПО|ОО|УДО))?
  | (?:ТОО|АО|ОАО|ЗАО|ООО|РГП(?:\ на\ ПХВ)?|РГКП)
"""
_OTHER = r"""
    federal\ state\ (?:budgetary?|autonomous|funded)?\ ?(?:educational\ )?(?:institution|establishment)
      (?:\ (?:of|for)\ higher(?:\ professional|\ vocational)?\ education)?
  | stichting | fundaci[oó]n | fondazione | fundatia | vereniging | gemeinn[uü]tzige\ gmbh
"""
_BEFORE = re.compile(rf"\s*(?:{_RUSSIAN}|{_OTHER})(?=[\s«\"„“(]|$)[\s,:–—-]*", re.IGNORECASE | re.VERBOSE)
_RUSSIAN_OWNER = r"""
    (?:федерального\ агентства|министерства|мин(?:здрав|обрнаук|просвещени|сельхоз|культур|спорт|обр|юст|цифр)\w*)
    (?:\ [а-яё]+)*(?:\ (?:РФ|России|Российской\ Федерации|Республики\ [А-ЯЁ]\w+|РБ|РК))?
"""
_COMPANY = r"""
    gemeinn[uü]tzige\ gmbh | ggmbh | gmbh | s\.?\ ?l\.?(?=\s*$) | s\.?r\.?l | e\.\ ?v | ltd | llc | a\.?s\.?(?=\s*$)
  | vak[iı]f | vakf[iı]
"""
_BEHIND = re.compile(rf"(?<=\S)[\s,]+(?:{_RUSSIAN_OWNER}|{_COMPANY})\.?\s*$", re.IGNORECASE | re.VERBOSE)
_HONOUR = re.compile(
    r"""\(?(?<![\w-])(?:
        национальн\w+\ исследовательск\w+(?:\ (?:университет\w*|институт\w*))?(?=\s*\))
      | национальн\w+\ исследовательск\w+(?=\ )
      | (?:НИУ|НИ)(?![\w-])
      | (?:технический|государственный)\ университет(?=\s*\))
      | national\ research(?:\ university)?(?=\s*\)|\ )
    )\)?""",
    re.IGNORECASE | re.VERBOSE,
)


def without_form(text: str) -> str:
    """A name without its legal form and its owner; the text where nothing else is left."""
    found = _BEFORE.match(text)
    shorter = _BEHIND.sub("", text[found.end() :] if found else text)
    return shorter.strip(" ,;:–—-") or text


def without_honour(text: str) -> str:
    """A name without that it is a national research university; the text where nothing else is left."""
    return " ".join(_HONOUR.sub(" ", text).split()) or text


def is_honour(text: str) -> bool:
    """Whether a text only says that an institution is a national research university, or a university at all."""
    return bool(_HONOUR.fullmatch(f"({text})"))


def variants_of(text: str) -> list[str]:
    """A name as it stands, without its legal form, and without honours."""
    bare = without_form(text)
    return list(dict.fromkeys([text, bare, without_honour(bare)]))
