"""Values for PowerLawTest, by SciPy: a straight line through logarithms, and the 95 % interval of its slope.

    python3 scripts/reference/power_law.py
"""

import numpy as np
from scipy import stats

x = np.array([1e3, 4e3, 2e4, 1e5, 4e5])
y = np.array([2.9, 2.5, 2.05, 1.8, 1.6])
line = stats.linregress(np.log(x), np.log(y))
half = stats.t.ppf(0.975, len(x) - 2) * line.stderr
print("factor", np.exp(line.intercept))
print("exponent", -line.slope, "from", -line.slope - half, "to", -line.slope + half)
print("misfit", np.sqrt(np.mean((np.log(y) - line.intercept - line.slope * np.log(x)) ** 2)))
for freedom in (1, 2, 3, 4, 5, 8, 30):
    print("t", freedom, stats.t.ppf(0.975, freedom))
