"""Source texts and places in them: spans, files and their lines, and bytes read as text.

Nothing here knows about diagnostics: what is wrong with a file is returned as data.
"""
