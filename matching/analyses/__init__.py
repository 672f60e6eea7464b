"""Questions of staff about the whole network."""
