"""What a Python data scientist runs today, on the files that bench/inputs.ts writes into a folder.

Reads the name of an operation from each line of its input, runs it once and answers with one line of JSON: wall and CPU
milliseconds, a number that both sides count, and the most memory the process has held. numpy, pandas and scipy; numba where it
says so. Inputs are read when an operation first needs them.
"""

import json
import sys
import time
from functools import cache
from pathlib import Path

import numba
import numpy as np
import pandas as pd
import scipy
from numba import njit
from scipy.signal import savgol_filter
from scipy.spatial import cKDTree

folder = Path(sys.argv[1])
FPS = {"field": 25, "holed": 25, "visitors": 30}
WINDOW, MAX_GAP = 9, 10


@cache
def column(name, dtype="f4"):
    return np.fromfile(folder / name, dtype)


@cache
def tracks(name):
    start = column("field.start" if name == "holed" else f"{name}.start", "i4")
    number = np.repeat(np.arange(len(start) - 1, dtype="i4"), np.diff(start))
    return pd.DataFrame({"track": number, "x": column(f"{name}.x"), "y": column(f"{name}.y")})


@cache
def moving(name):
    """A column of the smoothed motion, one row a track."""
    return column(f"motion.{name}").reshape(len(column("field.start", "i4")) - 1, -1)


def motion(x, y, fps):
    fit = dict(window_length=WINDOW, polyorder=3, mode="nearest", delta=1 / fps)
    sx, sy = savgol_filter(x, **fit), savgol_filter(y, **fit)
    vx, vy = savgol_filter(x, deriv=1, **fit), savgol_filter(y, deriv=1, **fit)
    ax, ay = savgol_filter(x, deriv=2, **fit), savgol_filter(y, deriv=2, **fit)
    jx, jy = savgol_filter(x, deriv=3, **fit), savgol_filter(y, deriv=3, **fit)
    speed = np.hypot(vx, vy)
    return {
        "x": sx,
        "y": sy,
        "vx": vx,
        "vy": vy,
        "speed": speed,
        "accel": np.hypot(ax, ay),
        "jerk": np.hypot(jx, jy),
        "curvature": (vx * ay - vy * ax) / (speed**3 + 1e-6),
        "heading": np.arctan2(vy, vx),
    }


def kinematics(name):
    out = []
    for track, rows in tracks(name).groupby("track", sort=False):
        if len(rows) < WINDOW:
            continue
        columns = motion(rows.x.to_numpy(), rows.y.to_numpy(), FPS[name])
        out.append(pd.DataFrame({"track": track, **columns}))
    return pd.concat(out)


def long_gaps(known):
    """Frames without a sample whose neighbours lie more than MAX_GAP frames apart, or that have only one."""
    frames = np.arange(len(known))
    before = pd.Series(np.where(known, frames, np.nan)).ffill().to_numpy()
    after = pd.Series(np.where(known, frames, np.nan)).bfill().to_numpy()
    return ~known & ~(after - before <= MAX_GAP)


def kinematics_with_gaps(name):
    """As pandas users do: interpolate, filter, and mask what lay in a long gap."""
    out = []
    for track, rows in tracks(name).groupby("track", sort=False):
        missing = long_gaps(rows.x.notna().to_numpy())
        x = rows.x.interpolate(limit_direction="both").to_numpy()
        y = rows.y.interpolate(limit_direction="both").to_numpy()
        columns = motion(x, y, FPS[name])
        for values in columns.values():
            values[missing] = np.nan
        out.append(pd.DataFrame({"track": track, **columns}))
    return pd.concat(out)


def fused_pairs():
    count = 0
    x, y, vx, vy = (moving(name) for name in ("x", "y", "vx", "vy"))
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            dx, dy = x[j] - x[i], y[j] - y[i]
            dvx, dvy = vx[j] - vx[i], vy[j] - vy[i]
            d = np.hypot(dx, dy)
            count += int(np.count_nonzero((d < 2) & (-(dx * dvx + dy * dvy) > d)))
    return count


@njit(fastmath=True)
def fused_pairs_numba(x, y, vx, vy):
    count = 0
    for i in range(x.shape[0]):
        for j in range(i + 1, x.shape[0]):
            for k in range(x.shape[1]):
                dx, dy = x[j, k] - x[i, k], y[j, k] - y[i, k]
                d = np.sqrt(dx * dx + dy * dy)
                approach = -(dx * (vx[j, k] - vx[i, k]) + dy * (vy[j, k] - vy[i, k]))
                count += (d < 2) & (approach > d)
    return count


@cache
def polygons():
    start = column("zones.start", "i4")
    corners = np.column_stack((column("zones.x"), column("zones.y")))
    return [corners[a:b] for a, b in zip(start[:-1], start[1:])]


def zones():
    x, y = column("field.x"), column("field.y")
    mask = np.zeros(len(x), "u2")
    for bit, zone in enumerate(polygons()):
        low, high = zone.min(0), zone.max(0)
        index = np.flatnonzero((x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1]))
        px, py = x[index], y[index]
        inside = np.zeros(len(index), bool)
        for p in range(len(zone)):
            q = p - 1
            ay, by = zone[p, 1], zone[q, 1]
            slope = (zone[q, 0] - zone[p, 0]) / ((by - ay) or 1e-30)
            inside ^= ((ay > py) != (by > py)) & (px < slope * (py - ay) + zone[p, 0])
        mask[index] |= (inside.astype("u2") << bit).astype("u2")
    return int(np.count_nonzero(mask))


CROWD_STEP = 6


def grid_pairs():
    """Every sixth frame; the caller counts six times as much."""
    frames = len(column("crowd.frameStart", "i4")) - 1
    x, y, vx, vy = (column(f"crowd.{name}").reshape(frames, -1) for name in ("x", "y", "vx", "vy"))
    count = 0
    for t in range(0, frames, CROWD_STEP):
        points = np.column_stack((x[t], y[t]))
        pairs = cKDTree(points).query_pairs(5, output_type="ndarray")
        i, j = pairs[:, 0], pairs[:, 1]
        dx, dy = points[j, 0] - points[i, 0], points[j, 1] - points[i, 1]
        dvx, dvy = vx[t, j] - vx[t, i], vy[t, j] - vy[t, i]
        d = np.hypot(dx, dy)
        _bearing, _approach = np.arctan2(dy, dx), -(dx * dvx + dy * dvy) / (d + 1e-9)
        count += len(d)
    return count * CROWD_STEP


@njit
def pelt_numba(values, least, penalty):
    n = len(values)
    sums, squares = np.zeros(n + 1), np.zeros(n + 1)
    mean = values.mean()
    for i in range(n):
        v = values[i] - mean
        sums[i + 1] = sums[i] + v
        squares[i + 1] = squares[i] + v * v
    cost = np.full(n + 1, 1e300)
    cost[0] = -penalty
    before = np.zeros(n + 1, np.int64)
    starts, tried = np.zeros(n + 1, np.int64), np.zeros(n + 1)
    count = 0
    for t in range(least, n + 1):
        if t - least == 0 or t - least >= least:
            starts[count] = t - least
            count += 1
        best, best_start = 1e300, 0
        for k in range(count):
            s = starts[k]
            d = sums[t] - sums[s]
            tried[k] = cost[s] + ((squares[t] - squares[s]) - d * d / (t - s))
            if tried[k] < best:
                best, best_start = tried[k], s
        cost[t] = best + penalty
        before[t] = best_start
        kept = 0
        for k in range(count):
            if tried[k] <= cost[t]:
                starts[kept] = starts[k]
                kept += 1
        count = kept
    segments, t = 0, n
    while t > 0:
        segments += 1
        t = before[t]
    return segments


def change_points():
    return sum(pelt_numba(values, 5, 4.0) for values in moving("speed"))


OPERATIONS = {
    "kinematics": lambda: len(kinematics("field")),
    "kinematicsGaps": lambda: len(kinematics_with_gaps("holed")),
    "kinematicsShort": lambda: len(kinematics("visitors")),
    "nearRuns": fused_pairs,
    "nearRunsNumba": lambda: int(fused_pairs_numba(*(moving(name) for name in ("x", "y", "vx", "vy")))),
    "zoneMask": zones,
    "gridPairs": grid_pairs,
    "changePoints": change_points,
}
SCALE = {"gridPairs": CROWD_STEP}


def peak():
    """The most memory resident since the program began; getrusage would say what the process that started it held."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {}
    return {"peakBytes": 1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")}


def run(name):
    operation = OPERATIONS[name]
    wall, cpu = time.perf_counter(), time.process_time()
    count = operation()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    scale = SCALE.get(name, 1)
    answer = {"name": name, "wallMs": wall * 1e3 * scale, "cpuMs": cpu * 1e3 * scale, "count": count}
    return {**answer, **peak()}


# Compiled before anything is timed.
FEW = np.zeros((2, 64), "f4")
fused_pairs_numba(FEW, FEW, FEW, FEW)
pelt_numba(FEW[0], 5, 4.0)
VERSIONS = {
    "Python": sys.version.split()[0],
    "numpy": np.__version__,
    "pandas": pd.__version__,
    "scipy": scipy.__version__,
    "numba": numba.__version__,
}
print(json.dumps({"versions": VERSIONS}), flush=True)
for line in sys.stdin:
    print(json.dumps(run(line.strip())), flush=True)
