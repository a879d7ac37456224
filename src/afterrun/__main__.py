"""``python -m afterrun``."""

from afterrun.cli import main

if __name__ == "__main__":
    main()
