// One of the five faces, drawn; always beside the word it stands for.
const MOUTHS = [
  <path key="m" d="M14 27h20a10 10 0 0 1-20 0z" fill="currentColor" fillOpacity=".2" />,
  <path key="m" d="M15 29q9 9 18 0" />,
  <path key="m" d="M16 31.5h16" />,
  <path key="m" d="M15.5 34q8.5-8 17 0" />,
  <g key="m">
    <path d="M15 35.5q9-10 18 0" />
    <path d="M13 16l6 3.5M35 16l-6 3.5" />
  </g>,
]

/** @param at 0 is the best level */
export function Face({ at, size = 32 }: { readonly at: number; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <circle cx="24" cy="24" r="20.5" />
      <path d={at === 4 ? 'M17 21.5v.01M31 21.5v.01' : 'M17 18.5v2M31 18.5v2'} />
      {MOUTHS[at]}
    </svg>
  )
}
