"""Frozen dataclasses that cost little to make: the program has hundreds of them.

`dataclass` here is `dataclasses.dataclass` for readers, type checkers and all who use the class.
The usual one of Python 3.11 compiles eight pieces for each frozen class, over half a millisecond of
every start. Here `__init__` is compiled, what compares is compiled when it is first needed, and
the rest is shared by all.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`; it makes those itself that aren't frozen."""
        if not frozen:
            return dataclasses.dataclass(slots=slots, eq=eq, kw_only=kw_only)
        if not slots:
            raise TypeError("a frozen dataclass is made here with slots only")
        return lambda cls: _frozen(cls, eq=eq, kw_only=kw_only)


_T = TypeVar("_T")
_Fields = Sequence["dataclasses.Field[Any]"]
_Methods = dict[str, Callable[..., Any]]
_MISSING = dataclasses.MISSING


def _frozen(cls: type[_T], *, eq: bool, kw_only: bool) -> type[_T]:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else its signature is worked out for that
    written = {name for name, value in cls.__dict__.items() if value is not None}
    make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made = make(cls)
    fields: _Fields = dataclasses.fields(made)  # type: ignore[arg-type]  # it is one by now
    methods = _init(made, fields) | _SHARED
    if eq:
        methods |= _compared(made, [field.name for field in fields if field.compare], written)
    for name, method in methods.items():
        if name not in written:
            setattr(made, name, method)
    return made


def _init(made: type, fields: _Fields) -> _Methods:
    known: dict[str, object] = {"_MADE": object()}
    lines = []
    for field in fields:
        name = value = field.name
        known[f"_set_{name}"] = getattr(made, name).__set__
        known[f"_default_{name}"] = field.default
        known[f"_make_{name}"] = field.default_factory
        if field.default_factory is not _MISSING:
            anew = f"_make_{name}()"
            value = f"{anew} if {name} is _MADE else {name}" if field.init else anew
        elif not field.init:
            value = f"_default_{name}"
        if field.init or value != f"_default_{name}" or field.default is not _MISSING:
            lines.append(f"_set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    head = f"def __init__({', '.join(['self', *_arguments(fields)])}):"
    (init,) = _compiled(made, known, [head, *(f" {line}" for line in lines or ["pass"])])
    init.__annotations__ = {field.name: field.type for field in fields if field.init}
    init.__annotations__["return"] = None
    return {"__init__": init}


def _arguments(fields: _Fields) -> Iterator[str]:
    taken = [field for field in fields if field.init]
    yield from (_argument(field) for field in taken if not field.kw_only)
    named = [_argument(field) for field in taken if field.kw_only]
    yield from ("*", *named) if named else ()


def _argument(field: "dataclasses.Field[Any]") -> str:
    if field.default is not _MISSING:
        return f"{field.name}=_default_{field.name}"
    return field.name if field.default_factory is _MISSING else f"{field.name}=_MADE"


def _compared(made: type, names: Sequence[str], written: set[str]) -> _Methods:
    """`__eq__` and `__hash__`; the first call of either puts the compiled ones in their place."""

    def compile_both() -> None:
        mine, others = ("".join(f"{of}.{name}, " for name in names) for of in ("self", "other"))
        lines = [
            "def __eq__(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return ({mine}) == ({others})",
            " return NotImplemented",
            "def __hash__(self):",
            f" return hash(({mine}))",
        ]
        for method in _compiled(made, {}, lines):
            if method.__name__ not in written:
                setattr(made, method.__name__, method)

    def equal(self: object, other: object) -> bool:
        compile_both()
        same: bool = vars(made)["__eq__"](self, other)
        return same

    def hashed(self: object) -> int:
        compile_both()
        found: int = vars(made)["__hash__"](self)
        return found

    return {"__eq__": equal, "__hash__": hashed}


def _compiled(
    made: type, known: dict[str, object], lines: Sequence[str]
) -> Sequence[Callable[..., Any]]:
    """The functions of these lines, in the class's own module."""
    names = [line[4 : line.index("(")] for line in lines if line.startswith("def ")]
    source = [f"def make({', '.join(known)}):", *(f" {line}" for line in lines)]
    source.append(f" return {', '.join(names)},")
    given: _Methods = {}
    exec("\n".join(source), vars(sys.modules[made.__module__]), given)  # noqa: S102 - as dataclasses
    functions: Sequence[Callable[..., Any]] = given["make"](**known)
    for function in functions:
        function.__qualname__ = f"{made.__qualname__}.{function.__name__}"
    return functions


def _shown(self: Any) -> str:  # noqa: ANN401 - any dataclass
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401 - any dataclass
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:  # noqa: ANN401 - any dataclass
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: _Methods = {
    "__repr__": _shown,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
