import { Command, CommanderError } from 'commander'
import { determinationCommands } from '../../city/determinations/commands.ts'
import { programmeCommands } from '../../city/programme/commands.ts'
import { simulationCommands } from '../../city/simulations/commands.ts'
import { cityCommands } from '../../city/synthetic/commands.ts'
import { auditCommands } from './audit.ts'
import { backupCommands } from './backup.ts'
import { demoCommand } from './demo.ts'
import { duplicateCommands } from './duplicates.ts'
import { explainCommand } from './explain.ts'
import { Failure } from './failure.ts'
import { importCommands } from './import.ts'
import { initCommand } from './init.ts'
import { lawCommands } from './law.ts'
import { privacyCommands } from './privacy.ts'
import { registryCommands } from './registry.ts'
import { runCommands } from './runs.ts'
import { serveCommand } from './serve.ts'
import { startCommand } from './start.ts'
import { userCommands } from './users.ts'
import { workerCommand } from './worker.ts'

/** Runs the command line. Gives the exit code: 0 done, 1 failed, 2 wrong use. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('ansinh')
    .description('An Sinh: the programme of multidimensional poverty reduction, decided by the law')
    .exitOverride()
    .configureOutput({ writeErr: text => process.stderr.write(text) })
  initCommand(program)
  serveCommand(program)
  startCommand(program)
  workerCommand(program)
  importCommands(program)
  runCommands(program)
  lawCommands(program)
  cityCommands(program)
  programmeCommands(program)
  determinationCommands(program)
  simulationCommands(program)
  explainCommand(program)
  demoCommand(program)
  backupCommands(program)
  userCommands(program)
  auditCommands(program)
  duplicateCommands(program)
  privacyCommands(program)
  registryCommands(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (e) {
    if (e instanceof CommanderError)
      return e.code === 'commander.helpDisplayed' ||
        e.code === 'commander.version' ||
        (e.code === 'commander.help' && args.includes('--help'))
        ? 0
        : e.exitCode === 0
          ? 0
          : 2
    if (e instanceof Failure) {
      if (e.message) process.stderr.write(`${e.message}\n`)
      return e.exitCode
    }
    throw e
  }
}
