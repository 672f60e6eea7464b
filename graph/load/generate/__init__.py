"""Generates a plausible network of any size: a noun is a function in a file of its name.

A noun says in its own file how many of it there are and how they look; `STREAMS` names them in an order in which each
leads only to those before it. What is drawn are columns of numbers (numpy); rows are made of them a batch at a time.
"""
