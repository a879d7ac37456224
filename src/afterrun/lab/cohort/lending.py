"""Hand on what a cohort has taught to somebody who is not in it."""

from __future__ import annotations

from pathlib import Path

from afterrun.cohort.parts import require_arrow
from afterrun.errors import InvalidValueError
from afterrun.lab.cohort.fitting import ALONE, ROUGH, round_folder
from afterrun.lab.cohort.learning import learned_from
from afterrun.lab.cohort.settings import begun_with
from afterrun.lab.cohort.told import kept_told
from afterrun.lab.leaning import LENT
from afterrun.language import say
from afterrun.records.others import FEWEST, Others
from afterrun.response.population import NOBODY


def others_of(out: Path, *, name: str) -> Others:
    """Tell what a finished cohort lends: means and spreads of the parameters that are well enough known.

    Raises
    ------
    FileUnreadableError
        If there is no finished cohort.
    InvalidValueError
        If too few people taught it, or they taught nothing well enough.
    MissingExtraError
        If something has to be installed first.
    """
    require_arrow()
    kept_told(out)
    alone = learned_from(out / ALONE, NOBODY)
    if alone.people < FEWEST:
        raise InvalidValueError(
            say("cohort must be of {least} people or more; {n} can tell what runs do.", least=FEWEST, n=alone.people),
            remedy=say("Of fewer, one could guess at single ones. Ask more people."),
        )
    rough = alone.population(only_known=False)
    folder = round_folder(out, ROUGH, rough)
    learned = learned_from(folder, rough) if folder.exists() else alone
    lent = learned.population(only_known=True).among
    among = {each: found for each, found in lent.items() if each in LENT}
    if not among:
        raise InvalidValueError(
            say("cohort must know its people well enough to lend; nothing of them is known well enough."),
            remedy=say("Ask more people, or wait until their diaries are longer."),
        )
    return Others(name=name, people=learned.people, as_of=begun_with(out).now.date(), among=among)
