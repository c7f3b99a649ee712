"""Word and PowerPoint files: their XML is read for its text, and written by patching the bytes that changed.

| module | what |
| --- | --- |
| `xmlbytes` | XML as events with byte offsets |
| `scan`, `names`, `fields`, `alternates` | parts as paragraphs whose leaves know the bytes they stand in |
| `package`, `styles` | the parts of a file and how they refer to one another |
| `spread` | the changes of a paragraph, shared out among its leaves |
| `patch` | changed leaves as patches, plain or as tracked changes |
| `stories` | the file as a document, and its plain writer |
| `tracked`, `comments` | the writer of tracked changes; the part that holds a document's comments |
| `docx`, `pptx` | the formats |
"""
