"""One module a command (design.md 9): `configure(parser)` adds its options, `run(asked)` does it.

Only the module of the command that was asked is imported, so that each starts as fast as it can.
"""
