"""Checking a contract again while it is written: only what an edit can have changed.

``journal`` notes what each step of a check reads and works out, ``watched`` are the containers that tell it so,
``known`` is what is known of a contract in such containers, ``recheck`` takes the steps again whose reads changed.
"""
