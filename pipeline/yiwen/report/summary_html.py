"""A summary as one HTML page that prints well: it loads nothing and runs no script."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from yiwen.report.assets import asset, digest
from yiwen.report.markup import element, escaped, table
from yiwen.report.summary_layout import Block, Heading, Items, Prose, Sentences, Table, layout
from yiwen.summary.sheet import Line, Sheet


def summary_html(sheet: Sheet, places: Mapping[str, str], template: Path | None = None) -> str:
    """Return the sheet as a page; what was put in (a year, hectares) is marked, Chinese stands under its sentence."""
    style = asset("summary.css")
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    return Template(asset("summary.html")).substitute(
        policy=escaped(policy),
        style=style,
        title=escaped(sheet.title),
        body="\n".join(_html(block) for block in layout(sheet, places, template)),
    )


def _html(block: Block) -> str:
    match block:
        case Heading():
            return element(f"h{block.level}", escaped(block.text))
        case Prose():
            return element("p", escaped(block.text), class_="small" if block.emphasis else None)
        case Sentences():
            if block.items:
                return element("ul", "".join(element("li", _sentence(line)) for line in block.lines))
            return element("p", " ".join(_sentence(line) for line in block.lines), class_="text")
        case Items():
            return element("ul", "".join(element("li", escaped(text)) for text in block.texts), class_="box")
        case Table():
            return _table(block)


def _sentence(line: Line) -> str:
    parts: list[str] = []
    done = 0
    for mark in line.marks:
        parts += (escaped(line.text[done : mark.start]), element("mark", escaped(mark.of(line.text))))
        done = mark.end
    text = "".join((*parts, escaped(line.text[done:])))
    where = f"{line.document}, segment {line.segment}"
    chinese = element("span", escaped(line.zh), lang="zh", class_="zh") if line.zh else ""
    return element("span", text, title=where) + chinese


def _table(block: Table) -> str:
    used = [at for at in range(len(block.head)) if any(row[at] for row in block.rows)]
    rows = [[escaped(row[at]) for at in used] for row in block.rows]
    return table(block.caption, [block.head[at] for at in used], rows)
