"""Documents on paper: a `Sheet` says what, `layout` where, `painting` draws it on any device."""
