"""The sentences in Russian. Names stay in the nominative, in « » or after a colon: none is declined."""

from matching.concerns import Concern
from matching.introductions.steps import Step, StepKind, is_coverage
from matching.offices import OfficeBasis, OfficeChoice
from matching.reasons import Detail, Direction, LikenessKind, ReasonKind
from matching.wording.words import (
    Lookups,
    language_names,
    quoted,
    russian_count,
    russian_day,
    russian_form,
    russian_list,
)

COOPERATION = {
    "STUDENT_EXCHANGE": "обмен студентами",
    "STAFF_EXCHANGE": "обмен преподавателями",
    "JOINT_PROGRAMME": "совместная программа",
    "RESEARCH": "совместные исследования",
    "LANGUAGE_COURSE": "языковые курсы",
    "STUDENT_RECRUITMENT": "набор студентов",
    "SUMMER_SCHOOL": "летняя школа",
}
STATUS = {
    "SUSPENDED": "работа приостановлена",
    "CLOSED": "закрыто",
    "LIMITED": "работает с ограничениями",
    "ACTIVE": "действует",
}
CONTACTS = ("действующий контакт", "действующих контакта", "действующих контактов")
PARTNERS = ("общий партнёр", "общих партнёра", "общих партнёров")
ANY_PARTNERS = ("партнёр", "партнёра", "партнёров")
PEERS = ("вуз, у которого", "вуза, у которых", "вузов, у которых")
WORK = ("работает", "работают", "работают")
EVENTS = ("мероприятии", "мероприятиях", "мероприятиях")  # prepositional, after «в»


def _quoted(node_id: str | None, names: Lookups) -> str:
    return quoted(names.node(node_id))


def _named(detail: Detail, names: Lookups) -> str:
    rest = detail.count - len(detail.nodes)
    return russian_list([*(_quoted(node, names) for node in detail.nodes), *([f"ещё {rest}"] if rest > 0 else [])])


def _fields_quoted(detail: Detail, names: Lookups) -> list[str]:
    """Labels of fields hold commas and conjunctions of their own."""
    return [quoted(name) for name in names.field_names(detail.fields)]


def _cooperation(detail: Detail, names: Lookups) -> str:
    what = russian_list([COOPERATION.get(kind, kind) for kind in detail.cooperation_kinds])
    return what + (f" ({russian_list(_fields_quoted(detail, names))})" if detail.fields else "")


def _intent(detail: Detail, names: Lookups) -> str:
    they = "Предлагают то, что вы ищете" if detail.direction is Direction.THEY_OFFER else "Ищут то, что вы предлагаете"
    return f"{they}: {_cooperation(detail, names)}."


def _fields(detail: Detail, names: Lookups) -> str:
    if not detail.fields:
        return "Судя по названиям или направлениям, обе организации — многопрофильные университеты."
    start = "Названия указывают на общий профиль" if detail.hinted else "Общие направления"
    return f"{start}: {russian_list(_fields_quoted(detail, names))}."


def _routes(detail: Detail, names: Lookups) -> str:
    partner, peer = detail.nodes
    more = f" и ещё {detail.count - 1}" if detail.count > 1 else ""
    return (
        f"С ними уже {russian_form(detail.count, WORK)} {russian_count(detail.count, PEERS)} "
        "есть общий с вами партнёр: "
        f"{_quoted(peer, names)} (общий партнёр — {_quoted(partner, names)}){more}."
    )


def _common(detail: Detail, names: Lookups) -> str:
    return f"У вас {russian_count(detail.count, PARTNERS)}: {_named(detail, names)}."


def _country(detail: Detail, names: Lookups) -> str:
    place = names.country(detail.country)
    if detail.theirs:
        return f"У них {russian_count(detail.count, CONTACTS)} с вашей страной ({place})."
    if detail.count:
        return f"У вас {russian_count(detail.count, CONTACTS)} в их стране ({place})."
    return f"У организаций вашей страны {russian_count(detail.total, CONTACTS)} в их стране ({place})."


def _event(detail: Detail, names: Lookups) -> str:
    last = russian_list([_quoted(node, names) for node in detail.nodes])
    when = f" (начало — {russian_day(detail.since)})" if detail.since else ""
    if detail.count == 1:
        return f"Вы оба участвовали в мероприятии {last}{when}."
    return f"Вы оба участвовали в {russian_count(detail.count, EVENTS)}, последнее — {last}{when}."


def _office(detail: Detail, names: Lookups) -> str:
    how = "представительство, которое работает с ограничениями" if detail.limited else "действующее представительство"
    return f"Страну ({names.country(detail.country)}) охватывает {how}: {_named(detail, names)}."


def _popular(detail: Detail, names: Lookups) -> str:
    return f"У них {russian_count(detail.count, CONTACTS)}."


def _alike(who: str, detail: Detail) -> str:
    same = {"одного типа": detail.same_kind, "одного размера": detail.same_size}
    alike = russian_list([word for word, holds in same.items() if holds])
    if detail.same_standing and not alike:
        return "Обе организации имеют одинаковое положение."
    return f"{who} {alike or 'близки по размеру'}."


def _profile(detail: Detail, names: Lookups) -> str:
    return _alike("Вы", detail)


def _nearby(detail: Detail, names: Lookups) -> str:
    return f"Расстояние до них — {detail.distance_km} км."


def _related(detail: Detail, names: Lookups) -> str:
    return f"Вас связывает организация, родственная партнёру: {_named(detail, names)}."


def _contact(detail: Detail, names: Lookups) -> str:
    return "Вы уже поддерживаете контакт" + (f" с {russian_day(detail.since)}." if detail.since else ".")


def _lesser_known(detail: Detail, names: Lookups) -> str:
    partners = russian_count(detail.count, ANY_PARTNERS) if detail.count else "нет партнёров"
    return f"В этом реестре у них пока {partners}, и среди таких организаций они подходят вам лучше всех."


REASONS = {
    ReasonKind.INTENT_MET: _intent,
    ReasonKind.SHARED_FIELDS: _fields,
    ReasonKind.THREE_STEP_PATHS: _routes,
    ReasonKind.COMMON_PARTNERS: _common,
    ReasonKind.COUNTRY_AFFINITY: _country,
    ReasonKind.EVENT_TOGETHER: _event,
    ReasonKind.OFFICE_COVERS: _office,
    ReasonKind.POPULARITY: _popular,
    ReasonKind.SIMILAR_PROFILE: _profile,
    ReasonKind.NEARBY: _nearby,
    ReasonKind.RELATED_INSTITUTION: _related,
    ReasonKind.IN_CONTACT: _contact,
    ReasonKind.LESSER_KNOWN: _lesser_known,
}


def _both_partners(detail: Detail, names: Lookups) -> str:
    return f"У них {russian_count(detail.count, PARTNERS)}: {_named(detail, names)}."


def _both_intents(detail: Detail, names: Lookups) -> str:
    they = "Предлагают" if detail.direction is Direction.THEY_OFFER else "Ищут"
    return f"{they} одно и то же: {_cooperation(detail, names)}."


def _both_profile(detail: Detail, names: Lookups) -> str:
    return _alike("Обе организации", detail)


def _one_country(detail: Detail, names: Lookups) -> str:
    return f"Обе организации в одной стране ({names.country(detail.country)})."


def _apart(detail: Detail, names: Lookups) -> str:
    if not detail.distance_km:
        return "Обе организации находятся в одном месте."
    return f"Расстояние между ними — {detail.distance_km} км."


LIKENESSES = {
    LikenessKind.SHARED_FIELDS: _fields,
    LikenessKind.COMMON_PARTNERS: _both_partners,
    LikenessKind.SAME_INTENTS: _both_intents,
    LikenessKind.SIMILAR_PROFILE: _both_profile,
    LikenessKind.SAME_COUNTRY: _one_country,
    LikenessKind.NEARBY: _apart,
}


def _unavailable(choice: OfficeChoice, names: Lookups) -> str:
    country = names.country(choice.country)
    if choice.unavailable is None:
        return f"Эту страну ({country}) не охватывает ни одно представительство."
    status = STATUS.get(choice.unavailable_status or "", choice.unavailable_status or "")
    since = f" с {russian_day(choice.unavailable_since)}" if choice.unavailable_since else ""
    return f"За эту страну ({country}) отвечает {_quoted(choice.unavailable, names)}: {status}{since}."


def office(choice: OfficeChoice, names: Lookups) -> str:
    """Which office to go through, and why that one."""
    name, country = _quoted(choice.office, names), names.country(choice.country)
    since = f" с {russian_day(choice.since)}" if choice.since else ""
    away = f", {choice.distance_km} км" if choice.distance_km is not None else ""
    if choice.basis is OfficeBasis.ACTIVE:
        return f"Обратитесь в {name}: это представительство отвечает за страну ({country}) и действует{since}."
    if choice.basis is OfficeBasis.LIMITED:
        how = f"отвечает за страну ({country}), но работает с ограничениями{since}"
        return f"Обратитесь в {name}: это представительство {how}."
    if choice.basis is OfficeBasis.COVERS_FROM_NEIGHBOUR:
        where = names.country(choice.office_country)
        return f"{_unavailable(choice, names)} Ближайшее действующее представительство: {name} ({where}{away})."
    if choice.basis is OfficeBasis.HEADQUARTERS:
        fallback = f"Поблизости нет действующего представительства: обратитесь в центральный аппарат — {name}."
        return f"{_unavailable(choice, names)} {fallback}"
    return f"{_unavailable(choice, names)} Другие представительства на эту дату помочь не могут."


def concern(told: Concern, names: Lookups) -> str:
    """What speaks against a partner."""
    if told.since:
        return f"В вашем контакте с ними ничего не происходило с {russian_day(told.since)}."
    if told.office is None:
        mine, theirs = (russian_list(language_names(each, "ru")) for each in (told.mine, told.theirs))
        return f"Нет общего языка: вы называете {mine}, они — {theirs}."
    if told.office.basis is OfficeBasis.LIMITED:
        country = names.country(told.office.country)
        office = _quoted(told.office.office, names)
        return f"Представительство, которое охватывает страну ({country}), работает с ограничениями: {office}."
    return _unavailable(told.office, names)


def step(taken: Step, names: Lookups) -> str:
    """One step of an introduction."""
    pair, since = f"{_quoted(taken.from_id, names)} и {_quoted(taken.to_id, names)}", russian_day(taken.since)
    if taken.kind is StepKind.OFFICE and is_coverage(taken):
        return f"{pair}: представительство охватывает страну организации с {since}."
    if taken.kind is StepKind.OFFICE:
        return f"{pair}: представительство содействует контактам организации с {since}."
    if taken.kind is StepKind.EVENT:
        event = _quoted(taken.evidence[0], names)
        return f"{pair} участвовали в мероприятии {event} (начало — {since})."
    if taken.kind is StepKind.CONSORTIUM:
        consortium = _quoted(taken.evidence[0], names)
        return f"{pair} — участники консорциума {consortium}, который связывает их с {since}."
    if taken.kind is StepKind.PERSON:
        return f"{pair}: есть человек, который работал в обеих организациях, с {since}."
    return f"{pair} поддерживают контакт с {since}."
