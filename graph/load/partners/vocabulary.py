"""What people call the columns of partners' files, and the words of their lists, in English and Russian."""

from collections.abc import Mapping, Sequence
from functools import cache

from graph.load.meanings import meanings_of

Names = Mapping[str, Sequence[str]]

_INSTITUTIONS = (
    "университеты", "университет", "вузы", "вуз", "партнеры", "партнер", "стороны", "организации", "организация",
    "российский вуз", "российский университет", "зарубежный партнер", "зарубежный вуз", "зарубежный университет",
    "иностранный партнер", "иностранный вуз", "иностранный университет", "наш вуз", "вуз-партнер",
    "университет-партнер",
    "parties", "partners", "partner", "universities", "university", "institutions", "institution", "our university",
    "home university", "partner university", "partner institution", "foreign partner",
)  # fmt: skip
_SLUG = (
    "номер", "код", "рег. номер", "регистрационный номер", "id", "number", "code", "ref", "reference",
    "номер договора", "номер соглашения", "№ договора", "№ соглашения", "agreement number", "contract number",
    "номер контакта", "номер мероприятия",
)  # fmt: skip
_OFFICE = ("русский дом", "рцнк", "представительство", "офис", "office", "russian house", "representation")
_SINCE = ("с", "начало", "дата начала", "действует с", "start", "start date", "begin", "begins", "from")
_UNTIL = ("по", "до", "конец", "окончание", "дата окончания", "end", "end date", "to", "until")

COLUMNS: Mapping[str, Names] = {
    "Agreement": {
        "slug": _SLUG,
        "title": ("название", "наименование", "заголовок", "предмет", "предмет договора", "название договора",
            "наименование договора", "название соглашения", "наименование соглашения", "name", "subject"),
        "kind": ("вид", "тип", "вид договора", "тип договора", "вид соглашения", "тип соглашения", "type",
            "agreement type", "type of agreement"),
        "status": ("статус", "состояние", "статус договора", "статус соглашения", "state"),
        "signed": ("дата подписания", "подписано", "подписан", "подписание", "дата заключения", "заключено", "заключен",
            "дата договора", "дата соглашения", "date signed", "signed on", "date of signature", "signing date",
            "signature date"),
        "valid_from": (*_SINCE, "начало действия", "дата начала действия", "дата вступления в силу", "вступает в силу",
            "effective from", "effective date"),
        "valid_to": (*_UNTIL, "действует по", "действует до", "окончание действия", "дата окончания действия",
            "срок действия", "срок действия до", "valid until", "expires", "expiry date", "expiration date"),
        "parties": _INSTITUTIONS,
        "office": _OFFICE,
        "amends": ("дополняет", "изменяет", "к договору", "к соглашению", "основной договор", "основное соглашение",
            "main agreement"),
        "renewal": ("продление", "пролонгация", "порядок продления", "extension"),
        "notice_months": ("срок уведомления", "срок уведомления мес", "уведомление мес", "notice", "notice period"),
    },
    "Contact": {
        "slug": _SLUG,
        "universities": (*_INSTITUTIONS, "участники"),
        "stage": ("стадия", "этап", "статус", "состояние", "status", "state"),
        "since": (*_SINCE, "дата установления", "контакт с"),
        "until": _UNTIL,
        "last_activity": ("последняя активность", "последний контакт", "дата последнего контакта", "last contact"),
        "outcome": ("результат", "итог", "итоги", "result"),
        "office": _OFFICE,
        "event": ("мероприятие", "событие"),
        "agreement": ("соглашение", "договор", "agreements"),
        "persons": ("контактные лица", "контактное лицо", "people", "person", "contact person", "contact persons"),
    },
    "Event": {
        "slug": _SLUG,
        "name_en": ("name", "title", "event", "english name", "name in english", "название на английском",
            "название англ", "наименование на английском", "наименование англ", "название en"),
        "name_ru": ("название", "наименование", "мероприятие", "название на русском", "название рус", "russian name",
            "name in russian", "наименование на русском", "наименование рус", "название ru"),
        "kind": ("вид", "тип", "вид мероприятия", "тип мероприятия", "type", "event type"),
        "mode": ("формат", "формат проведения", "форма проведения", "format"),
        "starts": (*_SINCE, "дата", "дата проведения", "date"),
        "ends": _UNTIL,
        "city": ("город", "место", "место проведения", "place", "location", "venue"),
        "geonames": ("geonames id", "geonameid", "код geonames"),
        "office": (*_OFFICE, "организатор", "host"),
        "visitors": ("посетители", "посетителей", "число посетителей", "количество посетителей", "attendance"),
        "participants": ("участники", "вузы-участники", "вузы", "вуз", "университеты", "universities"),
    },
}  # fmt: skip
"""Label → column → other names of it, as people write them; case, accents and punctuation do not count."""

_WORDS: Mapping[str, Names] = {
    "Agreement.kind": {
        "AGENCY_COOPERATION": ("соглашение с агентством", "сотрудничество с агентством",
            "соглашение о сотрудничестве с агентством"),
        "FRAMEWORK": ("framework agreement", "general agreement", "cooperation agreement", "memorandum", "mou",
            "memorandum of understanding", "рамочное", "рамочный", "рамочная", "рамочное соглашение",
            "рамочный договор", "меморандум", "меморандум о взаимопонимании", "меморандум о сотрудничестве",
            "соглашение о сотрудничестве",
            "договор о сотрудничестве"),
        "EXCHANGE": ("exchange agreement", "student exchange", "exchange of students", "academic exchange", "обмен",
            "обмены", "академический обмен", "обмен студентами", "студенческий обмен", "соглашение об обмене",
            "договор об обмене", "соглашение об обмене студентами"),
        "JOINT_PROGRAMME": ("joint program", "joint degree", "double degree", "dual degree", "double diploma",
            "совместная программа", "совместная образовательная программа", "двойной диплом",
            "программа двойных дипломов", "программа двух дипломов"),
        "RESEARCH": ("research agreement", "research cooperation", "joint research", "научное", "научный",
            "научное сотрудничество", "научно-исследовательское", "исследования", "научные исследования",
            "совместные исследования", "соглашение о научном сотрудничестве"),
        "NETWORK": ("network agreement", "consortium", "consortium agreement", "сеть", "сетевое", "сетевое соглашение",
            "консорциум", "соглашение о консорциуме"),
        "ADDENDUM": ("amendment", "annex", "supplementary agreement", "additional agreement", "дополнение",
            "доп. соглашение", "дополнительное соглашение", "приложение"),
    },
    "Agreement.status": {
        "DRAFT": ("in preparation", "being prepared", "проект", "черновик", "готовится", "в подготовке",
            "на согласовании", "согласование"),
        "IN_FORCE": ("active", "valid", "effective", "current", "действует", "действующее", "действующий",
            "действующая", "в силе", "активно", "активен"),
        "EXPIRED": ("ended", "истек", "истекло", "истекла", "истекший", "истекшее", "срок истек",
            "завершен", "завершено", "завершена", "окончен", "окончено", "закончился", "закончилось", "не действует"),
        "TERMINATED": ("cancelled", "canceled", "denounced", "расторгнут", "расторгнуто", "расторгнута", "прекращен",
            "прекращено", "прекращена", "аннулирован", "аннулировано", "денонсировано"),
    },
    "Agreement.renewal": {
        "AUTOMATIC": ("automatically", "auto", "автоматически", "автоматическая", "автоматическое", "автопролонгация",
            "автоматическая пролонгация", "автоматическое продление"),
        "BY_CONSENT": ("by agreement", "by mutual consent", "по согласию", "по согласию сторон", "по соглашению",
            "по соглашению сторон"),
        "NONE": ("no", "not renewed", "нет", "не продлевается", "без продления", "без пролонгации"),
    },
    "Contact.stage": {
        "LEAD": ("лид", "потенциальный", "первичный", "первичный контакт"),
        "INTRODUCED": ("introduction", "знакомство", "представлены", "познакомлены", "познакомились"),
        "IN_TALKS": ("talks", "negotiation", "negotiations", "in negotiation", "in negotiations", "переговоры",
            "в переговорах", "ведутся переговоры", "идут переговоры"),
        "DECLARED": ("заявлен", "заявлено", "объявлен", "объявлено", "декларация", "декларация о намерениях"),
        "AGREED": ("согласован", "согласовано", "договорились", "договоренность", "есть договоренность"),
        "DORMANT": ("inactive", "sleeping", "неактивен", "неактивный", "неактивно", "спящий", "приостановлен"),
        "LOST": ("потерян", "потеряно", "утрачен", "утрачено", "прекращен", "прекращено"),
    },
    "Contact.outcome": {
        "AGREEMENT_SIGNED": ("signed agreement", "соглашение подписано", "подписано соглашение", "договор подписан",
            "подписан договор"),
        "VISIT_HELD": ("visit", "визит", "визит состоялся", "состоялся визит"),
        "STUDENTS_EXCHANGED": ("student exchange", "обмен студентами", "студенческий обмен"),
        "JOINT_PROJECT": ("project", "совместный проект"),
        "NO_RESULT": ("no", "none", "без результата", "нет результата", "нет"),
    },
    "Event.kind": {
        "FAIR": ("education fair", "ярмарка", "образовательная ярмарка", "ярмарка образования"),
        "EXHIBITION": ("expo", "выставка", "образовательная выставка"),
        "OPEN_DAY": ("open house", "open doors day", "день открытых дверей"),
        "PRESENTATION": ("презентация",),
        "CONFERENCE": ("конференция",),
        "ROUND_TABLE": ("roundtable", "круглый стол"),
        "OLYMPIAD": ("olympics", "contest", "олимпиада"),
        "COURSE": ("courses", "курс", "курсы"),
    },
    "Event.mode": {
        "ON_SITE": ("on-site", "in person", "offline", "очно", "очный", "офлайн"),
        "ONLINE": ("on-line", "virtual", "remote", "онлайн", "он-лайн", "дистанционно", "дистанционный"),
        "HYBRID": ("mixed", "гибридный", "смешанный", "очно и онлайн", "смешанный формат"),
    },
}  # fmt: skip


@cache
def meanings(label: str, column: str) -> Mapping[str, str]:
    """What people write for the values of a property, folded → the value."""
    return meanings_of(label, column, _WORDS[f"{label}.{column}"])
