"""What fields do beyond their declaration: the selection on the way down, the projection on the way up."""
