"""Marks of what postings move: two that share one depend on each other (design.md 4)."""


def part_mark(part_id: str) -> str:
    """Stock of a part."""
    return f"part:{part_id}"


def lot_mark(part_id: str, lot_id: str) -> str:
    """A lot of a part."""
    return f"lot:{part_id}:{lot_id}"


def line_mark(order: str, item_number: str) -> str:
    """A line of a purchase order."""
    return f"line:{order}:{item_number}"


def order_mark(number: str) -> str:
    """A purchase order."""
    return f"order:{number}"
