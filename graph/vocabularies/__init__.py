"""The codes of others that the registry uses: what exists, how it is written, and what it is called.

The interface, imports, the generator and the matching all ask here, so that what one takes no other refuses.
"""
