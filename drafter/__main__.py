"""`python -m drafter` is the command `drafter`."""

from drafter.cli import main

if __name__ == "__main__":
    main()
