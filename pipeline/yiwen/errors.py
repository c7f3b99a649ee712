"""Every error that yiwen raises on purpose.

    YiwenError
    ├── GlossaryError      an entry, a pattern or a termbase row is wrong
    ├── DocumentError      a file cannot be read, understood or written
    ├── ModelError         a model is missing or answered wrongly
    └── EvaluationError    scores asked for cannot be computed from what was given

A message says where, what, and what to do, on one line: `land.yaml:12: unknown field 'taget'; did you mean 'target'?`.
Only the command line catches them (exit code 2).
"""


class YiwenError(Exception):
    """Any error with a message meant for the user."""


class GlossaryError(YiwenError):
    """An entry, a pattern or a row of a termbase is wrong."""


class DocumentError(YiwenError):
    """A file cannot be read, understood or written."""


class ModelError(YiwenError):
    """A model is missing or answered wrongly."""


class EvaluationError(YiwenError):
    """Scores asked for cannot be computed from what was given."""
