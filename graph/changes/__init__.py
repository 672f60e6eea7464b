"""Changes: what was written, by whom and when, in one gapless order; each entity's changes are chained by hashes.

change      a change and its canonical form, from which its hash is made
statements  the texts that number, chain, keep and read changes
append      gives changes their numbers and keeps them, in the transaction that made them
last        the number up to which all changes can be read
pages       reads changes in order, as far as somebody may see them
seal        puts a hash over a range of changes, chained to the one before it
audit       proves that nothing was altered: by `order` (numbers, hashes, seals) and by `entities` (chains, nodes)
findings    what an audit has found
"""
