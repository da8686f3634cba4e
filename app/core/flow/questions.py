"""What a draft asks the person, in every flow; `ui` has a sentence for each."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """What the person is asked."""

    WHICH_LINE = "which-line"
    REPLACE_LOT = "replace-lot"
    REPLACE_ASSEMBLY = "replace-assembly"
    TAKE_EXPIRED = "take-expired"  # options: the station's reasons
    GO_ON_SHORT = "go-on-short"  # options: the station's reasons
    SPLIT = "split"  # complete what this place holds now, the rest as the next kit
    OWN_REFERENCE = "own-reference"  # a code that is no part: a traveller's, a work order's
    OWN_NUMBER = "own-number"  # the kit's parts have a lot, location or serial of that name
    CANCEL = "cancel"
    CONFIRM_GUESS = "confirm-guess"  # the label was damaged; the same scan again is a yes
