"""The training ERP: a real server on real rules, for training, demos and tests.

It speaks the same paths and names as the ERP it stands for (contracts.md A and E), and shares no
code with the client: the two sides of the contract are written apart, so that a mistake in one
can't hide in the other.

Where things are
    server.py       the HTTP server's life; app.py its falcon application
    expandable.py   one function a call; fields.py the documented field names
    queries.py      the Query calls, order_query.py those of orders; qbe.py the notation of their
                    criteria
    stockroom.py    a backflush in one database transaction, from bill.py (what is needed),
                    picking.py (where it is taken), receiving.py (where the assembly goes)
    goods_in.py     a receipt of a purchase order in one database transaction, from
                    order_lines.py (what was bought) by receiving.py
    tables.py       the books; database.py the file they are kept in
    faults.py       the dial of faults; fault_line.py the port on which calls go wrong,
                    fault_acts.py how, fault_control.py the call that turns the dial,
                    faulty_server.py all of them
    plant.py        the training data: plant_*.py by product, large_plant.py generated;
                    plant_order.py purchase orders, plant_orders.py which

ManEx's calls get a module beside `expandable.py`.
"""
