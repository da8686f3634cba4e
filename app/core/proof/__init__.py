"""Whether a posting took effect, told from what the ERP's books say (design.md 4).

A kind of posting joins in `kinds`: what it wants to have read it says in a `Question`, and what
a reading means in a `Proof`. When that is proof at all, `case` decides for all kinds alike.
"""
