"""The nouns of the registry. A new noun is its own file and its name here."""

from schema import (  # noqa: F401  # importing a noun declares it
    agreement,
    booking,
    city,
    contact,
    country,
    event,
    identifier,
    intent,
    introduction,
    name,
    office,
    office_status,
    participation,
    partner_match,
    person,
    region,
    search,
    source,
    university,
    venue,
)
