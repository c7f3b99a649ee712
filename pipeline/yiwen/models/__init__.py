"""Translation and summarization models: the registry, and one module a back-end behind one Protocol."""
