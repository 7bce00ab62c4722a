#!/usr/bin/env python3
"""Writes the pictures that the Java augmentations are compared with.

Run it from the root of the repository, with scipy, numpy, pillow and safetensors installed:

    python3 scripts/reference/augmentation_samples.py

It writes learn/src/test/resources/gradus/augment/pictures.safetensors: `colour` [3, 24, 32] and `grey`
[20, 16], with values from 0 to 1 in steps of 1/255, and for each case PICTURE/CHANGE/SETTING the result,
by SciPy (rotation, zoom; bilinear, black outside) or Pillow (the others, which round to bytes).
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps
from safetensors.numpy import save_file
from scipy import ndimage

FILE = Path("learn/src/test/resources/gradus/augment/pictures.safetensors")


def picture(random, channels, height, width):
    """Soft spots, a hard edge and some noise."""
    y, x = np.mgrid[0:height, 0:width]
    planes = []
    for _ in range(channels):
        a, b, c = random.uniform(0.1, 0.5, 3)
        plane = 0.5 + 0.3 * np.sin(a * x + 1) * np.cos(b * y) + 0.2 * (x > width * c)
        planes.append(plane + 0.03 * random.standard_normal((height, width)))
    return np.round(np.clip(np.stack(planes), 0, 1) * 255).astype(np.uint8)


def planes(image):
    array = np.asarray(image, dtype=np.float32) / 255
    return array.transpose(2, 0, 1) if array.ndim == 3 else array


def moved(values, matrix):
    """What lies at `matrix` times the distance from the centre, for each place."""
    centre = (np.array(values.shape[-2:]) - 1) / 2
    offset = centre - matrix @ centre
    return np.stack([
        ndimage.affine_transform(p, matrix, offset, order=1, mode="grid-constant")
        for p in values.reshape(-1, *values.shape[-2:])
    ]).reshape(values.shape)


def main():
    random = np.random.default_rng(1)
    tensors = {}
    for name, channels, height, width in [("colour", 3, 24, 32), ("grey", 1, 20, 16)]:
        bytes_ = picture(random, channels, height, width)
        bytes_ = bytes_ if channels == 3 else bytes_[0]
        image = Image.fromarray(bytes_.transpose(1, 2, 0) if channels == 3 else bytes_)
        values = planes(image).astype(np.float64)
        tensors[name] = values
        for angle in [-30, -7.5, 12, 90]:
            tensors[f"{name}/rotation/{angle}"] = np.stack([
                ndimage.rotate(p, angle, reshape=False, order=1, mode="grid-constant")
                for p in values.reshape(-1, height, width)
            ]).reshape(values.shape)
        for factor in [0.8, 1.1, 1.2]:
            tensors[f"{name}/zoom/{factor}"] = moved(values, np.eye(2) / factor)
        for factor in [0, 0.6, 1.5]:
            for change, enhance in [
                ("brightness", ImageEnhance.Brightness),
                ("contrast", ImageEnhance.Contrast),
                ("saturation", ImageEnhance.Color),
                ("sharpness", ImageEnhance.Sharpness),
            ]:
                tensors[f"{name}/{change}/{factor}"] = planes(enhance(image).enhance(factor))
        for bits in [4, 6]:
            tensors[f"{name}/posterize/{bits}"] = planes(ImageOps.posterize(image, bits))
        tensors[f"{name}/solarize/128"] = planes(ImageOps.solarize(image, 128))
        tensors[f"{name}/autoContrast/0"] = planes(ImageOps.autocontrast(image))
        tensors[f"{name}/equalize/0"] = planes(ImageOps.equalize(image))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: np.ascontiguousarray(v, dtype=np.float32) for k, v in tensors.items()}, FILE)


if __name__ == "__main__":
    main()
