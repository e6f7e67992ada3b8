"""python -m pledgebook.cli: the same as pledgebook."""

from pledgebook.cli.main import main

main()
