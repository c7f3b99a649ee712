"""What a reader may be told of a file beside its name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file; each format heeds what is for it.

    `source_column` and `target_column` name the columns of a table: a header, a letter or a number from 1. `propose`
    puts repairs beside the target of an XLIFF unit instead of into it. With `chinese` a table is read for its Chinese,
    as a source: that is the text of its segments, and there need be no English. With `marks` the segments of a text or
    of Markdown have its marks in them, as what a model is to translate.
    """

    source_column: str | None = None
    target_column: str | None = None
    propose: bool = False
    chinese: bool = False
    marks: bool = False


DEFAULTS = ReadOptions()
