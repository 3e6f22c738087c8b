"""Puts a message of a Cluster into Kubernetes' envelope (wrap), or takes one out of it (unwrap)."""

import sys

MAGIC = b"k8s\0"


def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def field(tag, content):
    return bytes([tag << 3 | 2]) + number(len(content)) + content


def wrap(message):
    kind = field(1, b"clusterregistry.k8s.io/v1alpha1") + field(2, b"Cluster")
    return MAGIC + field(1, kind) + field(2, message)


def unwrap(envelope):
    assert envelope.startswith(MAGIC), envelope[:20]
    at = len(MAGIC)
    while at < len(envelope):
        tag, at, size, shift = envelope[at] >> 3, at + 1, 0, 0
        while True:
            byte = envelope[at]
            size, at, shift = size | (byte & 127) << shift, at + 1, shift + 7
            if byte < 128:
                break
        if tag == 2:
            return envelope[at : at + size]
        at += size
    raise AssertionError("no message in the envelope")


sys.stdout.buffer.write({"wrap": wrap, "unwrap": unwrap}[sys.argv[1]](sys.stdin.buffer.read()))
