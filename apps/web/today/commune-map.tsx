import { Section, useFormats } from '../kit/index.ts'
import { useUnits } from '../shell/places.ts'
import { useSetSearch } from '../shell/search-params.ts'
import type { CommuneRow } from './commune-table.tsx'
import { useTodayWords } from './words.ts'

const WIDTH = 560
/** Radius of the commune where most is owed (units of the picture). */
const LARGEST = 20
/** Communes that are named without being touched. */
const NAMED = 6
/** Bạch Long Vĩ lies far out at sea: drawn at the edge of the picture, so that the land has room. */
const EDGE = { east: 107.12, south: 20.56 }

/** Circles at the communes' centres: the larger the area, the more has not arrived; the darker, the more poor and near-poor households it has. */
export function CommuneMap({ rows }: { rows: readonly CommuneRow[] }) {
  const t = useTodayWords()
  const f = useFormats()
  const units = useUnits()
  const setSearch = useSetSearch()
  const placed = rows.flatMap(row => {
    const unit = units.get(row.code)
    return unit?.place
      ? [
          {
            row,
            name: unit.name,
            full: unit.full_name,
            lat: Math.max(unit.place.latitude, EDGE.south),
            lon: Math.min(unit.place.longitude, EDGE.east),
          },
        ]
      : []
  })
  if (placed.length === 0) return <Section title={t('map_title')}>{null}</Section>
  const most = Math.max(1, ...placed.map(p => p.row.rights))
  const [west, east] = [Math.min(...placed.map(p => p.lon)), Math.max(...placed.map(p => p.lon))]
  const [south, north] = [Math.min(...placed.map(p => p.lat)), Math.max(...placed.map(p => p.lat))]
  // degrees of longitude are shorter than those of latitude, here by cos 20.8°
  const scale = (WIDTH - 2 * LARGEST - 30) / Math.max(0.01, east - west)
  const tall = scale / Math.cos((20.8 * Math.PI) / 180)
  const height = (north - south) * tall + 2 * LARGEST + 10
  const spots = placed
    .map(p => ({
      ...p,
      x: LARGEST + 8 + (p.lon - west) * scale,
      y: LARGEST + 5 + (north - p.lat) * tall,
      r: Math.max(2.5, LARGEST * Math.sqrt(p.row.rights / most)),
    }))
    .sort((a, b) => b.r - a.r)
  return (
    <Section title={t('map_title')}>
      <figure>
        {/** biome-ignore lint/a11y/useSemanticElements: a picture is no fieldset; its spots are a group of buttons. */}
        <svg
          viewBox={`0 0 ${WIDTH} ${Math.round(height)}`}
          className="map"
          role="group"
          aria-label={t('map')}
        >
          {spots.map(p => {
            const words = t('map_of', {
              name: p.full,
              rights: f.number(p.row.rights),
              money: f.money(p.row.gap),
            })
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand in a picture.
              <circle
                key={p.row.code}
                cx={p.x}
                cy={p.y}
                r={p.r}
                className="map-spot"
                role="button"
                tabIndex={0}
                aria-label={words}
                onClick={() => setSearch({ commune: p.row.code })}
                onKeyDown={e => {
                  if (e.key === 'Enter' || e.key === ' ') setSearch({ commune: p.row.code })
                }}
              >
                <title>{words}</title>
              </circle>
            )
          })}
          {spots.slice(0, NAMED).map(p => (
            <text
              key={p.row.code}
              x={p.x}
              y={p.y - p.r - 4}
              textAnchor="middle"
              className="map-name"
              aria-hidden
            >
              {p.name}
            </text>
          ))}
        </svg>
        <figcaption className="small soft">{t('map')}</figcaption>
      </figure>
    </Section>
  )
}
