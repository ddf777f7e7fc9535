"""The networks of the benchmark in PyTorch; networks.mjs has the same ones."""

import torch
from torch import nn


def shallow():
    """Convolutions with 32, 64 and 64 filters, valid, two poolings, 64 hidden units."""
    maps = []
    for width_in, width in ((1, 32), (32, 64), (64, 64)):
        maps += [nn.Conv2d(width_in, width, 3), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*maps[:-1], nn.Flatten(), nn.Linear(3 * 3 * 64, 64), nn.ReLU(), nn.Linear(64, 10))


def residual():
    """A stem, then three stages of two residual blocks with squeeze and excitation, poolings between them."""
    layers, width_in = [*convolution(1, 32, 3), nn.ReLU()], 32
    for stage, width in enumerate((32, 64, 128)):
        layers += [Residual(width_in, width), Residual(width, width)]
        layers += [nn.MaxPool2d(2)] if stage < 2 else []
        width_in = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 10))


def efficientnet(folded=True):
    """
    EfficientNetV2-B0 (Tan, Le, "EfficientNetV2", 2021) from raw pixels to the pooled features; random weights.
    Folded: batch normalisation is part of the convolutions, as in the stored backbone.
    """
    parts, width_in = [Scale(), *convolution(3, 32, 3, stride=2, folded=folded), nn.SiLU()], 32
    for fused, expand, width, stride, blocks in (
        (True, 1, 16, 1, 1), (True, 4, 32, 2, 2), (True, 4, 48, 2, 2),
        (False, 4, 96, 2, 3), (False, 6, 112, 1, 5), (False, 6, 192, 2, 8),
    ):
        for block in range(blocks):
            options = dict(expand=expand, stride=stride if block == 0 else 1, fused=fused, folded=folded)
            parts.append(Inverted(width_in, width, **options))
            width_in = width
    top = [*convolution(width_in, 1280, 1, folded=folded), nn.SiLU()]
    return nn.Sequential(*parts, *top, nn.AdaptiveAvgPool2d(1), nn.Flatten())


def convolution(width_in, width, size, stride=1, groups=1, folded=False):
    shared = dict(stride=stride, padding=size // 2, groups=groups)
    if folded:
        return [nn.Conv2d(width_in, width, size, **shared)]
    return [nn.Conv2d(width_in, width, size, bias=False, **shared), nn.BatchNorm2d(width)]


class Excite(nn.Module):
    """Squeeze and excitation: scales each map by what two small layers make of all means."""

    def __init__(self, width, hidden, activation):
        super().__init__()
        self.scale = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(width, hidden, 1), activation, nn.Conv2d(hidden, width, 1), nn.Sigmoid()
        )

    def forward(self, x):
        return x * self.scale(x)


class Residual(nn.Module):
    def __init__(self, width_in, width):
        super().__init__()
        self.body = nn.Sequential(
            *convolution(width_in, width, 3), nn.ReLU(),
            *convolution(width, width, 3), Excite(width, width // 8, nn.ReLU()),
        )
        self.skip = nn.Identity() if width_in == width else nn.Conv2d(width_in, width, 1, bias=False)

    def forward(self, x):
        return torch.relu(self.body(x) + self.skip(x))


class Inverted(nn.Module):
    """MBConv, or where fused a 3x3 convolution in place of the expansion and the depthwise one."""

    def __init__(self, width_in, width, expand, stride, fused, folded):
        super().__init__()
        wide, self.adds = width_in * expand, stride == 1 and width_in == width
        if fused and expand == 1:
            body = [*convolution(width_in, width, 3, stride, folded=folded), nn.SiLU()]
        elif fused:
            body = [*convolution(width_in, wide, 3, stride, folded=folded), nn.SiLU()]
            body += convolution(wide, width, 1, folded=folded)
        else:
            body = [*convolution(width_in, wide, 1, folded=folded), nn.SiLU()]
            body += [*convolution(wide, wide, 3, stride, groups=wide, folded=folded), nn.SiLU()]
            body += [Excite(wide, width_in // 4, nn.SiLU()), *convolution(wide, width, 1, folded=folded)]
        self.body = nn.Sequential(*body)

    def forward(self, x):
        return x + self.body(x) if self.adds else self.body(x)


class Scale(nn.Module):
    """Raw 0 to 255 to what ImageNet's networks want."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406])[:, None, None])
        self.register_buffer("deviation", torch.tensor([0.229, 0.224, 0.225])[:, None, None])

    def forward(self, x):
        return (x / 255 - self.mean) / self.deviation
