"""Source texts and places in them: spans, files and their lines, bytes read as text, and blanks left in a draft.

Nothing here knows about diagnostics: what is wrong with a file is returned as data.
"""
