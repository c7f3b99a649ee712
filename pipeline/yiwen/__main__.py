"""`python -m yiwen` is `yiwen`."""

from yiwen.cli import main

main()
