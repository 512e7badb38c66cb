"""A server with everything that it can do.

In: nothing. Out: a `ContractServer` with every feature registered.
Relies on: the modules of features, each of which has a function `register`.
Guarantees: what is announced to an editor is what is registered here.
"""

from sibdsl.lsp import colouring, fixing, navigation, outlines, reading, running_contracts, session, writing
from sibdsl.lsp.protocol import quiet_protocol_log
from sibdsl.lsp.server import ContractServer


def start_server() -> ContractServer:
    """Make a server that waits for an editor."""
    quiet_protocol_log()
    server = ContractServer()
    for feature in (session, navigation, outlines, colouring, writing, reading, fixing, running_contracts):
        feature.register(server)
    return server
