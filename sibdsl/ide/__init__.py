"""What an editor asks about a contract: where names lead, what stands at a place, what can be changed.

Plain data in and out: a `View`, a path and offsets (code points of the file as its author sees it) in; places,
texts and edits out. Nothing here knows of a protocol, and nothing raises for what an author wrote.
"""
