"""Who asks, and what each may see and change. Knows no GraphQL and no HTTP.

principal        who asks: role, institutions, offices, scopes
authentication   from what a client sends to who it is
keys, first_key  API keys; the one that the first start makes
oidc, issuer, claims   tokens of an OpenID Connect issuer, its keys, and what its claims mean
holders          the institutions and offices of keys and tokens, by whatever names them
sight            what a principal may see, as statements ask for it
table            what each role may do with each field, for reviewers
errors           why a key or a token is not taken
"""
