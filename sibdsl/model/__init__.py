"""The checked contract: what embedders, documents and the lowering read.

Data only: frozen pydantic models with a JSON Schema (``Contract.model_json_schema()``). Every name is resolved,
every unit known, every date real, every table complete; ``sibdsl.semantics`` builds it from a surface
tree in which it found no error. Importing this package loads pydantic; nothing on the way to
``sib check`` does.
"""

from sibdsl.model.contract import Contract

__all__ = ["Contract"]
