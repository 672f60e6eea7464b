"""Live contacts and agreements of which only their owners know: read for who asks, beside the read model."""

from access.sight import acl
from engine.context import Context
from engine.read import read_record
from graph.plan.guard import ACL, Sight
from matching.own_ties import NO_TIES, OWN_TIES, OwnTies, own_ties
from matching.request import MatchRequest
from matching.view import View


async def own_ties_of(context: Context, view: View, request: MatchRequest) -> OwnTies:
    """What the institution that asks has with others that who asks knows and the network does not.

    Read only where ties exclude, and where there can be any: an administrator's read model holds them all. Raises what
    the store raises.
    """
    mine = (*context.principal.institutions, *context.principal.offices)
    decides = request.exclude_live_contacts or request.exclude_live_agreements
    if context.sight is not Sight.MEMBER or not mine or not decides:
        return NO_TIES
    given = {"university": request.university, ACL: acl(context.principal)}
    contacts, agreements = await read_record(context, OWN_TIES, given)
    return own_ties(view.network, contacts, agreements, request.as_of)
