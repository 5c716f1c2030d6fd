"""The kinds of layers, each by PyTorch's own function, on tensors in the order of the network side.

Images are [height, width, channels]; a convolution's weight is [kernelHeight, kernelWidth, in, out], a dense one's
[in, out], attention's [d, 3d] with query, key and value side by side. A kind lists its parameters (name, shape, offset
and size of their numbers) and takes them from one list in that order.
"""
import math

import torch
import torch.nn.functional as F


class Network:
    """A list of layers for inputs of `axes`; `parameters` is the flat list that they take their numbers from."""

    def __init__(self, layers, axes):
        self.layers, self.axes, self.specs, self.norms = layers, list(axes), [], []
        self.end = self.shapes(layers, self.axes)

    def shapes(self, layers, axes):
        """Lists the parameters of the layers, and returns the axes of what they put out."""
        for layer in layers:
            kind = layer["kind"]
            if kind == "dense":
                self.add("weight", [axes[-1], layer["out"]], layer.get("size", 3.5 if "divisor" in layer else 3.5 / math.sqrt(axes[-1])))
                if layer.get("bias", True):
                    self.add("bias", [layer["out"]], 1)
                axes = axes[:-1] + [layer["out"]]
            elif kind == "convolution":
                k, (height, width, channels) = layer["kernel"], axes
                stride, padding = layer.get("stride", 1), layer.get("padding", 0)
                self.add("weight", [k, k, channels, layer["out"]], 3.5 / (k * math.sqrt(channels)))
                if layer.get("bias", True):
                    self.add("bias", [layer["out"]], 1)
                axes = [(n + 2 * padding - k) // stride + 1 for n in (height, width)] + [layer["out"]]
            elif kind in ("max-pool", "average-pool"):
                axes = [axes[0] // layer["size"], axes[1] // layer["size"], axes[2]]
            elif kind in ("batch-norm", "layer-norm"):
                self.add("gain", axes[-1:], 1, 1)
                self.add("bias", axes[-1:], 1)
                if kind == "batch-norm":
                    self.norms.append(axes[-1])
            elif kind == "embedding":
                self.add("token table", [layer["tokens"], layer["out"]], 3.5)
                self.add("position table", [axes[0], layer["out"]], 3.5)
                axes = axes + [layer["out"]]
            elif kind == "attention":
                d = axes[-1]
                self.add("in weight", [d, 3 * d], 6 / math.sqrt(d))
                self.add("in bias", [3 * d], 1)
                self.add("out weight", [d, d], 3.5 / math.sqrt(d))
                self.add("out bias", [d], 1)
                axes = [1, d] if layer["queries"] == "last" else axes
            elif kind == "flatten":
                axes = [math.prod(axes)]
            elif kind == "last-token":
                axes = axes[1:]
            elif kind == "residual":
                assert self.shapes(layer["layers"], axes) == axes, "a residual keeps its axes"
            else:
                assert kind in ("relu", "gelu", "scale"), kind
        return axes

    def add(self, name, shape, size, offset=0):
        self.specs.append(dict(name=name, shape=shape, size=round(size, 4), offset=offset))

    def start(self, dtype):
        """Running mean and variance of every batch norm before the first batch."""
        return [(torch.zeros(c, dtype=dtype), torch.ones(c, dtype=dtype)) for c in self.norms]

    def __call__(self, x, parameters, running, training=True):
        """The outputs [batch, ...end]; in training `running` is moved on."""
        self.left, self.running, self.training = iter(parameters), iter(running), training
        out = self.run(self.layers, x)
        assert next(self.left, None) is None, "every parameter is used"
        return out

    def run(self, layers, x):
        for layer in layers:
            x = x + self.run(layer["layers"], x) if layer["kind"] == "residual" else self.one(layer, x)
        return x

    def one(self, layer, x):
        kind, take = layer["kind"], lambda: next(self.left)
        if kind == "dense":
            x = x @ take() / layer.get("divisor", 1)
            return x + take() if layer.get("bias", True) else x
        if kind == "convolution":
            weight = take().permute(3, 2, 0, 1)
            bias = take() if layer.get("bias", True) else None
            return last(F.conv2d(first(x), weight, bias, layer.get("stride", 1), layer.get("padding", 0)))
        if kind == "max-pool":
            return last(F.max_pool2d(first(x), layer["size"]))
        if kind == "average-pool":
            return last(F.avg_pool2d(first(x), layer["size"]))
        if kind == "relu":
            return F.relu(x)
        if kind == "gelu":
            return F.gelu(x)
        if kind == "scale":
            return x * layer["factor"]
        if kind == "batch-norm":
            (mean, variance), gain, bias = next(self.running), take(), take()
            images = x.dim() == 4
            y = F.batch_norm(first(x) if images else x, mean, variance, gain, bias, self.training, 0.1, 1e-5)
            return last(y) if images else y
        if kind == "layer-norm":
            return F.layer_norm(x, x.shape[-1:], take(), take(), 1e-5)
        if kind == "embedding":
            tokens, positions = take(), take()
            return F.embedding(x, tokens) + positions
        if kind == "attention":
            in_weight, in_bias, out_weight, out_bias = take(), take(), take(), take()
            n, d = x.shape[1:]
            query = (x[:, -1:] if layer["queries"] == "last" else x).transpose(0, 1)
            mask = torch.full((n, n), -math.inf, dtype=x.dtype).triu(1) if layer["causal"] and layer["queries"] == "all" else None
            keys = x.transpose(0, 1)
            y, _ = F.multi_head_attention_forward(
                query, keys, keys, d, layer["heads"], in_weight.T, in_bias, None, None, False, 0.0, out_weight.T, out_bias,
                training=True, need_weights=False, attn_mask=mask)
            return y.transpose(0, 1)
        if kind == "flatten":
            return x.reshape(len(x), -1)
        if kind == "last-token":
            return x[:, -1]
        raise AssertionError(kind)


def first(x):
    """Channels last to channels first."""
    return x.permute(0, 3, 1, 2)


def last(x):
    """Channels first to channels last."""
    return x.permute(0, 2, 3, 1)


def mean_loss(name, outputs, labels):
    """Cross entropy, or |f - e_label|^2 summed over the outputs; both as the mean over the batch."""
    f = outputs.reshape(len(outputs), -1)
    if name == "cross-entropy":
        return F.cross_entropy(f, labels)
    return F.mse_loss(f, F.one_hot(labels, f.shape[1]).to(f.dtype), reduction="sum") / len(f)
