"""Many postings by real processes through all that can go wrong; then both ledgers are compared.

orders.py    what is posted, and how the stations and the ERP are set
floor.py     the processes, and who kills them
verdict.py   the books of the ERP against those of the stations
"""
