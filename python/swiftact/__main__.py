# SPDX-License-Identifier: MIT
"""`python -m swiftact`, and the command `swiftact`."""

import sys

from swiftact.cli import main

if __name__ == "__main__":
    sys.exit(main())
