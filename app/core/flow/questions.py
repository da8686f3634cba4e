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
    # Of a receipt
    WHICH_UNIT = "which-unit"  # options: the quantity in the buying unit and in the stock unit
    SAME_PACKAGE = "same-package"  # a label says another quantity of one that has no lot yet
    SLIP_RECEIVED = "slip-received"  # the packing slip was received on this order before
    PACKAGE_RECEIVED = "package-received"  # one of this identifier was received here before
    OTHER_SLIP = "other-slip"  # the label is of another packing slip than this receipt
    SWITCH_ORDER = "switch-order"  # the label is of another open order of the same vendor
    ALL_OF_LINE = "all-of-line"  # take as much of the line as is open
    ALL_OF_ORDER = "all-of-order"  # the same of every line
    PLAIN_LOT = "plain-lot"  # it reads like another identifier; is it the lot's name?

    CONFIRM_GUESS = "confirm-guess"  # the label was damaged; the same scan again is a yes
