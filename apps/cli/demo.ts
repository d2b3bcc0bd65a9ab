import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { determine } from '../../city/determinations/index.ts'
import { formatTable, readProgramme } from '../../city/programme/index.ts'
import { makeCity } from '../../city/synthetic/index.ts'
import { parseDay } from '../../engine/language/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { explainHousehold } from './explain.ts'

const HOME = path.resolve(import.meta.dirname, '../../.data/demo')
const ON = '2023-12-31'
const BENEFIT = 'hai-phong/income-support'

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const vi = (n: number): string => n.toLocaleString('vi-VN')

/** `npm start`: the synthetic city of 2023, decided and explained. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'makes the synthetic city of 2023, decides it, prints the programme table and one explained household',
    )
    .action(demo)
}

async function demo(): Promise<void> {
  const data = path.join(HOME, 'city-2023')
  const results = path.join(HOME, ON)
  const making = startProgress('Tạo thành phố')
  const city = await makeCity({
    preset: 'east-2023',
    out: data,
    onProgress: (done, total) => making.update(done, total),
  }).finally(() => making.stop())
  say(`Thành phố giả lập năm 2023: ${vi(city.households)} hộ, ${vi(city.persons)} người (${data})`)
  say(`${city.note.vi}\n`)
  const deciding = startProgress('Xét quyền lợi')
  const on = parseDay(ON) ?? 0
  const { counted, receipt } = await determine({
    data,
    on,
    out: results,
    onProgress: (step, done, total) => step === 'deciding' && deciding.update(done, total),
  }).finally(() => deciding.stop())
  say(
    `Xét ngày 31-12-2023 theo luật của ngày đó: ${vi(counted.standings['poor'] ?? 0)} hộ nghèo, ${vi(counted.standings['near_poor'] ?? 0)} hộ cận nghèo; ${vi(receipt.outputs.decisions)} kết quả (${results})\n`,
  )
  say(formatTable(await readProgramme(2023, { data }), 2023))
  const { household, person } = await firstGranted(path.join(results, 'decisions.csv'))
  say('Một hộ được giải thích\n')
  await explainHousehold({
    data,
    household,
    person,
    benefit: BENEFIT,
    on: ON,
    lang: 'vi',
    restricted: 'hide',
    overlay: [],
  })
  say(
    `\nXem tiếp: ./ansinh explain --data ${path.relative(process.cwd(), data) || data} --household ${household} --on ${ON}`,
  )
}

/** The first person with a known amount of the benefit, so that there is something to explain. */
async function firstGranted(file: string): Promise<{ household: string; person: string }> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [household, person, benefit, group, outcome, , , , amount] = line.split(',')
    if (
      household !== undefined &&
      person !== undefined &&
      benefit === BENEFIT &&
      group === 'a' &&
      outcome === 'granted' &&
      amount
    )
      return { household, person }
  }
  throw new Failure('nobody has this benefit in these data; the law or the generator has changed')
}
