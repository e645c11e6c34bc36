# SPDX-License-Identifier: MIT
"""The decision tree as data: what suits which layer, architecture, task and symptom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """A function, the reason, what to watch in training, and what else would do."""

    function: str
    why: str
    watch: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    loss: str = ""
    initialisation: str = ""


GATE = Advice(
    "sigmoid",
    "A gate lets through a share between nothing and all, and sigmoid is that share.",
    (
        "gates that stay near 0 or 1 pass no gradient",
        "start forget gates open, with a bias of 1 or more",
    ),
    ("hard_sigmoid",),
    initialisation="xavier",
)

OUTPUT = {
    "binary": Advice(
        "sigmoid",
        "One logit becomes the probability of the one class.",
        (
            "the loss takes the logit: no sigmoid inside the network",
            "rare positives need pos_weight",
        ),
        loss="bce_with_logits",
        initialisation="xavier",
    ),
    "multiclass": Advice(
        "softmax",
        "K exclusive classes share a probability of 1.",
        (
            "the loss takes the logits: softmax twice learns slowly and caps the confidence",
            "the loss of guessing is ln K: a run that stays there has not learned",
        ),
        loss="cross_entropy",
        initialisation="xavier",
    ),
    "multilabel": Advice(
        "sigmoid",
        "Each class is present or not, whatever the others are: a sigmoid per class.",
        ("softmax would force the classes to compete", "choose a threshold per class"),
        loss="bce_with_logits",
        initialisation="xavier",
    ),
    "regression": Advice(
        "identity",
        "A target that can be any number needs an output that can.",
        (
            "scale the targets to about unit variance",
            "relu here would make targets below 0 unreachable",
        ),
        loss="mse_loss",
        initialisation="xavier",
    ),
    "bounded_regression": Advice(
        "sigmoid",
        "The output then lies in the range of the targets, scaled to (0, 1).",
        (
            "targets at the very ends are reached only at infinity: leave a margin",
            "use tanh for targets between -1 and 1",
        ),
        ("tanh",),
        loss="mse_loss",
        initialisation="xavier",
    ),
}

HIDDEN = {
    "transformer": Advice(
        "gelu",
        "It is what BERT, GPT and ViT were tuned with: smooth, and nearly linear for large inputs.",
        (
            "checkpoints differ between gelu and gelu_tanh: take the one they were trained with",
            "gated blocks use silu (SwiGLU) or gelu (GEGLU)",
        ),
        ("silu", "gelu_tanh"),
    ),
    "cnn": Advice(
        "relu",
        "It costs next to nothing and does not saturate for positive inputs.",
        ("the share of dead neurons", "the learning rate: too high kills ReLUs"),
        ("leaky_relu", "silu"),
    ),
    "mlp": Advice(
        "relu",
        "The default: cheap, and gradients pass unchanged where it is active.",
        ("the share of dead neurons", "the learning rate: too high kills ReLUs"),
        ("gelu", "elu"),
    ),
    "efficientnet": Advice(
        "silu",
        "EfficientNet and its relatives were found and tuned with it.",
        ("it costs an exponential", "on small devices hard_swish takes its place"),
        ("hard_swish", "mish"),
    ),
    "rnn": Advice(
        "tanh",
        "A state that passes through the same layer many times must stay bounded and centred.",
        ("gradients vanish over long sequences: clip them and prefer gated cells",),
        ("relu",),
    ),
    "deep_mlp": Advice(
        "selu",
        "In a very deep plain MLP it keeps mean and variance of the signal by itself.",
        (
            "it needs LeCun initialisation and standardised inputs",
            "batch normalisation and ordinary dropout break the balance",
        ),
        ("elu",),
    ),
    "on_device": Advice(
        "relu",
        "The ReLU family needs no exponential and quantises well.",
        ("relu6 bounds the values for fixed-point arithmetic", "the share of dead neurons"),
        ("relu6", "leaky_relu", "hard_swish"),
    ),
}

# In the order in which they decide when several are named.
SYMPTOMS = {
    "dying_relu": Advice(
        "leaky_relu",
        "ReLUs are dying: a slope on the left lets a gradient through and revives them.",
        (
            "the share of dead neurons should fall within an epoch",
            "lower the learning rate first: it may be the cause",
        ),
        ("prelu", "elu"),
    ),
    "vanishing": Advice(
        "relu",
        "Gradients vanish where hidden layers saturate: relu passes them unchanged.",
        (
            "the gradient norm of the first layer against the last",
            "use He initialisation; add batch normalisation or residual connections",
        ),
        ("gelu", "elu"),
    ),
    "exploding": Advice(
        "tanh",
        "Gradients explode: a bounded function keeps signals in check, but cure the cause first.",
        (
            "lower the learning rate and check the initialisation before changing the function",
            "clip the gradient norm",
        ),
        ("relu6",),
    ),
    "accuracy": Advice(
        "silu",
        "Smooth functions often give a little more accuracy for a little more time.",
        (
            "compare over several seeds: the gain is often within the spread",
            "an exponential per element",
        ),
        ("elu", "gelu", "mish"),
    ),
}

SPELLINGS = {
    "layer": {
        "hidden_layer": "hidden", "output_layer": "output", "last": "output", "gates": "gate",
    },
    "task": {
        "binary_classification": "binary",
        "classification": "multiclass",
        "multi_class": "multiclass",
        "multiclass_classification": "multiclass",
        "multi_label": "multilabel",
        "multilabel_classification": "multilabel",
        "bounded": "bounded_regression",
    },
    "architecture": {
        "bert": "transformer", "gpt": "transformer", "vit": "transformer", "llm": "transformer",
        "resnet": "cnn", "convolutional": "cnn", "dense": "mlp", "feed_forward": "mlp",
        "efficient_net": "efficientnet", "vision": "efficientnet", "lstm": "rnn", "gru": "rnn",
        "very_deep_mlp": "deep_mlp", "mobile": "on_device", "edge": "on_device",
        "mobilenet": "on_device", "transformers": "transformer",
    },
    "symptom": {
        "dead_neurons": "dying_relu", "dying": "dying_relu", "dead": "dying_relu",
        "dying_relus": "dying_relu", "vanishing_gradients": "vanishing",
        "vanishing_gradient": "vanishing", "exploding_gradients": "exploding",
        "exploding_gradient": "exploding", "more_accuracy": "accuracy",
        "accuracy_wanted": "accuracy", "low_accuracy": "accuracy",
    },
}  # fmt: skip
