"""What says who asks, as the settings have it."""

from access.authentication import Authentication, KeyRing
from access.claims import ClaimMapping, Holders
from access.holders import StoreHolders
from access.oidc import TokenVerifier
from access.principal import Role
from graph.store.store import Store
from settings import Settings, SettingsError


def authentication_of(settings: Settings, store: Store) -> Authentication:
    """What tells who asks: by keys in the store, and by tokens of an issuer where one is set. Raises SettingsError."""
    return Authentication(KeyRing(store), token_verifier(settings, StoreHolders(store)))


def token_verifier(settings: Settings, holders: Holders) -> TokenVerifier | None:
    """What verifies access tokens; None where no issuer is set. Asks nothing of it yet. Raises SettingsError."""
    check_oidc(settings)
    issuer, audience = settings.oidc_issuer, settings.oidc_audience
    return TokenVerifier(issuer, audience, claim_mapping(settings), holders) if issuer and audience else None


def check_oidc(settings: Settings) -> None:
    """Raises SettingsError where an issuer is set without an audience, or an audience without an issuer."""
    if settings.oidc_issuer and not settings.oidc_audience:
        raise SettingsError("REGISTRY_OIDC_AUDIENCE: should be set, as REGISTRY_OIDC_ISSUER is")
    if settings.oidc_audience and not settings.oidc_issuer:
        raise SettingsError("REGISTRY_OIDC_ISSUER: should be set, as REGISTRY_OIDC_AUDIENCE is")


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
