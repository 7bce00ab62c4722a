#!/usr/bin/env python3
"""Trains one small network in Gradus and in other frameworks, in turns, and writes what that took.

    python3 bench/compare/frameworks.py [--rounds 5] [--epochs 10] [--home FOLDER] [--out FILE]

The network is 784 - 64 - 10 with ReLU and cross-entropy, the data MNIST in the order of its files, 128 pictures a step,
Adam at 0.001. All begin with the same weights, so that all losses must agree, which is checked. Each training is a
process of its own, held to as many processors as it may have threads. In a round each has its turn; what is written are
medians over the rounds, and ratios are medians of the rounds' ratios to Gradus, by the clock and in processor time, which
says more on a machine that others use too. `frameworks/` has the programs.

What can be installed is installed into FOLDER first (a virtual environment for each Python framework, jars for those on
the JVM); PIP_INDEX_URL says where else pip looks. What cannot is written as not measured, with the reason. Run
`./gradus mnist` once before, so that the data is there. Needs Linux, Python 3 and Maven; lessons read the file.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import platform
import random
import re
import shutil
import statistics
import struct
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(__file__).with_name("frameworks")
OUT = ROOT / "course/src/main/resources/gradus/course/frameworks/measured.json"
BATCH, RATE = 128, 0.001
TOLERANCE = 0.02
# Seconds by the clock and of processors.
KEYS = ("training", "trainingCpu", "epoch", "epochCpu", "whole", "wholeCpu")
PYTHON = [  # name, program, what is installed
    ("PyTorch", "with_torch.py", ["torch"]),
    ("Keras", "with_keras.py", ["keras", "tensorflow-cpu"]),
    ("JAX", "with_jax.py", ["jax", "optax"]),
    ("MXNet", None, ["mxnet"]),
    ("PaddlePaddle", None, ["paddlepaddle"]),
]
JVM = [("DJL", "WithDjl", "djl"), ("Deeplearning4j", "WithDl4j", "dl4j")]


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def megabytes(*folders):
    """What all files in folders take, in units of a million bytes."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6


def lines(program):
    """The lines of a program that are neither empty nor comments nor imports."""
    text = re.sub(r'"""[\s\S]*?"""', "", (PROGRAMS / program).read_text("utf-8"))
    return sum(1 for line in text.splitlines() if not re.match(r"\s*($|#|///?|import |from .* import )", line))


def java(*words):
    home = run(ROOT / "gradus", "jdk", check=True).stdout.strip()
    return [f"{home}/bin/{words[0]}", *words[1:]]


def python_framework(name, program, packages, home):
    """A virtual environment with packages in it, or the reason why there is none."""
    to = home / name.lower()
    python, facts = to / "bin/python", to / "facts.json"
    if not facts.exists():
        shutil.rmtree(to, ignore_errors=True)
        run(sys.executable, "-m", "venv", to, check=True)
        before = megabytes(to)
        done = run(python, "-m", "pip", "install", "--no-compile", *packages)
        if done.returncode:
            reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")] or ["pip failed"]
            return {"name": name, "language": "Python", "notMeasured": reasons[-1].removeprefix("ERROR: ")}
        size = megabytes(to) - before
        run(python, "-m", "pip", "install", "numpy", check=True)  # the programs read their data with it
        facts.write_text(json.dumps({"megabytes": size}))
    if program is None:
        return {"name": name, "language": "Python", "notMeasured": "has no program here"}
    return {"name": name, "language": "Python", **json.loads(facts.read_text()), "lines": lines(program),
            "command": [str(python), str(PROGRAMS / program)]}


def jvm_framework(name, program, pom, home, shared=PROGRAMS / "Task.java"):
    """Jars and a program compiled with a shared class, or the reason why there is none. What the jars unpack counts after
    the first run."""
    jars, classes, cache = (home / pom / part for part in ("jars", "classes", "cache"))
    environment = {**os.environ, "JAVA_HOME": str(pathlib.Path(java("java")[0]).parents[1])}
    done = run("mvn", "-q", "-B", "-f", PROGRAMS / f"{pom}.xml", "dependency:copy-dependencies",
               f"-DoutputDirectory={jars}", env=environment)
    if done.returncode:
        return {"name": name, "language": "Java", "notMeasured": "Maven does not find its jars"}
    text = (PROGRAMS / f"{pom}.xml").read_text("utf-8")
    version = re.search(r"<dependency>.*?<version>(.*?)</version>", text, re.DOTALL).group(1)
    return {"version": version, **compiled(name, program, classes, jars, [jars, cache], [
        "--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", f"-DDJL_CACHE_DIR={cache}",
        f"-DENGINE_CACHE_DIR={cache}", f"-Dorg.bytedeco.javacpp.cachedir={cache}"], shared)}


def gradus(home):
    jars = pathlib.Path(run(ROOT / "gradus", "path", check=True).stdout.strip().splitlines()[-1])
    found = compiled(
        "Gradus", "WithGradus", home / "gradus/classes", jars, [jars], ["--add-modules", "jdk.incubator.vector"])
    commit = run("git", "-C", ROOT, "rev-parse", "--short", "HEAD", check=True).stdout.strip()
    version = next(jars.glob("gradus-learn-*.jar")).stem.removeprefix("gradus-learn-")
    return {**found, "version": f"{version}, commit {commit}"}


def compiled(name, program, classes, jars, folders, options, shared=PROGRAMS / "Task.java"):
    sources = [shared, PROGRAMS / f"{program}.java"]
    run(*java("javac", "-d", classes, "-cp", f"{jars}/*", *sources), check=True)
    return {"name": name, "language": "Java", "lines": lines(f"{program}.java"), "folders": folders,
            "command": java("java", *options, "-cp", f"{classes}:{jars}/*", program)}


def initial_weights(file):
    """Glorot's uniform weights and biases of zero."""
    draw, numbers = random.Random(1), []
    for inputs, outputs in ((784, 64), (64, 10)):
        bound = math.sqrt(6 / (inputs + outputs))
        numbers += [draw.uniform(-bound, bound) for _ in range(inputs * outputs)] + [0.0] * outputs
    file.write_bytes(struct.pack(f"<{len(numbers)}f", *numbers))


def train(framework, task, threads):
    """One training: its own account of it, the seconds and processor seconds of its process, and its memory in MB."""
    processors = sorted(os.sched_getaffinity(0))[-threads:]
    command = ["taskset", "-c", ",".join(map(str, processors)), *framework["command"], *map(str, task(threads))]
    # OpenMP's threads spin while they wait, which on processors that others use too costs seconds an epoch.
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads),
                   "OMP_WAIT_POLICY": "PASSIVE", "CUDA_VISIBLE_DEVICES": ""}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    lines_said = list(process.stdout)
    answer = [line for line in lines_said if line.startswith("{")]
    _, status, usage = os.wait4(process.pid, 0)
    if status or not answer:
        sys.exit(f"frameworks: {framework['name']} failed:\n{''.join(lines_said[-40:])}")
    told = json.loads(answer[-1])
    later = len(told["epochs"]) // 2
    told.update(whole=time.perf_counter() - start, memory=usage.ru_maxrss * 1024 / 1e6, training=sum(told["epochs"]),
                trainingCpu=sum(told["processor"]), wholeCpu=usage.ru_utime + usage.ru_stime,
                epoch=statistics.median(told["epochs"][later:]), epochCpu=statistics.median(told["processor"][later:]))
    return told


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    version = re.search(r'"(.*?)"', run(*java("java", "-version")).stderr)
    return {"processor": model.group(1) if model else platform.machine(), "processors": len(os.sched_getaffinity(0)),
            "python": platform.python_version(), "java": version.group(1) if version else ""}


def measured(frameworks, versions, task, threads, rounds):
    """The rounds, and what comes of them for each framework."""
    taken = {framework["name"]: [] for framework in frameworks}
    for turn in range(rounds):
        order = frameworks if turn % 2 == 0 else frameworks[::-1]
        for framework in order:
            taken[framework["name"]].append(train(framework, task, threads))
            told = taken[framework["name"]][-1]
            print(f"{threads} thread(s), round {turn + 1}: {framework['name']:15} {told['training']:7.2f} s, "
                  f"later epochs {told['epoch']:.3f} s ({told['epochCpu']:.3f} s of processors), "
                  f"loss {told['losses'][-1]:.4f}, {told['accuracy']:.2%}", flush=True)
    ours = taken["Gradus"]
    for framework in frameworks:
        theirs = taken[framework["name"]]
        framework["version"] = versions[framework["name"]] + theirs[0]["version"]
        for epoch, (a, b) in enumerate(zip(theirs[0]["losses"], ours[0]["losses"])):
            if abs(a - b) > TOLERANCE * b:
                sys.exit(f"frameworks: {framework['name']} has a loss of {a} in epoch {epoch + 1}, Gradus {b}: "
                         "that is not the same work")
        one = {key: round(statistics.median(told[key] for told in theirs), 4) for key in KEYS}
        one["memory"] = round(statistics.median(told["memory"] for told in theirs))
        for key in KEYS:
            ratios = [told[key] / other[key] for told, other in zip(theirs, ours)]
            one[f"{key}Ratio"] = round(statistics.median(ratios), 3)
            one[f"{key}Ratios"] = [round(min(ratios), 3), round(max(ratios), 3)]
        framework.setdefault("threads", {})[str(threads)] = one
        framework["loss"], framework["accuracy"] = round(theirs[0]["losses"][-1], 5), round(theirs[0]["accuracy"], 4)
        framework["firstLoss"] = round(theirs[0]["losses"][0], 5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--home", type=pathlib.Path, default=pathlib.Path.home() / ".cache/gradus-frameworks")
    parser.add_argument("--out", type=pathlib.Path, default=OUT)
    options = parser.parse_args()
    home = options.home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    data = pathlib.Path(os.environ.get("GRADUS_HOME", pathlib.Path.home() / ".gradus")) / "data/mnist"
    weights = home / "weights.bin"
    initial_weights(weights)
    found = [gradus(home), *(python_framework(*one, home) for one in PYTHON),
             *(jvm_framework(*one, home) for one in JVM)]
    ready = [framework for framework in found if "command" in framework]
    for framework in ready:
        train(framework, lambda threads: (data, weights, threads, 1, BATCH, RATE), 1)  # files come into the page cache
        if "folders" in framework:
            framework["megabytes"] = megabytes(*framework.pop("folders"))
        framework["megabytes"] = round(framework["megabytes"], 1)
    versions = {framework["name"]: framework.get("version", "") for framework in ready}
    for threads in (1, 2):
        measured(ready, versions, lambda many: (data, weights, many, options.epochs, BATCH, RATE), threads, options.rounds)
    for framework in ready:
        framework.pop("command")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    command = f"python3 bench/compare/frameworks.py --rounds {options.rounds} --epochs {options.epochs}"
    result = {"date": datetime.date.today().isoformat(), "command": command, "machine": machine(),
              "task": {"batch": BATCH, "epochs": options.epochs, "rate": RATE, "rounds": options.rounds},
              "frameworks": found}
    options.out.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(f"written to {options.out}")


if __name__ == "__main__":
    main()
