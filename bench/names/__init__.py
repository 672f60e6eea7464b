"""How well names are recognised, on a set that is made from the names of a register."""
