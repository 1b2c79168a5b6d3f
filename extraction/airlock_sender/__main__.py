import sys

from airlock_sender.cli import main

sys.exit(main())
