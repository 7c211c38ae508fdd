"""The part of NumPy that the talk's code uses, in plain Python, for machines that have a Python and no NumPy."""
from math import sqrt


class ndarray(list):
    def __sub__(self, other):
        return array(a - b for a, b in zip(self, other))

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other))

    def mean(self):
        return sum(self) / len(self)


def array(values):
    return ndarray(values)


def roll(values, shift):
    return array(values[(i - shift) % len(values)] for i in range(len(values)))


class linalg:
    @staticmethod
    def norm(vector):
        return sqrt(sum(a * a for a in vector))
