"""What all pages share, in whichever language they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from corpus.library import Library
from qa.chat.opening import Desk
from qa.chat.startup import Startup
from qa.feedback_store import FeedbackStore, feedback_file
from qa.proposals import Proposals, collect_proposals
from qa.themes import load_themes
from settings import Settings


@dataclass(frozen=True)
class Workplace:
    """The documents and what is done with them.

    Attributes:
        settings: Where things are kept.
        library: The documents.
        startup: Opens the search; questions wait for it.
        feedback: What people said of answers.
    """

    settings: Settings
    library: Library
    startup: Startup[Desk]
    feedback: FeedbackStore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "feedback", FeedbackStore(feedback_file(self.settings)))

    @cached_property
    def proposals(self) -> Proposals:
        """Every proposal of the documents, collected when it is first wanted.

        Raises:
            ThemesError: The themes beside the documents are malformed.
        """
        themes = load_themes(self.settings.documents_dir, self.library)
        return collect_proposals(self.library, themes)
