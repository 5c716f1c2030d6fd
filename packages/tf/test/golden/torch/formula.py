"""Numbers that Python and JavaScript compute alike, so that no file needs to hold them (test/support/formula-numbers.ts).

Entry i with a salt is offset + size * u, rounded to float32, where u is in [-1/2, 1/2): the 32 bits of MurmurHash3's
finalizer of (i + 1) * 2654435761 + salt * 40503, divided by 2^32, less 1/2.
"""
import numpy as np


def hashed(count, salt):
    """The 32 bits of the first `count` entries, as uint64."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(2654435761) + np.uint64(salt * 40503)) & mask
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        h ^= h >> np.uint64(shift)
        h = (h * np.uint64(factor)) & mask
    return h ^ (h >> np.uint64(16))


def numbers(count, salt, size, offset=0.0):
    """`count` numbers in [offset - size/2, offset + size/2], rounded to float32, held as float64."""
    return (offset + size * (hashed(count, salt) / 2.0**32 - 0.5)).astype(np.float32).astype(np.float64)


def indices(count, salt, limit):
    """`count` whole numbers from 0 to limit - 1: floor(limit * bits / 2^32)."""
    return ((hashed(count, salt) * np.uint64(limit)) >> np.uint64(32)).astype(np.int64)
