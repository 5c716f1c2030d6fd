"""The peer for `tf-ntk`: the tangent kernel of LeNet-5, summed over outputs, as one writes it in PyTorch: all rows of the Jacobian
by vmap(jacrev) of functorch, then J Jt layer by layer; float32, one thread. With --exact the same in float64, for the error.

usage: python3 torch_ntk.py FILE SAMPLES [--exact]
FILE holds float32: the network's parameters (weights with outputs last, each followed by its bias), then images of 28 x 28.
Prints one JSON line: seconds, and the kernel's entries with --exact; peak memory of the process in MiB.
"""
import json
import resource
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from functorch import jacrev, vmap

SHAPES = [(5, 5, 1, 6), (6,), (5, 5, 6, 16), (16,), (400, 120), (120,), (120, 84), (84,), (84, 10), (10,)]


def outputs(parameters, image):
    """Of one image (1, 28, 28); weights as PyTorch has them."""
    w1, b1, w2, b2, w3, b3, w4, b4, w5, b5 = parameters
    h = F.max_pool2d(F.relu(F.conv2d(image[None], w1, b1, padding=2)), 2)
    h = F.max_pool2d(F.relu(F.conv2d(h, w2, b2)), 2)
    h = F.relu(F.linear(h.permute(0, 2, 3, 1).reshape(1, -1), w3, b3))
    return F.linear(F.relu(F.linear(h, w4, b4)), w5, b5)[0]


def kernel(parameters, images):
    jacobian = vmap(jacrev(outputs), (None, 0))(parameters, images)
    rows = [part.reshape(len(images), -1) for part in jacobian]
    return sum(part @ part.T for part in rows)


def main():
    torch.set_num_threads(1)
    exact = "--exact" in sys.argv
    numbers = torch.tensor(np.fromfile(sys.argv[1], np.float32), dtype=torch.float64 if exact else torch.float32)
    count = int(sys.argv[2])
    parameters, at = [], 0
    for shape in SHAPES:
        size = int(np.prod(shape))
        tensor = numbers[at : at + size].reshape(shape)
        parameters.append(tensor.permute(3, 2, 0, 1).contiguous() if len(shape) == 4 else tensor.t().contiguous())
        at += size
    images = numbers[at:].reshape(count, 1, 28, 28)
    if not exact:
        kernel(parameters, images)
    start = time.perf_counter()
    result = kernel(parameters, images)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, **({"kernel": result.flatten().tolist()} if exact else {})}))


main()
