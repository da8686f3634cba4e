"""The training ERP: a real server on real rules, for training, demos and tests.

It speaks the same paths and names as the ERPs it stands for (contracts.md A, C, E), and shares no
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
    manex.py        ManEx's calls, by manex_path.py and manex_form.py in, by manex_answers.py out;
                    manex_fields.py the documented names
    manex_items.py  an item added, edited or deleted in one database transaction, from
                    manex_item_request.py (what was asked, with its rules) and manex_parts.py
                    (which part); manex_lists.py and manex_master.py the Get calls
    manex_tables.py its books; manex_plant.py what a plant has in them: manex_catalogue.py parts,
                    manex_orders.py orders, manex_long_order.py, manex_endless.py
    faults.py       the dial of faults; fault_line.py the port on which calls go wrong,
                    fault_acts.py how, fault_control.py the call that turns the dial,
                    faulty_server.py all of them
    plant.py        the training data: plant_*.py by product, large_plant.py generated;
                    plant_order.py purchase orders, plant_orders.py which
"""
