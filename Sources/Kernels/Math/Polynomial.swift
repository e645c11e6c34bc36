// SPDX-License-Identifier: MIT
//
// Polynomials by Horner's rule, coefficients from the lowest power up. One function
// for each length: an array of coefficients would be allocated, these are constants.

@inline(__always)
func polynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V) -> V {
  fma(x, c1, c0)
}

@inline(__always)
func polynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V, _ c2: V) -> V {
  fma(x, polynomial(x, c1, c2), c0)
}

@inline(__always)
func polynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V) -> V {
  fma(x, polynomial(x, c1, c2, c3), c0)
}

@inline(__always)
func polynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4), c0)
}

@inline(__always)
func polynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6, c7), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8, c9), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V, _ c10: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10), c0)
}

@inline(__always)
func polynomial<V: RealVector>(
  _ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V, _ c5: V, _ c6: V, _ c7: V, _ c8: V,
  _ c9: V, _ c10: V, _ c11: V
) -> V {
  fma(x, polynomial(x, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11), c0)
}

/// The same in pairs: one operation more, but fewer that wait for one another.
@inline(__always)
func pairedPolynomial<V: RealVector>(_ x: V, _ c0: V, _ c1: V, _ c2: V, _ c3: V, _ c4: V) -> V {
  let square = x * x
  return fma(square, fma(square, c4, fma(x, c3, c2)), fma(x, c1, c0))
}
