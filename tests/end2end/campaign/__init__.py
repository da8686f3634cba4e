"""Many postings by real processes through all that can go wrong; then both ledgers are compared.

orders.py    what is posted, and how the stations and the ERP are set
lines.py     the lines of orders among it, and those that must be there before
effects.py   what a posting makes, as it was asked and as it is booked
floor.py     the processes, and who kills them
verdict.py   the books of the ERP against those of the stations
"""
