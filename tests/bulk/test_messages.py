from __future__ import annotations

import io
import pickle
import struct

import pytest

from newsparse.bulk.messages import Inbox, send


def test_messages_of_any_size_come_out_as_they_went_in_and_are_not_changed_by_the_next():
    messages = [b"a" * size for size in (0, 10, 70_000, 10, 3_000_000, 1 << 20, 0, 5)]
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, (message, bytearray(message)))
    pipe.seek(0)
    inbox = Inbox(pipe)
    received = [inbox.receive() for _ in messages]
    assert received == [(message, bytearray(message)) for message in messages]
    with pytest.raises(EOFError):
        inbox.receive()


@pytest.mark.parametrize("left", [1, 7, 8, 20])
@pytest.mark.parametrize("size", [100, 2_000_000])
def test_a_message_that_is_cut_off_is_the_end(left, size):
    pipe = io.BytesIO()
    send(pipe, b"whole")
    send(pipe, b"x" * size)
    whole = len(pipe.getvalue()) - len(pickle.dumps(b"x" * size, 5)) - struct.calcsize("<Q")
    inbox = Inbox(io.BytesIO(pipe.getvalue()[: whole + left]))
    assert inbox.receive() == b"whole"
    with pytest.raises(EOFError):
        inbox.receive()
