"""What says who asks, as the settings have it."""

from access.claims import ClaimMapping, Holders
from access.oidc import TokenVerifier
from access.principal import Role
from settings import Settings, SettingsError


def token_verifier(settings: Settings, holders: Holders) -> TokenVerifier | None:
    """What verifies access tokens; None where no issuer is set. Asks nothing of it yet. Raises SettingsError."""
    issuer, audience = settings.oidc_issuer, settings.oidc_audience
    if issuer and audience:
        return TokenVerifier(issuer, audience, claim_mapping(settings), holders)
    if issuer:
        raise SettingsError("REGISTRY_OIDC_AUDIENCE: should be set, as REGISTRY_OIDC_ISSUER is")
    if audience:
        raise SettingsError("REGISTRY_OIDC_ISSUER: should be set, as REGISTRY_OIDC_AUDIENCE is")
    return None


def claim_mapping(settings: Settings) -> ClaimMapping:
    """Which claims say what."""
    return ClaimMapping(
        roles_claim=settings.oidc_roles_claim,
        roles=_roles_of(settings.oidc_roles),
        institutions_claim=settings.oidc_institutions_claim,
        offices_claim=settings.oidc_offices_claim,
    )


def _roles_of(text: str) -> dict[str, Role]:
    """From `value=ROLE, value=ROLE`, whose form the settings have checked."""
    pairs = (each.split("=") for each in text.split(","))
    return {value.strip(): Role[role.strip()] for value, role in pairs}
