"""The optional peers of a comparison, beside PyTorch: how each is made ready, and the command of its process."""
import importlib.util
import pathlib
import subprocess
import sys

import frameworks

HERE = pathlib.Path(__file__).parent
PROTOCOL = frameworks.ROOT / "bench/src/main/java/gradus/bench/Protocol.java"
HOME = pathlib.Path.home() / ".cache/gradus-frameworks"
NAMES = {"djl": "DJL", "dl4j": "DL4J", "numpy": "NumPy"}


class Missing(Exception):
    """A peer that cannot take part."""


def jvm(name, program, pom):
    HOME.mkdir(parents=True, exist_ok=True)
    try:
        found = frameworks.jvm_framework(name, program, pom, HOME, PROTOCOL)
    except (OSError, subprocess.CalledProcessError) as failure:
        raise Missing(f"{failure} {getattr(failure, 'stderr', None) or ''}".strip()) from failure
    if "command" not in found:
        raise Missing(found["notMeasured"])
    return found["command"]


def djl(threads, workloads):
    models = HOME / "djl/models"
    chosen = [name for name in workloads if name.startswith("predict")]
    written = frameworks.run(sys.executable, HERE / "torch_scripts.py", models, *chosen)
    if written.returncode:
        raise Missing(f"its models were not written: {written.stderr.strip()}")
    return [*jvm("DJL", "PeerDjl", "djl"), str(threads), str(models)]


def dl4j(threads, _):
    return [*jvm("Deeplearning4j", "PeerDl4j", "dl4j"), str(threads)]


def numpy(*_):
    if not importlib.util.find_spec("numpy"):
        raise Missing("it is not installed")
    return [sys.executable, str(HERE / "numpy_peer.py")]


def command(name, threads, workloads):
    return {"djl": djl, "dl4j": dl4j, "numpy": numpy}[name](threads, workloads)
