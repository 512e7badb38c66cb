"""What follows from a contract before any evidence is there.

``limits``: the most and the least that each party can pay and receive. ``worked_examples``: evidence that
shows how each payment works. Both read the payment program; neither settles anything.
"""
