"""The engines that carry work out: this machine."""

from tawatur.running.local import Job, Progress, Work, annotate

__all__ = ["Job", "Progress", "Work", "annotate"]
