"""The generator of a drawing of the capital, as the command line and embedders find it.

In: a compiled contract. Out: one SVG, drawn on this machine alone.
Relies on Altair and vl-convert, the extra ``charts``. Guarantees: the same contract gives the same picture; only the
payment IR is asked for.
"""

from __future__ import annotations

from typing import Any

from sibdsl.generators.api import Artifact, Compiled, GeneratorProblem
from sibdsl.generators.diagram.layout import BOX_HEIGHT, BOX_WIDTH, Drawing, lay_out

_COLOURS = {"finance": "#4c78a8", "guarantee": "#b279a2", "payment": "#54a24b"}
# Angle of a triangle that points to the right.
_RIGHT = 90


class DiagramGenerator:
    """Draws who puts money in, who pays for results, and in which order money is passed on."""

    name = "diagram"
    description = "who puts money in and where it goes, as a drawing (SVG)"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Draw one contract.

        Raises:
            GeneratorProblem: the extra ``charts`` is not installed.
        """
        try:
            import altair  # noqa: F401 - found missing here rather than in the middle of a drawing
            import vl_convert
        except ImportError:
            raise GeneratorProblem('drawings need an extra; install it with `pip install "sibdsl[charts]"`') from None
        program = compiled.program
        drawing = lay_out(program)
        svg: str = vl_convert.vegalite_to_svg(_picture(drawing, compiled.title).to_dict())
        return [Artifact(f"{program.plan.contract}.svg", svg if svg.endswith("\n") else svg + "\n")]


def _picture(drawing: Drawing, title: str) -> Any:
    import altair

    arrows = [
        {"kind": arrow.kind, "text": arrow.text, "x": arrow.x, "y": arrow.y, "x2": arrow.x2, "y2": arrow.y2}
        for arrow in drawing.arrows
    ]
    labels = {
        leftwards: [
            {"text": arrow.text, "kind": arrow.kind, "x": arrow.text_x, "y": arrow.text_y}
            for arrow in drawing.arrows
            if arrow.text and arrow.leftwards is leftwards
        ]
        for leftwards in (False, True)
    }
    heads = [
        {"kind": arrow.kind, "x": arrow.x2, "y": arrow.y2, "angle": _angle(arrow.x, arrow.x2, arrow.y, arrow.y2)}
        for arrow in drawing.arrows
    ]
    boxes = [
        {"text": box.text, "x": box.x - BOX_WIDTH / 2, "x2": box.x + BOX_WIDTH / 2, "middle": box.x,
         "y": box.y - BOX_HEIGHT / 2, "y2": box.y + BOX_HEIGHT / 2, "centre": box.y}
        for box in drawing.boxes
    ]  # fmt: skip
    x: dict[str, Any] = {"scale": altair.Scale(domain=[0, drawing.width], nice=False), "axis": None}
    y: dict[str, Any] = {"scale": altair.Scale(domain=[drawing.height, 0], nice=False), "axis": None}
    used = [kind for kind in _COLOURS if any(arrow.kind == kind for arrow in drawing.arrows)]
    colour = altair.Color(
        "kind:N",
        title=None,
        scale=altair.Scale(domain=used, range=[_COLOURS[kind] for kind in used]),
    )
    layers = [
        _data(arrows).mark_rule(strokeWidth=1.5).encode(
            x=altair.X("x:Q", **x), y=altair.Y("y:Q", **y), x2="x2:Q", y2="y2:Q", color=colour
        ),
        *(
            _data(labels[leftwards]).mark_text(align="right" if leftwards else "left", fontSize=11).encode(
                x=altair.X("x:Q", **x), y=altair.Y("y:Q", **y), text="text:N", color=colour
            )
            for leftwards in (False, True)
        ),
        _data(boxes).mark_rect(fill="white", stroke="#333333", cornerRadius=4).encode(
            x=altair.X("x:Q", **x), y=altair.Y("y:Q", **y), x2="x2:Q", y2="y2:Q"
        ),
        _data(boxes).mark_text(fontSize=12).encode(
            x=altair.X("middle:Q", **x), y=altair.Y("centre:Q", **y), text="text:N"
        ),
        _data(heads).mark_point(shape="triangle", filled=True, size=70, opacity=1).encode(
            x=altair.X("x:Q", **x), y=altair.Y("y:Q", **y), color=colour,
            angle=altair.Angle("angle:Q", scale=altair.Scale(domain=[0, 360], range=[0, 360])),
        ),
        *(
            _data([{"text": line.text, "x": line.x, "y": line.y} for line in drawing.lines if line.heading is heading])
            .mark_text(align="left", fontSize=12, fontWeight="bold" if heading else "normal")
            .encode(x=altair.X("x:Q", **x), y=altair.Y("y:Q", **y), text="text:N")
            for heading in (True, False)
        ),
    ]  # fmt: skip
    return (
        altair.layer(*layers)
        .properties(width=drawing.width, height=drawing.height, title=title)
        .configure_view(stroke=None)
    )


def _data(rows: list[dict[str, Any]]) -> Any:
    import altair

    return altair.Chart(altair.InlineData(values=rows))


def _angle(x: float, x2: float, y: float, y2: float) -> int:
    """Where an arrow points; those between columns come in from the side, whatever their slope."""
    if x == x2:
        return 2 * _RIGHT if y2 > y else 0
    return _RIGHT if x2 > x else 3 * _RIGHT
