"""Why a key or a token is not taken, in words for whoever sent it."""


class TokenError(Exception):
    """A token is refused; the message is one sentence for the client."""


class IssuerDownError(Exception):
    """The keys of the issuer of tokens are not known, and cannot be read now; the log says why."""
