"""Models that translate and summarize: what the registry says of them, and the back-ends that run them.

Nothing is downloaded by loading a model; `yiwen models pull` does that. The heavy libraries are imported by the one
module that needs each, when it first does.
"""

from yiwen.models.load import Options, load_summarizer, load_translator

__all__ = ["Options", "load_summarizer", "load_translator"]
