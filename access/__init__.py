"""Who asks, and what each may see and change. Knows no GraphQL and no HTTP.

principal       who asks: role, institutions, offices, scopes
"""
