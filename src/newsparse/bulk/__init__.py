"""Bulk parsing: very many inputs, on all cores, in constant memory."""

from newsparse.bulk.many import parse_many

__all__ = ["parse_many"]
