"""Writes by actions that nouns declare: from a command to one or two statements of one transaction. Knows no GraphQL.

action      what a noun declares: who may do what to it, in which states; and a command to do it
outcome     what the store holds, what can be wrong, what has come of it
decide      whether a command may be done: pure
effects     what it sets, and the changes that tell of it
statements  the texts of an action: one locks and reads, one applies, or one does both
perform     the transaction
group       commands that arrive at once, in one transaction
requests    forgets what requests were answered long ago
"""
