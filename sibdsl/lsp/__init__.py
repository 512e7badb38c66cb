"""The language server: what `sibdsl.ide` knows, told to an editor in the language server protocol.

In: messages of an editor. Out: answers and diagnostics. Relies on: pygls for the protocol, `sibdsl.ide` and
`sibdsl.workspace` for everything about contracts. Guarantees: nothing here decides anything about a contract.
"""
