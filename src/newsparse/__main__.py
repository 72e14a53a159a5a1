"""`python -m newsparse` is the `newsparse` command."""

import sys

from newsparse.cli import main

sys.exit(main())
