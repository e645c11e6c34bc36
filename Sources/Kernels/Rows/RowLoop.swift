// SPDX-License-Identifier: MIT
//
// Rows of any layout and storage, brought into reach of the arithmetic: in place
// where sixteen lanes lie side by side in memory, through scratch elsewhere.

import CSwiftAct

/// Rows this short fill their vectors badly, so sixteen of them go side by side.
private let shortRow = 128

/// Vectors that two rows, or two times sixteen, may keep to be worked on in stages: with
/// inputs and results they stay in the first-level cache.
let mostStaged = 128

/// How often sixteen short rows are taken into scratch, for stages to be worth it.
private let mostSixteens = 8

@inline(__always)
func runRows<S: Storage>(
  _ storage: S.Type, _ panel: PanelPointer, _ block: swiftact_row_block
) {
  guard let operands = panel.pointee.operands else { return }
  let x = operands[SWIFTACT_X]
  let rows = panel.pointee.rows
  let across = rows >= 4 && (panel.pointee.n <= shortRow || abs(x.outer) < abs(x.inner))
  panel.pointee.across = across ? 1 : 0
  let size = MemoryLayout<S.Element>.size
  let isDirect =
    S.isDirect && isDense(operands[SWIFTACT_X], across, size)
    && isDense(operands[SWIFTACT_DY], across, size) && isDense(operands[SWIFTACT_Y], across, size)
  let isAlike = hasSameNumbers(operands)
  let sixteens = isAlike ? sixteensAtOnce(panel.pointee.n, S.self) : 1
  var row = 0
  while row < rows {
    let left = rows &- row
    let most = 16 &* Swift.max(1, Swift.min(sixteens, left / 16))
    let count = across ? Swift.min(most, left) : isAlike && isDirect ? rows : 1
    let place = RowPlace<S>(panel, row: row, count: count, across: across)
    place.loadNumbers()
    if isDirect && (!across || count & 15 == 0) {
      place.runInPlace(block)
    } else {
      place.runThroughScratch(block)
    }
    place.storeTotal()
    row &+= count
  }
}

@inline(__always)
private func sixteensAtOnce<S: Storage>(_ n: Int, _ storage: S.Type) -> Int {
  guard n > 0, 2 &* n <= mostStaged else { return 1 }
  let room = SWIFTACT_CHUNK_BYTES / (16 &* MemoryLayout<S.Computed>.size)
  return Swift.min(mostSixteens, room / n)
}

/// Whether the sixteen lanes of a vector are neighbours in memory.
@inline(__always)
private func isDense(_ operand: swiftact_strided, _ across: Bool, _ size: Int) -> Bool {
  operand.base == nil || (across ? operand.outer : operand.inner) == size
}

/// Whether rows have no numbers of their own.
@inline(__always)
private func hasSameNumbers(_ operands: UnsafePointer<swiftact_strided>) -> Bool {
  operands[SWIFTACT_TOTAL].base == nil && operands[SWIFTACT_LABEL].base == nil
    && (operands[SWIFTACT_PARAMETER].base == nil || operands[SWIFTACT_PARAMETER].outer == 0)
    && (operands[SWIFTACT_WEIGHT].base == nil || operands[SWIFTACT_WEIGHT].outer == 0)
}

@inline(__always)
private func abs(_ value: Int) -> Int { value < 0 ? 0 &- value : value }
