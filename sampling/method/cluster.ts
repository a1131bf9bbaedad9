// One- and two-stage cluster samples: clusters first, then elements within the chosen clusters; probabilities multiply.

/** An element of a two-stage sample. */
export interface ClusterChosen {
  readonly position: number
  readonly cluster: number
  /** Probability of the cluster times probability of the element within it. */
  readonly inclusionProbability: number
}

export interface ClusterStageInput {
  /** Cluster of each element, counted from 0. */
  readonly clusterOf: ArrayLike<number>
  /** Chosen clusters, in order of selection: `drawSrs`, `drawPareto`, … with one ticket per cluster. */
  readonly clusters: readonly number[]
  /** Inclusion probability by cluster. */
  readonly clusterProbability: ArrayLike<number>
  /** Ticket or uniform number of each element: within a cluster the smallest are taken. */
  readonly uniform: ArrayLike<number>
  /** Elements to take in each chosen cluster (all where it has fewer); absent = all: a one-stage sample. */
  readonly take?: number | ArrayLike<number>
}

/**
 * Elements of the chosen clusters: all of them, or a simple random sample in each.
 *
 * @param input cluster of each element, chosen clusters and their probabilities, uniform numbers by element, how many to take in each
 * @returns elements, clusters in order of selection, within a cluster in order of their uniform numbers
 * @source Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, §4.3
 * @example drawWithinClusters({ clusterOf: [0, 0, 1, 1], clusters: [1], clusterProbability: [0.5, 0.5], uniform: [0.1, 0.2, 0.9, 0.3], take: 1 }) // => [{ position: 3, cluster: 1, inclusionProbability: 0.25 }]
 */
export function drawWithinClusters(input: ClusterStageInput): ClusterChosen[] {
  const { clusterOf, clusters, clusterProbability, uniform, take } = input
  const members = new Map<number, number[]>(clusters.map(cluster => [cluster, []]))
  for (let i = 0; i < clusterOf.length; i++) members.get(clusterOf[i]!)?.push(i)
  return clusters.flatMap(cluster => {
    const inside = members.get(cluster)!.sort((a, b) => uniform[a]! - uniform[b]! || a - b)
    const wanted = take === undefined ? inside.length : typeof take === 'number' ? take : take[cluster]!
    const chosen = inside.slice(0, wanted)
    const inclusionProbability = clusterProbability[cluster]! * (chosen.length / inside.length)
    return chosen.map(position => ({ position, cluster, inclusionProbability }))
  })
}

/**
 * Sizes of clusters: how many elements each has.
 *
 * @internal
 * @example [...clusterSizes([0, 1, 1, 1], 2)] // => [1, 3]
 */
export function clusterSizes(clusterOf: ArrayLike<number>, clusters: number): Float64Array {
  const sizes = new Float64Array(clusters)
  for (let i = 0; i < clusterOf.length; i++) sizes[clusterOf[i]!]! += 1
  return sizes
}

/**
 * Simple random sample by the smallest uniform numbers, for clusters and other things that have no ticket of 64 digits.
 *
 * @param uniform number of each element, strictly between 0 and 1
 * @param take sample and reserve together
 * @returns positions in order of selection: the sample, then the reserve
 * @source Ohlsson (1995), Coordination of samples using permanent random numbers
 * @example drawSmallest([0.5, 0.1, 0.3], 2) // => [1, 2]
 */
export function drawSmallest(uniform: ArrayLike<number>, take: number): number[] {
  return Array.from({ length: uniform.length }, (_, i) => i)
    .sort((a, b) => uniform[a]! - uniform[b]! || a - b)
    .slice(0, take)
}
