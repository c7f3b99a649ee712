"""Repair machine translations of Chinese government reports, summarize them, score translation systems.

The names here are loaded when first used: `import yiwen` itself costs next to nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Document": "yiwen.types",
    "Edit": "yiwen.types",
    "Finder": "yiwen.workflow.settings",
    "Finding": "yiwen.types",
    "Fix": "yiwen.types",
    "Revision": "yiwen.types",
    "Segment": "yiwen.types",
    "Settings": "yiwen.workflow.settings",
    "Span": "yiwen.types",
    "Summary": "yiwen.types",
    "YiwenError": "yiwen.errors",
    "fix_document": "yiwen.workflow.fix",
    "read": "yiwen.formats",
    "summarize": "yiwen.summary",
    "write": "yiwen.formats",
}

__all__ = [
    "Document",
    "Edit",
    "Finder",
    "Finding",
    "Fix",
    "Revision",
    "Segment",
    "Settings",
    "Span",
    "Summary",
    "YiwenError",
    "fix_document",
    "read",
    "summarize",
    "write",
]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'yiwen' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
