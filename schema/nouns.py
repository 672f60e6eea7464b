"""The nouns of the registry, and the model that they make up. A new noun is its own file and its name here."""

from graph.declared import declare_model
from graph.write.declared import declare_actions
from schema import (  # noqa: F401  # importing a noun declares it
    agreement,
    agreement_version,
    annual_plan,
    assistance_request,
    balance_of_exchange,
    booking,
    city,
    communities,
    compliance_check,
    contact,
    contact_point,
    cooperation_condition,
    country,
    cut_points,
    event,
    event_clashes,
    event_conversion,
    expiring_agreements,
    identifier,
    intent,
    interaction,
    introduction,
    joint_action,
    matching_intents,
    mobility_flow,
    name,
    name_resolution,
    note,
    office,
    office_status,
    office_suspension,
    participation,
    partner_match,
    person,
    plan_progress,
    programme,
    quota,
    recruitment_campaign,
    region,
    restriction,
    search,
    similar_institutions,
    single_points,
    source,
    university,
    venue,
    viewer,
    white_spots,
)
from schema.core.actions import ACTIONS
from schema.core.declare import NODES, apply_extensions
from schema.core.model import model_of

DECLARED = apply_extensions(NODES)
declare_model(model_of(DECLARED))
declare_actions([each.action for each in ACTIONS])
