"""How the tables write down what to do.

In: nothing. Out: the bounds between the kinds of actions, which are plain integers:

    0                     the token does not fit
    1 .. VALUED - 1       go to that state; the token's value is not kept
    VALUED .. 2*VALUED-1  go to state `action - VALUED`; the token becomes a leaf
    ACCEPT                the declaration is complete
    PHRASE, SPLIT         look at the text: the token may begin a phrase, or be two tokens
    -1 .. 1-PASS_ON       build the node of rule `-action`
    below 1-PASS_ON       pass the value on to nonterminal `-action - PASS_ON`

Relies on and guarantees: fewer states than VALUED, fewer rules than PASS_ON.
"""

from typing import Final

VALUED: Final = 4096
ACCEPT: Final = 3 * VALUED
PHRASE: Final = 4 * VALUED
SPLIT: Final = 5 * VALUED
PASS_ON: Final = 4096
