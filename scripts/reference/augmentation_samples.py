#!/usr/bin/env python3
"""Writes the pictures that the Java augmentations are compared with.

Run it from the root of the repository, with scipy, numpy, pillow and safetensors installed:

    python3 scripts/reference/augmentation_samples.py

It writes learn/src/test/resources/gradus/augment/pictures.safetensors: `colour` [3, 24, 32] and `grey`
[20, 16], with values from 0 to 1 in steps of 1/255, and for each case PICTURE/CHANGE/SETTING the result,
by SciPy (rotation, zoom, shear, affine, elastic; bilinear, black outside) or Pillow (the others, which round to
bytes); `noise-colour` and `noise-grey` are what the elastic ones are moved by.
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


def shear(slant):
    return np.array([[1, 0], [slant, 1]])


def elastic(values, noise, strength, width):
    """Each place from where smoothed random numbers point."""
    field = [strength * ndimage.gaussian_filter(one, width, mode="constant", truncate=4) for one in noise]
    places = np.mgrid[0:values.shape[-2], 0:values.shape[-1]] + field
    return np.stack([
        ndimage.map_coordinates(p, places, order=1, mode="grid-constant")
        for p in values.reshape(-1, *values.shape[-2:])
    ]).reshape(values.shape)


def moved(values, matrix, move=(0, 0)):
    """What lies at `matrix` times the distance from the centre, for each place that was not yet moved."""
    centre = (np.array(values.shape[-2:]) - 1) / 2
    offset = centre - matrix @ (centre + move)
    return np.stack([
        ndimage.affine_transform(p, matrix, offset, order=1, mode="grid-constant")
        for p in values.reshape(-1, *values.shape[-2:])
    ]).reshape(values.shape)


def main():
    random = np.random.default_rng(1)
    tensors = {}
    # Numbers of their own, so that the pictures stay what they were.
    rubber = np.random.default_rng(2)
    for name, channels, height, width in [("colour", 3, 24, 32), ("grey", 1, 20, 16)]:
        bytes_ = picture(random, channels, height, width)
        bytes_ = bytes_ if channels == 3 else bytes_[0]
        image = Image.fromarray(bytes_.transpose(1, 2, 0) if channels == 3 else bytes_)
        values = planes(image).astype(np.float64)
        tensors[name] = values
        noise = rubber.uniform(-1, 1, (2, height, width)).astype(np.float32)
        tensors[f"noise-{name}"] = noise
        for angle in [-30, -7.5, 12, 90]:
            tensors[f"{name}/rotation/{angle}"] = np.stack([
                ndimage.rotate(p, angle, reshape=False, order=1, mode="grid-constant")
                for p in values.reshape(-1, height, width)
            ]).reshape(values.shape)
        for factor in [0.8, 1.1, 1.2]:
            tensors[f"{name}/zoom/{factor}"] = moved(values, np.eye(2) / factor)
        for slant in [-0.4, 0.15]:
            tensors[f"{name}/shear/{slant}"] = moved(values, shear(slant))
        for slant in [-0.2, 0.3]:
            # Stretched, slanted and turned as the first, second and third; where the result comes from is the other way.
            turn = np.deg2rad(-17)
            turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
            matrix = np.diag([1 / 0.9, 1 / 1.2]) @ shear(slant) @ turned
            tensors[f"{name}/affine/{slant}"] = moved(values, matrix, [-1.25, 2.5])
        for width in [1.5, 4]:
            tensors[f"{name}/elastic/{width}"] = elastic(values, noise.astype(np.float64), 30, width)
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
