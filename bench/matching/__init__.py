"""How good the ranking is: against simpler methods, on contacts that came later."""
