# SPDX-License-Identifier: Apache-2.0
"""The singular values that GradedSvdTest compares with at 200 x 100, one a line, descending.

    python3 graded_svd.py > ../resources/ritz/kernels/linalg/graded-200x100.txt

A = B D as the test makes it: B of random 24-bit integers, D of powers of two between about
10^-140 and 10^140, both exact in doubles. The values come from the plain one-sided Jacobi method
of Hestenes in 80 digits. Two identities check them, in exact integers and to 60 digits: the
product of their squares is det(B'B) det(D)^2, and the sum of their squares is the sum of the
squares of A. Needs gmpy2 (Debian: python3-gmpy2).
"""

import sys

import gmpy2
from gmpy2 import mpfr, mpz

ROWS, COLUMNS, LARGEST_EXPONENT = 200, 100, 465
DIGITS = 80
NEGLIGIBLE = mpfr("1e-144")  # square of a cosine


def random_bits():
    """A linear congruential generator (Knuth's MMIX), as signed 64-bit integers."""
    state = 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state - 2**64 if state >= 2**63 else state


def factors():
    bits = random_bits()
    b = [[next(bits) >> 40 for _ in range(COLUMNS)] for _ in range(ROWS)]
    spread = 2 * LARGEST_EXPONENT + 1
    exponents = [(next(bits) >> 33) % spread - LARGEST_EXPONENT for _ in range(COLUMNS)]
    return b, exponents


def dot(x, y):
    return sum(map(lambda s, t: s * t, x, y), mpfr(0))


def orthogonalize(columns, p, q):
    """Rotates two columns so that they become orthogonal; returns whether they were not."""
    x, y = columns[p], columns[q]
    xx, yy, xy = dot(x, x), dot(y, y), dot(x, y)
    if xy * xy <= NEGLIGIBLE * xx * yy:
        return False
    d = yy - xx
    root = gmpy2.sqrt(d * d + 4 * xy * xy)
    t = 2 * xy / (d - root if d < 0 else d + root)
    c = 1 / gmpy2.sqrt(1 + t * t)
    s = c * t
    columns[p] = [c * u - s * v for u, v in zip(x, y)]
    columns[q] = [s * u + c * v for u, v in zip(x, y)]
    return True


def squares_of_singular_values(columns):
    columns = list(columns)
    rotated = True
    while rotated:
        columns.sort(key=lambda x: dot(x, x), reverse=True)
        rotated = 0
        for p in range(len(columns) - 1):
            for q in range(p + 1, len(columns)):
                rotated += orthogonalize(columns, p, q)
        print(rotated, "rotations", file=sys.stderr)
    return sorted((dot(x, x) for x in columns), reverse=True)


def determinant(a):
    """Of a positive definite matrix of integers, without fractions (Bareiss 1968)."""
    a = [[mpz(x) for x in row] for row in a]
    previous = mpz(1)
    for k in range(len(a) - 1):
        for i in range(k + 1, len(a)):
            for j in range(k + 1, len(a)):
                a[i][j] = (a[i][j] * a[k][k] - a[i][k] * a[k][j]) // previous
        previous = a[k][k]
    return a[-1][-1]


def check(name, found, expected):
    error = abs(found / expected - 1)
    print(f"{name}: relative error {error:.1e}", file=sys.stderr)
    if error > mpfr("1e-60"):
        sys.exit("the singular values are wrong")


def main():
    gmpy2.get_context().precision = int(DIGITS * 3.33)
    b, exponents = factors()
    scale = [mpfr(2) ** e for e in exponents]
    columns = [[row[j] * scale[j] for row in b] for j in range(COLUMNS)]
    squares = squares_of_singular_values(columns)

    gram = [[sum(row[i] * row[j] for row in b) for j in range(COLUMNS)] for i in range(COLUMNS)]
    product = mpfr(1)
    for square in squares:
        product *= square
    check("product", product, determinant(gram) * mpfr(4) ** sum(exponents))
    check("sum", sum(squares), sum(dot(x, x) for x in columns))
    for square in squares:
        print(f"{gmpy2.sqrt(square):.29e}")


if __name__ == "__main__":
    main()
