"""Trains the tagger of side effects on marked labels: `extract/lexicons/reaction_tagger.npz`.

    python scripts/train_reactions.py ../shared/data/gold

Takes about a minute. Make the lexicon (reaction_lexicon.py) and the groups of words
(word_groups.py) first: the tagger learns with them. How good it is, `composita score` tells.
"""

from __future__ import annotations

import sys
from pathlib import Path

from composita.extract.tagger import save
from composita.score.learning import train
from composita.score.marked import marked_sections
from composita.score.reactions import GOLD, examples

OUT = Path(__file__).parent.parent / "src/composita/extract/lexicons/reaction_tagger.npz"


def main(gold: Path) -> None:
    sections = list(marked_sections(gold / GOLD))
    save(train(examples(sections)), {section.label for section in sections}, OUT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
