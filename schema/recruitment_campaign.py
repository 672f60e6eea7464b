"""Recruitment campaigns: how institutions find students abroad."""

from enum import Enum

from graph.vocabularies.forms import ACADEMIC_YEAR
from resolvers.periods import holds_at
from schema.core.declare import by, extends, filtering, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class RecruitmentCampaignKind(Enum):
    """Who pays for the students that are recruited."""

    SCHOLARSHIP = "The state: the students take places of a quota."
    CONTRACT = "The students themselves, or whoever sends them, by contract."


@node(prefix="camp", keys=("slug",), order=by("-since"), plural="recruitmentCampaigns")
class RecruitmentCampaign(Keyed):
    """What an institution does in a country to find students for one academic year."""

    name: str = stored("Its name.")
    kind: RecruitmentCampaignKind = stored("Who pays for the students.")
    academic_year: str = stored(
        "Academic year in which the studies begin: `2026/2027`.", form=ACADEMIC_YEAR, indexed=True
    )
    since: Date = stored("First day of the campaign.")
    until: Date | None = stored("First day on which it no longer runs; none: it still does.")
    applications: int | None = stored("How many people applied; none: it is not known yet.", between=(0, 1_000_000))
    admitted: int | None = stored("How many of them were admitted; none: it is not known yet.", between=(0, 1_000_000))
    active_at = filtering(Date, "Only campaigns that run on this date.", holds_at)
    university = one("University", "-[:RECRUITS_FOR]->", "The institution that looks for students.", required=True)
    country = one("Country", "-[:RECRUITS_IN]->", "Where it looks for them.", required=True)
    office = one("Office", "-[:LED_BY]->", "The office that leads the campaign on the spot.")
    quota = one("Quota", "-[:FILLS]->", "The state-paid places that it fills; none for contract students.")
    events = many("Event", "-[:ADVERTISED_AT]->", "Events at which it is advertised, latest first.",
                  order=by("-starts"))  # fmt: skip


@extends("University")
class UniversityRecruitmentCampaign:
    """What leads from University to here."""

    recruitment_campaigns = many("RecruitmentCampaign", "<-[:RECRUITS_FOR]-",
                                 "Its campaigns for students abroad, latest first.", order=by("-since"))  # fmt: skip


@extends("Country")
class CountryRecruitmentCampaign:
    """What leads from Country to here."""

    recruitment_campaigns = many("RecruitmentCampaign", "<-[:RECRUITS_IN]-",
                                 "Campaigns that look for students there, latest first.",
                                 order=by("-since"))  # fmt: skip


@extends("Office")
class OfficeRecruitmentCampaign:
    """What leads from Office to here."""

    recruitment_campaigns = many("RecruitmentCampaign", "<-[:LED_BY]-", "Campaigns that it leads, latest first.",
                                 order=by("-since"))  # fmt: skip


@extends("Quota")
class QuotaRecruitmentCampaign:
    """What leads from Quota to here."""

    recruitment_campaigns = many("RecruitmentCampaign", "<-[:FILLS]-", "Campaigns that fill it, latest first.",
                                 order=by("-since"))  # fmt: skip


@extends("Event")
class EventRecruitmentCampaign:
    """What leads from Event to here."""

    recruitment_campaigns = many("RecruitmentCampaign", "<-[:ADVERTISED_AT]-",
                                 "Campaigns advertised at it, latest first.", order=by("-since"))  # fmt: skip
