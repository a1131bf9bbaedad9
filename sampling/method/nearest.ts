// Nearest neighbour among elements that are still undecided: a k-d tree from which elements are removed.

/** Finds the nearest remaining element; ties go to the smaller uniform number, then to the smaller position. */
export interface NeighbourTree {
  /** Nearest remaining element to `element`, itself left out; −1 when nobody else remains. */
  nearest(element: number): number
  remove(element: number): void
}

const leafSize = 8

interface Node {
  /** Moves past removed elements of a place shared by all. */
  from: number
  readonly to: number
  readonly low: Float64Array
  readonly high: Float64Array
  readonly parent: number
  readonly left: number
  readonly right: number
  /** A leaf whose elements all stand in one place, listed by uniform number. */
  readonly onePlace: boolean
}

/**
 * Build the tree. Which tree it is never changes an answer: distance and tie rule decide, not the search.
 *
 * @param columns coordinates, one column per dimension, one value per element; distance is Euclidean, so scale them to comparable units
 * @param uniform number of each element
 * @source Bentley (1975), Multidimensional binary search trees used for associative searching, CACM 18
 * @internal
 * @example neighbourTree([Float64Array.of(0, 5, 7)], [0.1, 0.2, 0.3]).nearest(1) // => 2
 */
export function neighbourTree(columns: readonly ArrayLike<number>[], uniform: ArrayLike<number>): NeighbourTree {
  const count = uniform.length
  const items = Int32Array.from({ length: count }, (_, i) => i)
  const nodes: Node[] = []
  const leafOf = new Int32Array(count)
  buildNodes(columns, uniform, items, nodes, leafOf)
  const alive = Int32Array.from(nodes, ({ from, to }) => to - from)
  const present = new Uint8Array(count).fill(1)

  const squaredDistance = (a: number, b: number): number => {
    let sum = 0
    for (const column of columns) sum += (column[a]! - column[b]!) * (column[a]! - column[b]!)
    return sum
  }
  // Never above the distance to any element of the box: rounding keeps order, dimension by dimension.
  const boxDistance = ({ low, high }: Node, element: number): number => {
    let sum = 0
    for (let d = 0; d < columns.length; d++) {
      const x = columns[d]![element]!
      const gap = x < low[d]! ? low[d]! - x : x > high[d]! ? x - high[d]! : 0
      sum += gap * gap
    }
    return sum
  }
  return {
    nearest(element) {
      let best = -1
      let least = Infinity
      const stack = [0]
      while (stack.length > 0) {
        const at = stack.pop()!
        const node = nodes[at]!
        if (alive[at] === 0 || boxDistance(node, element) > least) continue
        if (node.left >= 0) {
          const nearLeft = boxDistance(nodes[node.left]!, element) <= boxDistance(nodes[node.right]!, element)
          stack.push(nearLeft ? node.right : node.left, nearLeft ? node.left : node.right)
          continue
        }
        while (node.onePlace && present[items[node.from]!] === 0) node.from++
        for (let i = node.from; i < node.to; i++) {
          const other = items[i]!
          if (present[other] === 0 || other === element) continue
          const distance = squaredDistance(element, other)
          const tie = best >= 0 && distance === least
          if (distance < least || best < 0 || (tie && (uniform[other]! - uniform[best]! || other - best) < 0)) {
            least = distance
            best = other
          }
          // The others of this place are as near, and their numbers larger.
          if (node.onePlace) break
        }
      }
      return best
    },
    remove(element) {
      present[element] = 0
      for (let at = leafOf[element]!; at >= 0; at = nodes[at]!.parent) alive[at]!--
    },
  }
}

/** Halve at the median of the widest dimension until leaves are small; root first, children by number. */
function buildNodes(
  columns: readonly ArrayLike<number>[],
  uniform: ArrayLike<number>,
  items: Int32Array,
  nodes: Node[],
  leafOf: Int32Array,
): void {
  const build = (from: number, to: number, parent: number): number => {
    const low = Float64Array.from(columns, column => extreme(column, items, from, to, -1))
    const high = Float64Array.from(columns, column => extreme(column, items, from, to, 1))
    const at = nodes.length
    const onePlace = low.every((value, d) => value === high[d])
    const node = { from, to, low, high, parent, left: -1, right: -1, onePlace }
    nodes.push(node)
    if (onePlace || to - from <= leafSize) {
      if (onePlace) items.subarray(from, to).sort((a, b) => uniform[a]! - uniform[b]! || a - b)
      for (let i = from; i < to; i++) leafOf[items[i]!] = at
      return at
    }
    let widest = 0
    for (let d = 1; d < columns.length; d++) if (high[d]! - low[d]! > high[widest]! - low[widest]!) widest = d
    const column = columns[widest]!
    items.subarray(from, to).sort((a, b) => column[a]! - column[b]! || a - b)
    const middle = (from + to) >> 1
    node.left = build(from, middle, at)
    node.right = build(middle, to, at)
    return at
  }
  build(0, items.length, -1)
}

function extreme(column: ArrayLike<number>, items: Int32Array, from: number, to: number, sign: 1 | -1): number {
  let most = -Infinity
  for (let i = from; i < to; i++) most = Math.max(most, sign * column[items[i]!]!)
  return sign * most
}
