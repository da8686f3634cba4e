"""What a buyer may do without being asked, and how this desk writes numbers and days."""

from dataclasses import dataclass, field

from app.core.po_line.forms import DayOrder, DecimalMark, Form
from app.core.settings.checks import CHECK, Between
from app.core.settings.rule import Rule


@dataclass(frozen=True, slots=True)
class BuyingSettings:
    """The limits of operators.md 60; the file's table is `buying`.

    Attributes:
        price_percent: How far a price may lie from the one before, in percent of that.
        price: What happens to one that lies further off.
        zero_price: What happens to a price of 0.
        most_quantity: What a line may order of.
        quantity: What happens to one that orders more.
        decimal: What stands before the places of a number; what is copied has it too.
        days: What `03/04/2026` means.
    """

    price_percent: float = field(default=25.0, metadata={CHECK: Between(0, 1000)})
    price: Rule = Rule.WARN
    zero_price: Rule = Rule.WARN
    most_quantity: int = field(default=100_000, metadata={CHECK: Between(1, 9_999_999)})
    quantity: Rule = Rule.WARN
    decimal: DecimalMark = DecimalMark.POINT
    days: DayOrder = DayOrder.MONTH_FIRST

    @property
    def form(self) -> Form:
        """How numbers and days are read where they can mean two things."""
        return Form(self.decimal, self.days)
