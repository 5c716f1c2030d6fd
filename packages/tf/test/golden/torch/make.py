"""Writes PyTorch's numbers of the cases beside this file: layers.json.gz, models.json.gz, optimizers.json.

usage: /usr/bin/python3 make.py   (needs PyTorch and NumPy)
All is computed in float64, from parameters and inputs that are float32 numbers by formula.py; what is written is rounded
to float32. Each case is computed in float32 too: it may differ by 1e-5 of the largest entry and no more, so that no case
stands at a kink of ReLU or of a max pool, where float32 falls to either side.
"""
import base64
import gzip
import json
import pathlib

import numpy as np
import torch

from cases import LAYERS, LOSSES, MODELS, OPTIMIZERS
from formula import indices, numbers
from layers import Network, mean_loss

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent
LABELS, INPUTS, PARAMETERS = 1, 11, 101  # the first salts; a later batch takes the next one, a later tensor too
BATCHES = 3  # that a batch norm sees


def packed(values):
    """float32, little-endian, row-major, as base64."""
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def input_of(case, batch):
    """How the inputs of a batch are made, and they themselves [batch, ...axes]."""
    shape, salt = [case["batch"], *case["axes"]], INPUTS + batch
    count = int(np.prod(shape))
    if "tokens" in case:
        return dict(kind="tokens", salt=salt, tokens=case["tokens"]), torch.tensor(indices(count, salt, case["tokens"]).reshape(shape))
    if "symbols" in case:
        symbols = indices(count // case["symbols"], salt, case["symbols"])
        return dict(kind="one-hot", salt=salt, symbols=case["symbols"]), torch.tensor(np.eye(case["symbols"])[symbols].reshape(shape))
    return dict(kind="numbers", salt=salt, size=3.5, offset=0), torch.tensor(numbers(count, salt, 3.5).reshape(shape))


def pass_both_ways(case, net, specs, dtype, training=True):
    """Outputs, loss, gradients of the parameters and of the inputs, and the batch norms' statistics after each batch."""
    parameters = [
        torch.tensor(numbers(int(np.prod(s["shape"])), s["salt"], s["size"], s["offset"]).reshape(s["shape"]), dtype=dtype, requires_grad=True)
        for s in specs]
    running, statistics, first = net.start(dtype), [], None
    labels = torch.tensor(indices(case["batch"], LABELS, int(np.prod(net.end))))
    for batch in range(BATCHES if net.norms else 1):
        made, x = input_of(case, batch)
        x = x if made["kind"] == "tokens" else x.to(dtype).requires_grad_()
        outputs = net(x, parameters, running)
        statistics.append(dict(input=made, numbers=np.concatenate([t.numpy().copy() for pair in running for t in pair]) if running else []))
        if first is None:
            loss = mean_loss(case["loss"], outputs, labels)
            loss.backward()
            first = dict(outputs=outputs.detach().numpy(), loss=loss.item(),
                         gradient=np.concatenate([p.grad.numpy().ravel() for p in parameters]))
            if made["kind"] != "tokens":
                first["inputGradient"] = x.grad.numpy()
    if net.norms:
        with torch.no_grad():
            first["evaluation"] = net(input_of(case, 0)[1].to(dtype), parameters, running, training=False).numpy()
    return first, statistics


def network_case(case):
    net = Network(case["layers"], case["axes"])
    specs = [dict(name=s["name"], shape=s["shape"], salt=PARAMETERS + k, size=s["size"], offset=s["offset"]) for k, s in enumerate(net.specs)]
    exact, statistics = pass_both_ways(case, net, specs, torch.float64)
    single, _ = pass_both_ways(case, net, specs, torch.float32)
    apart = max(float(np.abs(exact[k] - single[k]).max() / np.abs(exact[k]).max()) for k in exact)
    assert apart < 1e-5, f"{case['name']}: float32 is {apart} away; take another salt"
    print(f"{case['name']}: {len(exact['gradient'])} parameters, float32 within {apart:.1e}")
    return dict(
        name=case["name"], about=case["about"], layers=case["layers"], axes=case["axes"], batch=case["batch"],
        input=statistics[0]["input"], labels=dict(salt=LABELS, classes=int(np.prod(net.end))), parameters=specs, loss=case["loss"],
        meanLoss=exact["loss"], **{k: packed(v) for k, v in exact.items() if k != "loss"},
        **(dict(statistics=[dict(input=s["input"], numbers=packed(s["numbers"])) for s in statistics]) if net.norms else {}))


def loss_case(case):
    batch, classes = case["batch"], case["classes"]
    f = torch.tensor(numbers(batch * classes, INPUTS, case["size"]).reshape(batch, classes), requires_grad=True)
    loss = mean_loss(case["loss"], f, torch.tensor(indices(batch, LABELS, classes)))
    loss.backward()
    return dict(
        name=case["name"], loss=case["loss"], batch=batch, outputs=dict(salt=INPUTS, size=case["size"], offset=0),
        labels=dict(salt=LABELS, classes=classes), meanLoss=loss.item(), gradient=packed(f.grad.numpy()))


def optimizer_case(case, count=7):
    """Gradients are given by the formula: entry i at step k has salt INPUTS + k."""
    start, gradient = dict(salt=PARAMETERS, size=2, offset=0), dict(salt=INPUTS, size=2, offset=0)
    p = torch.tensor(numbers(count, **start), requires_grad=True)
    decay = case.get("decay", 0)
    if case["kind"] == "sgd":
        optimizer = torch.optim.SGD([p], 1, momentum=case.get("momentum", 0), nesterov=case.get("nesterov", False), weight_decay=decay)
    else:
        optimizer = dict(adam=torch.optim.Adam, adamw=torch.optim.AdamW)[case["kind"]]([p], 1, betas=case["betas"], eps=1e-8, weight_decay=decay)
    after = []
    for k, rate in enumerate(case["rates"]):
        optimizer.param_groups[0]["lr"] = rate
        p.grad = torch.tensor(numbers(count, INPUTS + k, 2))
        optimizer.step()
        after.append([float(f"{v:.9g}") for v in p.detach().tolist()])
    return dict(**case, count=count, start=start, gradient=gradient, after=after)


def write(name, content):
    """One case a line; gzipped without a time, so that the same numbers give the same file."""
    text = "{\n" + ",\n".join(
        f'"{key}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for key, rows in content.items()) + "\n}\n"
    data = gzip.compress(text.encode(), 9, mtime=0) if name.endswith(".gz") else text.encode()
    (HERE / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    formula = [dict(salt=salt, size=size, offset=offset, numbers=numbers(4, salt, size, offset).tolist(), indicesBelow10=indices(8, salt, 10).tolist())
               for salt, size, offset in ((0, 1, 0), (1, 3.5, 0), (101, 1, 1), (65535, 1e-3, -2))]
    write("layers.json.gz", dict(formula=formula, layers=[network_case(c) for c in LAYERS], losses=[loss_case(c) for c in LOSSES]))
    write("models.json.gz", dict(models=[network_case(c) for c in MODELS]))
    write("optimizers.json", dict(optimizers=[optimizer_case(c) for c in OPTIMIZERS]))
