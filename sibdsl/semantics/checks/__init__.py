"""One kind of check a file, each ``check(known) -> None`` reporting to the sink, in the order they are run."""

from __future__ import annotations

from collections.abc import Callable

from sibdsl.semantics.meaning import Known

CHECKS: tuple[Callable[[Known], None], ...] = ()
