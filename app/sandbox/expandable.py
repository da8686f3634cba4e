"""Expandable's calls: paths as its pages and naming rules give them (contracts.md A4-A15, E1)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from app.sandbox import fields, queries
from app.sandbox.app import Call
from app.sandbox.database import Database
from app.sandbox.form import Form
from app.sandbox.goods_in import receive_order
from app.sandbox.kit_request import read_kit_request
from app.sandbox.order_query import find_orders
from app.sandbox.receipt_request import read_receipt_request
from app.sandbox.stockroom import backflush
from app.sandbox.tokens import DATA_SOURCES, TokenOffice

API_VERSION = "1.0"


class Expandable:
    """What the calls work on. Any thread may call.

    Args:
        database: The books.
        tokens: Who is signed in.
        now: The ERP's local time, without a zone.
        strict: Refuse request fields that the page of a call doesn't name.
    """

    def __init__(
        self,
        database: Database,
        tokens: TokenOffice,
        now: Callable[[], datetime],
        *,
        strict: bool,
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._now = now
        self._strict = strict

    def calls(self) -> Mapping[str, Call]:
        """Every call by its path."""
        return {
            "/api/auth-token-get": Call(self._auth_token),
            "/api/data-sources-get": Call(self._data_sources, body_required=False),
            "/api/api-version-get": Call(self._api_version, body_required=False),
            "/api/server-time-get": Call(self._server_time),
            "/api/part-query": self._query(queries.PARTS),
            "/api/bill-of-material-query": self._query(queries.BILLS),
            "/api/lot-query": self._query(queries.LOTS),
            "/api/multiple-location-query": self._query(queries.MULTIPLE_LOCATIONS),
            "/api/stock-status-query": self._query(queries.STOCK_STATUS),
            "/api/serial-number-query": self._query(queries.SERIAL_NUMBERS),
            "/api/purchase-order-query": Call(self._orders),
            "/api/receipt-transaction-query": self._query(queries.RECEIPTS),
            "/api/backflush-kit-issue-create": Call(self._backflush),
            "/api/po-receipts-entry-create": Call(self._receipt),
        }

    def _auth_token(self, form: Form) -> object:
        self._check_names(form, *fields.SIGN_IN)
        data_source, user, password = (form.required(name) for name in fields.SIGN_IN)
        return {"AUTH_TOKEN": self._tokens.sign_in(data_source, user, password)}

    def _data_sources(self, form: Form) -> object:
        self._check_names(form)
        return [{"DATA_SOURCE": name} for name in DATA_SOURCES]

    def _api_version(self, form: Form) -> object:
        self._check_names(form)
        return {"API_VERSION": API_VERSION}

    def _server_time(self, form: Form) -> object:
        self._user(form)
        self._check_names(form)
        return {"SERVER_TIME": f"{self._now():%Y-%m-%d %H:%M:%S}"}

    def _query(self, page: queries.Page) -> Call:
        def answer(form: Form) -> object:
            self._user(form)
            with self._database.reading() as connection:
                return queries.find(connection, page, form, strict=self._strict)

        return Call(answer)

    def _backflush(self, form: Form) -> object:
        user = self._user(form)
        now = self._now()
        request = read_kit_request(form, now.date(), strict=self._strict)
        with self._database.writing() as connection:
            return backflush(connection, request, user, now)

    def _orders(self, form: Form) -> object:
        self._user(form)
        with self._database.reading() as connection:
            return find_orders(connection, form, strict=self._strict)

    def _receipt(self, form: Form) -> object:
        user = self._user(form)
        now = self._now()
        request = read_receipt_request(form, now.date(), strict=self._strict)
        with self._database.writing() as connection:
            return receive_order(connection, request, user, now)

    def _user(self, form: Form) -> str:
        return self._tokens.user_of(form.value(fields.TOKEN))

    def _check_names(self, form: Form, *names: str) -> None:
        # A token is welcome where none is needed: a client may send it with every call.
        if self._strict:
            form.refuse_unknown({*names, fields.TOKEN})
