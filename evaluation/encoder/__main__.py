"""Runs :mod:`evaluation.encoder.report`."""

import sys

from evaluation.encoder.report import main

sys.exit(main())
