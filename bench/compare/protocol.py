"""How a side in Python takes part in a comparison: reads `WORKLOAD REPETITIONS` lines, answers each with the seconds that
took by the clock and in processor time."""
import sys
import time


def serve(prepare, forms=None):
    """Answers until there are no more lines. `prepare` gives the work of one repetition, or raises a RuntimeError (such as
    NotImplementedError) where there is none; `forms` gives what `forms WORKLOAD` asks for."""
    ready = {}
    for line in sys.stdin:
        if forms and line.startswith("forms "):
            print("\t".join(forms(line.split()[1].split("-")[0])), flush=True)
            continue
        name, repetitions = line.rsplit(maxsplit=1)
        try:
            work = ready.get(name) or ready.setdefault(name, prepare(name))
            cpu, start = time.process_time(), time.perf_counter()
            for _ in range(int(repetitions)):
                work()
        except RuntimeError as failure:  # what torch.compile makes does not always run
            print("failed:", " ".join(str(failure).split()), flush=True)
            continue
        print(time.perf_counter() - start, time.process_time() - cpu, flush=True)


def sizes(text):
    """Rows, inner size and columns of `gemm-MxKxN` or `gemm-N`."""
    found = [int(size) for size in text.split("x")]
    return found if len(found) == 3 else found * 3
