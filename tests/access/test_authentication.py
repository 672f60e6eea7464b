"""What the settings say of who asks."""

import pytest

from access.claims import ClaimMapping
from access.principal import Role
from process.authentication import claim_mapping, token_verifier
from settings import Settings, SettingsError, from_environment
from tests.access.conftest import Known
from tests.access.issuer import AUDIENCE

ISSUER = "https://login.example.org/realms/partners"


def test_settings_make_the_mapping_of_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_OIDC_ROLES_CLAIM", "realm_access.roles")
    monkeypatch.setenv("REGISTRY_OIDC_ROLES", "registry admins=ADMIN, /desk=OFFICER,staff=PARTNER")
    monkeypatch.setenv("REGISTRY_OIDC_INSTITUTIONS_CLAIM", "ror")
    monkeypatch.setenv("REGISTRY_OIDC_OFFICES_CLAIM", "desks")
    roles = {"registry admins": Role.ADMIN, "/desk": Role.OFFICER, "staff": Role.PARTNER}
    assert claim_mapping(from_environment()) == ClaimMapping("realm_access.roles", roles, "ror", "desks")


def test_without_settings_the_mapping_is_the_default_and_no_token_is_taken() -> None:
    assert claim_mapping(Settings.model_construct()) == ClaimMapping()
    assert token_verifier(Settings.model_construct(), Known()) is None


def test_issuer_and_audience_go_together() -> None:
    assert token_verifier(Settings.model_construct(oidc_issuer=ISSUER, oidc_audience=AUDIENCE), Known())
    with pytest.raises(SettingsError, match=r"^REGISTRY_OIDC_AUDIENCE: "):
        token_verifier(Settings.model_construct(oidc_issuer=ISSUER), Known())
    with pytest.raises(SettingsError, match=r"^REGISTRY_OIDC_ISSUER: "):
        token_verifier(Settings.model_construct(oidc_audience=AUDIENCE), Known())


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("REGISTRY_OIDC_ISSUER", "login.example.org"),
        ("REGISTRY_OIDC_ISSUER", "http://login.example.org"),
        ("REGISTRY_OIDC_ISSUER", "http://localhost.example.org"),
        ("REGISTRY_OIDC_ISSUER", "https://user:secret@login.example.org"),
        ("REGISTRY_OIDC_ISSUER", "https://login.example.org/?realm=partners"),
        ("REGISTRY_OIDC_ROLES", "desk=OFFICE"),
        ("REGISTRY_OIDC_ROLES", "desk=PUBLIC"),
        ("REGISTRY_OIDC_ROLES", "desk=OFFICER; admins=ADMIN"),
        ("REGISTRY_OIDC_ROLES", "ADMIN"),
    ],
)
def test_setting_that_cannot_be_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variable: str, wrong: str
) -> None:
    monkeypatch.setenv(variable, wrong)
    with pytest.raises(SettingsError, match=f"^{variable}: should be like "):
        from_environment()


@pytest.mark.parametrize("issuer", [ISSUER, "http://localhost:8080/realms/partners", "http://[::1]:8080"])
def test_issuer_is_over_https_or_on_this_machine(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    monkeypatch.setenv("REGISTRY_OIDC_ISSUER", issuer)
    assert from_environment().oidc_issuer == issuer
