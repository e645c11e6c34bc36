// SPDX-License-Identifier: MIT
//
// Polynomials, coefficients from the lowest power up. One function for each length: an
// array of coefficients would be allocated, these are constants.
//
// Short ones by Horner's rule, long ones in fours: two multiplications more, but half
// the steps wait for one another, and a processor finds work for all its units.

@inline(__always)
func polynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V) -> V {
  fma(x, c1, c0)
}

@inline(__always)
func polynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V, _ c2: V) -> V {
  fma(x, polynomial(x, c1, c2), c0)
}

@inline(__always)
func polynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V) -> V {
  fma(x, polynomial(x, c1, c2, c3), c0)
}

@inline(__always)
func polynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4), c0)
}

@inline(__always)
func polynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5), c0)
}

@inline(__always)
func polynomial<V: Vector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6), c0)
}

@inline(__always)
func polynomial<V: Vector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V
) -> V {
  let powers = Powers(x)
  return fma(powers.fourth, powers.cubic(c4, c5, c6, c7), powers.cubic(c0, c1, c2, c3))
}

@inline(__always)
func polynomial<V: Vector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V
) -> V {
  let powers = Powers(x)
  let high = fma(powers.fourth, fma(x, c9, c8), powers.cubic(c4, c5, c6, c7))
  return fma(powers.fourth, high, powers.cubic(c0, c1, c2, c3))
}

@inline(__always)
func polynomial<V: Vector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V, _ c10: V, _ c11: V
) -> V {
  let powers = Powers(x)
  let high = fma(powers.fourth, powers.cubic(c8, c9, c10, c11), powers.cubic(c4, c5, c6, c7))
  return fma(powers.fourth, high, powers.cubic(c0, c1, c2, c3))
}

/// Short, but with nothing beside it to do meanwhile: in pairs.
@inline(__always)
func pairedPolynomial<V: Vector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V) -> V {
  let square = x * x
  return fma(square, fma(square, c4, fma(x, c3, c2)), fma(x, c1, c0))
}

@inline(__always)
func pairedPolynomial<V: Vector>(
  _ x: V, less part: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V
) -> V {
  let square = x * x
  return fma(square, fma(square, fma(x, c5, c4), fma(x, c3, c2)), fma(x, c1, c0 - part))
}

/// Long, but by Horner's rule, for results that no later sum rounds away: only the last step
/// of it counts.
@inline(__always)
func chainedPolynomial<V: Vector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V, _ c10: V, _ c11: V
) -> V {
  polynomial(x, c0, c1, c2, c3, c4, c5, polynomial(x, c6, c7, c8, c9, c10, c11))
}

private struct Powers<V: Vector> {
  let first: V
  let square: V
  let fourth: V

  @inline(__always)
  init(_ x: V) {
    first = x
    square = x * x
    fourth = square * square
  }

  @inline(__always)
  func cubic(_ c0: V, _ c1: V, _ c2: V, _ c3: V) -> V {
    fma(square, fma(first, c3, c2), fma(first, c1, c0))
  }
}
