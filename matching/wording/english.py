"""The sentences in English."""

from matching.concerns import Concern
from matching.introductions.steps import Step, StepKind, is_coverage
from matching.offices import OfficeBasis, OfficeChoice
from matching.reasons import Detail, Direction, LikenessKind, ReasonKind
from matching.wording.words import Lookups, english_count, english_day, english_list, language_names

COOPERATION = {
    "STUDENT_EXCHANGE": "student exchange",
    "STAFF_EXCHANGE": "staff exchange",
    "JOINT_PROGRAMME": "a joint programme",
    "RESEARCH": "joint research",
    "LANGUAGE_COURSE": "language courses",
    "STUDENT_RECRUITMENT": "student recruitment",
    "SUMMER_SCHOOL": "a summer school",
}
STATUS = {"SUSPENDED": "suspended", "CLOSED": "closed", "LIMITED": "working with limits", "ACTIVE": "active"}


# Names of countries that are said with an article, beside those that speak of islands or states.
WITH_ARTICLE = frozenset({
    "Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles",
    "Central African Republic", "Dominican Republic", "Isle of Man", "United Kingdom", "Vatican City",
})  # fmt: skip
ENDS_WITH_ARTICLE = (" Islands", " Emirates", " States", " Territories", " Territory")


def _land(code: str | None, names: Lookups) -> str:
    """A country as it stands in a sentence: the Netherlands, the United States."""
    name = names.country(code)
    return f"the {name}" if name in WITH_ARTICLE or name.endswith(ENDS_WITH_ARTICLE) else name


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(detail: Detail, names: Lookups) -> str:
    rest = detail.count - len(detail.nodes)
    return english_list([*map(names.node, detail.nodes), *([f"{rest} more"] if rest > 0 else [])])


def _fields_quoted(detail: Detail, names: Lookups) -> list[str]:
    """Labels of fields hold commas and conjunctions of their own."""
    return [f"“{name}”" for name in names.field_names(detail.fields)]


def _cooperation(detail: Detail, names: Lookups) -> str:
    what = english_list([COOPERATION.get(kind, kind) for kind in detail.cooperation_kinds])
    return what + (f" ({english_list(_fields_quoted(detail, names))})" if detail.fields else "")


def _intent(detail: Detail, names: Lookups) -> str:
    met = "offer what you seek" if detail.direction is Direction.THEY_OFFER else "seek what you offer"
    return f"They {met}: {_cooperation(detail, names)}."


def _fields(detail: Detail, names: Lookups) -> str:
    if not detail.fields:
        return "By their names or fields, both of you are universities of many subjects."
    subjects = "a common subject" if len(detail.fields) == 1 else "common subjects"
    start = f"Your names hint at {subjects}" if detail.hinted else "You share subjects"
    return f"{start}: {english_list(_fields_quoted(detail, names))}."


def _routes(detail: Detail, names: Lookups) -> str:
    partner, peer = detail.nodes
    one = detail.count == 1
    who = "institution that shares" if one else "institutions that share"
    more = "" if one else f" and {detail.count - 1} more"
    return (
        f"{detail.count} {who} a partner with you already {'works' if one else 'work'} with them: "
        f"{names.node(peer)} (you share {names.node(partner)}){more}."
    )


def _common(detail: Detail, names: Lookups) -> str:
    return f"You have {english_count(detail.count, 'partner')} in common: {_named(detail, names)}."


def _country(detail: Detail, names: Lookups) -> str:
    place = names.country(detail.country)
    if detail.theirs:
        return f"They have {english_count(detail.count, 'live contact')} with your country ({place})."
    if detail.count:
        return f"You have {english_count(detail.count, 'live contact')} in their country ({place})."
    contacts = english_count(detail.total, "live contact")
    return f"Institutions of your country have {contacts} in theirs ({place})."


def _event(detail: Detail, names: Lookups) -> str:
    last = english_list([*map(names.node, detail.nodes)]) + (f" on {english_day(detail.since)}" if detail.since else "")
    if detail.count == 1:
        return f"You both took part in {last}."
    return f"You both took part in {english_count(detail.count, 'event')}, the last being {last}."


def _office(detail: Detail, names: Lookups) -> str:
    how = "an office that works with limits" if detail.limited else "an active office"
    return f"{_begun(_land(detail.country, names))} is covered by {how}: {_named(detail, names)}."


def _popular(detail: Detail, names: Lookups) -> str:
    return f"They have {english_count(detail.count, 'live contact')}."


def _alike(who: str, detail: Detail) -> str:
    same = {"of the same kind": detail.same_kind, "of the same size": detail.same_size}
    alike = english_list([word for word, holds in same.items() if holds])
    if detail.same_standing and not alike:
        return "Both are institutions of the same standing."
    return f"{who} {alike or 'of similar size'}."


def _profile(detail: Detail, names: Lookups) -> str:
    return _alike("You are", detail)


def _nearby(detail: Detail, names: Lookups) -> str:
    return f"They are {detail.distance_km} km from you."


def _related(detail: Detail, names: Lookups) -> str:
    return f"You are linked through a partner's related institution: {_named(detail, names)}."


def _contact(detail: Detail, names: Lookups) -> str:
    return f"You have been in contact since {english_day(detail.since)}." if detail.since else "You are in contact."


def _lesser_known(detail: Detail, names: Lookups) -> str:
    partners = english_count(detail.count, "partner") if detail.count else "no partner"
    return f"They have {partners} in this registry so far, and of institutions with so few they fit you best."


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


def _both_fields(detail: Detail, names: Lookups) -> str:
    if not detail.fields:
        return "By their names or fields, both are universities of many subjects."
    subjects = "a common subject" if len(detail.fields) == 1 else "common subjects"
    start = f"Their names hint at {subjects}:" if detail.hinted else "Both are strong in"
    return f"{start} {english_list(_fields_quoted(detail, names))}."


def _both_partners(detail: Detail, names: Lookups) -> str:
    return f"Both work with {english_count(detail.count, 'partner')}: {_named(detail, names)}."


def _both_intents(detail: Detail, names: Lookups) -> str:
    want = "offer" if detail.direction is Direction.THEY_OFFER else "seek"
    return f"Both {want} {_cooperation(detail, names)}."


def _both_profile(detail: Detail, names: Lookups) -> str:
    return _alike("Both are", detail)


def _one_country(detail: Detail, names: Lookups) -> str:
    return f"Both are in the same country ({names.country(detail.country)})."


def _apart(detail: Detail, names: Lookups) -> str:
    return f"They are {detail.distance_km} km apart." if detail.distance_km else "Both are in the same place."


LIKENESSES = {
    LikenessKind.SHARED_FIELDS: _both_fields,
    LikenessKind.COMMON_PARTNERS: _both_partners,
    LikenessKind.SAME_INTENTS: _both_intents,
    LikenessKind.SIMILAR_PROFILE: _both_profile,
    LikenessKind.SAME_COUNTRY: _one_country,
    LikenessKind.NEARBY: _apart,
}


def _unavailable(choice: OfficeChoice, names: Lookups) -> str:
    country = _land(choice.country, names)
    if choice.unavailable is None:
        return f"No office covers {country}."
    status = STATUS.get(choice.unavailable_status or "", choice.unavailable_status or "")
    since = f" since {english_day(choice.unavailable_since)}" if choice.unavailable_since else ""
    return f"{names.node(choice.unavailable)}, which covers {country}, has been {status}{since}."


def office(choice: OfficeChoice, names: Lookups) -> str:
    """Which office to go through, and why that one."""
    name, country = names.node(choice.office), _land(choice.country, names)
    since = f" since {english_day(choice.since)}" if choice.since else ""
    away = f", {choice.distance_km} km away" if choice.distance_km is not None else ""
    if choice.basis is OfficeBasis.ACTIVE:
        return f"Go through {name}: it covers {country} and has been active{since}."
    if choice.basis is OfficeBasis.LIMITED:
        return f"Go through {name}: it covers {country}, but works with limits{since}."
    if choice.basis is OfficeBasis.COVERS_FROM_NEIGHBOUR:
        where = names.country(choice.office_country)
        return f"{_unavailable(choice, names)} The nearest active office is {name} ({where}{away})."
    if choice.basis is OfficeBasis.HEADQUARTERS:
        return f"{_unavailable(choice, names)} No active office is near: ask the head office, {name}."
    return f"{_unavailable(choice, names)} No other office can help on this day."


def concern(told: Concern, names: Lookups) -> str:
    """What speaks against a partner."""
    if told.since:
        return f"Your contact with them has shown no activity since {english_day(told.since)}."
    if told.office is None:
        mine, theirs = (english_list(language_names(each, "en")) for each in (told.mine, told.theirs))
        return f"There is no common language: you name {mine}, they name {theirs}."
    if told.office.basis is OfficeBasis.LIMITED:
        country = _land(told.office.country, names)
        return f"The office that covers {country} works with limits: {names.node(told.office.office)}."
    return _unavailable(told.office, names)


def step(taken: Step, names: Lookups) -> str:
    """One step of an introduction."""
    a, b, since = names.node(taken.from_id), names.node(taken.to_id), english_day(taken.since)
    if taken.kind is StepKind.OFFICE and is_coverage(taken):
        return f"{a} and {b}: the office has covered the country since {since}."
    if taken.kind is StepKind.OFFICE:
        return f"{a} and {b}: the office has helped the institution find contacts since {since}."
    if taken.kind is StepKind.EVENT:
        return f"{a} and {b} both took part in {names.node(taken.evidence[0])} on {since}."
    if taken.kind is StepKind.CONSORTIUM:
        return f"{a} and {b} are both in “{names.node(taken.evidence[0])}”, which has bound its parties since {since}."
    if taken.kind is StepKind.PERSON:
        return f"{a} and {b} are linked by a person who has worked at both, since {since}."
    return f"{a} and {b} have been in contact since {since}."
