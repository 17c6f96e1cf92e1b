"""Progress of building the index, shown as a bar on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from embeddings.steps import Report, Step


@contextmanager
def console_progress() -> Iterator[Report]:
    """Give a ``report`` for ``open_index`` that draws a bar and erases it in the end.

    Nothing is drawn where standard error is no terminal.
    """
    with tqdm(
        total=1.0,
        disable=None,
        leave=False,
        bar_format="{desc}: {percentage:3.0f} % |{bar}| {elapsed}",
    ) as bar:

        def report(step: Step, fraction: float) -> None:
            bar.set_description_str(step.value, refresh=False)
            bar.n = fraction
            bar.refresh()

        yield report
