"""What numpy and scipy say to the questions of scipy.integration.test.ts: JSON in, JSON out."""

import json
import sys

import numpy as np
from scipy.signal import savgol_filter
from scipy.spatial import cKDTree

question = json.load(sys.stdin)


def smooth(x, y, window, fps):
    fit = [
        [savgol_filter(axis, window, 3, deriv=order, delta=1 / fps) for order in range(4)]
        for axis in (np.array(x), np.array(y))
    ]
    (sx, vx, ax, jx), (sy, vy, ay, jy) = fit
    speed = np.hypot(vx, vy)
    return {
        "x": sx,
        "y": sy,
        "vx": vx,
        "vy": vy,
        "speed": speed,
        "accel": np.hypot(ax, ay),
        "jerk": np.hypot(jx, jy),
        "curvature": (vx * ay - vy * ax) / speed**3,
        "heading": np.arctan2(vy, vx),
    }


def optimal_partition(values, least, penalty):
    """Every last segment of every prefix, unpruned."""
    values = np.array(values)
    n = len(values)
    sums = np.concatenate(([0], np.cumsum(values)))
    squares = np.concatenate(([0], np.cumsum(values**2)))
    cost = np.full(n + 1, np.inf)
    cost[0] = -penalty
    before = np.zeros(n + 1, int)
    for end in range(least, n + 1):
        start = np.arange(end - least + 1)
        size = end - start
        tried = cost[start] + squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / size
        before[end] = np.argmin(tried)
        cost[end] = tried[before[end]] + penalty
    changes, end = [], before[n]
    while end > 0:
        changes.append(int(end))
        end = before[end]
    return changes[::-1]


def inside(polygon, x, y):
    """Even-odd rule, a ray to the right."""
    x, y = np.array(x), np.array(y)
    corners = np.array(polygon).reshape(-1, 2)
    odd = np.zeros(len(x), bool)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0)):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            odd ^= crosses & (x < (bx - ax) / (by - ay) * (y - ay) + ax)
    return odd


def pairs(x, y, radius):
    found = cKDTree(np.column_stack((x, y))).query_pairs(radius, output_type="ndarray")
    return sorted(map(list, found.tolist()))


answer = {
    "smooth": smooth(**question["smooth"]),
    "changes": [optimal_partition(**one) for one in question["changes"]],
    "inside": inside(**question["inside"]),
    "pairs": pairs(**question["pairs"]),
}
print(json.dumps(answer, default=lambda array: array.tolist()))
