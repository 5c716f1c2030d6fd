"""The cases: a network as a list of layers, the axes of its inputs, a batch and a loss."""
import math


def dense(out, bias=True, **more):
    return dict(kind="dense", out=out, bias=bias, **more)


def convolution(out, kernel, padding=0, stride=1, bias=True):
    return dict(kind="convolution", out=out, kernel=kernel, stride=stride, padding=padding, bias=bias)


def max_pool(size):
    return dict(kind="max-pool", size=size)


def attention(heads, causal, queries="all"):
    return dict(kind="attention", heads=heads, causal=causal, queries=queries)


def residual(*layers):
    return dict(kind="residual", layers=list(layers))


RELU, GELU, FLATTEN, BATCH_NORM, LAYER_NORM = (dict(kind=kind) for kind in ("relu", "gelu", "flatten", "batch-norm", "layer-norm"))


def conv_norm_relu(out, kernel=3):
    return [convolution(out, kernel, padding=kernel // 2, bias=False), BATCH_NORM, RELU]


def image_case(name, about, layers, axes=(5, 6, 3), batch=3, loss="mean-square"):
    return dict(name=name, about=about, layers=[*layers, FLATTEN], axes=list(axes), batch=batch, loss=loss)


def attention_case(name, about, causal, queries="all"):
    return dict(name=name, about=about, layers=[attention(2, causal, queries), FLATTEN], axes=[4, 8], batch=3, loss="mean-square")


LAYERS = [
    dict(name="dense", about="h W + b", layers=[dense(4)], axes=[5], batch=3, loss="cross-entropy"),
    dict(name="dense without bias", about="h W", layers=[dense(4, False)], axes=[5], batch=3, loss="mean-square"),
    dict(name="dense relu dense", about="two layers", layers=[dense(9), RELU, dense(4)], axes=[6], batch=7, loss="cross-entropy"),
    dict(name="gelu", about="dense, x/2 (1 + erf(x/sqrt 2)), dense", layers=[dense(9), GELU, dense(4)], axes=[6], batch=5, loss="cross-entropy"),
    dict(name="scale", about="dense, times 0.125", layers=[dense(4), dict(kind="scale", factor=0.125)], axes=[5], batch=3, loss="cross-entropy"),
    image_case("convolution 3x3 same", "padded by 1 on every side", [convolution(4, 3, padding=1)]),
    image_case("convolution 3x3 valid", "not padded", [convolution(4, 3)]),
    image_case("convolution 3x3 stride 2", "padded by 1 on every side, 7x6 to 4x3", [convolution(4, 3, padding=1, stride=2)], axes=(7, 6, 3)),
    image_case("convolution 5x5", "padded by 2 on every side, one channel", [convolution(6, 5, padding=2)], axes=(7, 6, 1)),
    image_case("convolution without bias", "padded by 1, then a second one that needs the gradient of its input", [convolution(5, 3, padding=1, bias=False), convolution(4, 3, bias=False)]),
    image_case("max pool", "convolution, 2x2 max pool, convolution", [convolution(4, 3, padding=1), max_pool(2), convolution(3, 3, padding=1)], axes=(6, 8, 2)),
    image_case("average pool", "convolution, 2x2 average pool, convolution", [convolution(4, 3, padding=1), dict(kind="average-pool", size=2), convolution(3, 3, padding=1)], axes=(6, 8, 2)),
    image_case("batch norm of images", "convolution, batch norm in training", [convolution(4, 3, padding=1, bias=False), BATCH_NORM], axes=(4, 5, 2), loss="cross-entropy"),
    dict(name="batch norm of vectors", about="dense, batch norm in training, dense", layers=[dense(7), BATCH_NORM, dense(4)], axes=[5], batch=6, loss="cross-entropy"),
    dict(name="layer norm", about="dense, layer norm over the last axis, dense", layers=[dense(7), LAYER_NORM, dense(4)], axes=[5], batch=4, loss="cross-entropy"),
    dict(name="embedding", about="table[token] + table[position], dense", layers=[dict(kind="embedding", tokens=7, out=4), FLATTEN, dense(5)], axes=[3], batch=6, tokens=7, loss="cross-entropy"),
    attention_case("attention causal", "all queries, causal", True),
    attention_case("attention without mask", "all queries, without mask", False),
    attention_case("attention last query", "the query of the last token only, which sees all", True, "last"),
    image_case("residual", "x + two convolutions with batch norm and ReLU, in training", [residual(*conv_norm_relu(3), *conv_norm_relu(3))], axes=(4, 5, 3), batch=4),
]


def block(d, heads, mlp, classes):
    """Post-norm decoder block of `grokking` with a final layer norm; the head reads the last token."""
    return [
        residual(attention(heads, True)), LAYER_NORM, residual(dense(mlp), GELU, dense(d)), LAYER_NORM,
        LAYER_NORM, dict(kind="last-token"), dense(classes)]


MODELS = [
    dict(name="mlp", about="the network of `hierarchy`, small: h W / s, inputs one-hot", loss="cross-entropy", axes=[12], batch=6, symbols=3,
         layers=[dense(8, False, divisor=math.sqrt(12)), RELU, dense(8, False, divisor=math.sqrt(8)), RELU, dense(3, False, divisor=8)]),
    dict(name="deep linear", about="5-4-4-3 without bias", loss="mean-square", axes=[5], batch=6,
         layers=[dense(4, False), dense(4, False), dense(3, False)]),
    dict(name="lenet", about="LeNet-5 of `features`", loss="cross-entropy", axes=[28, 28, 1], batch=2,
         layers=[convolution(6, 5, padding=2), RELU, max_pool(2), convolution(16, 5), RELU, max_pool(2), FLATTEN,
                 dense(120), RELU, dense(84), RELU, dense(10)]),
    dict(name="resnet", about="the ResNet of `filters`, small, in training", loss="cross-entropy", axes=[16, 16, 3], batch=3,
         layers=[*conv_norm_relu(4), *conv_norm_relu(8), max_pool(2), residual(*conv_norm_relu(8), *conv_norm_relu(8)),
                 *conv_norm_relu(16), max_pool(2), *conv_norm_relu(16), max_pool(2),
                 residual(*conv_norm_relu(16), *conv_norm_relu(16)), max_pool(2), FLATTEN, dense(10, False),
                 dict(kind="scale", factor=0.125)]),
    dict(name="transformer", about="the one-block transformer of `grokking`, small", loss="cross-entropy", axes=[4], batch=5, tokens=9,
         layers=[dict(kind="embedding", tokens=9, out=8), *block(8, 2, 16, 7)]),
]

LOSSES = [
    dict(name="cross entropy", loss="cross-entropy", batch=5, classes=7, size=6),
    dict(name="cross entropy of large outputs", loss="cross-entropy", batch=5, classes=7, size=400),
    dict(name="mean square", loss="mean-square", batch=5, classes=7, size=3),
]

EVEN, CHANGING = [0.1] * 5, [0.1, 0.25, 0.02, 0.15, 0.05]
OPTIMIZERS = [
    dict(name="sgd", kind="sgd", rates=EVEN),
    dict(name="momentum", kind="sgd", momentum=0.9, rates=EVEN),
    dict(name="nesterov", kind="sgd", momentum=0.9, nesterov=True, rates=EVEN),
    dict(name="sgd with decay", kind="sgd", decay=0.1, rates=EVEN),
    dict(name="momentum with decay", kind="sgd", momentum=0.9, decay=0.1, rates=EVEN),
    dict(name="nesterov with decay", kind="sgd", momentum=0.9, nesterov=True, decay=0.1, rates=EVEN),
    dict(name="nesterov with decay, changing rate", kind="sgd", momentum=0.9, nesterov=True, decay=0.1, rates=CHANGING),
    dict(name="adam", kind="adam", betas=[0.9, 0.999], rates=EVEN),
    dict(name="adamw", kind="adamw", betas=[0.9, 0.98], decay=1, rates=EVEN),
    dict(name="adamw, changing rate", kind="adamw", betas=[0.9, 0.98], decay=1, rates=CHANGING),
]
