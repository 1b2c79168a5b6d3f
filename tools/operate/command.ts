import type { Command } from 'commander';
import { localCommand } from './local.ts';
import { pipelineCommands } from './pipeline.ts';

/** `airlock local`: the cloud itself, and what is done in it. */
export function localCommands(): Command {
  return pipelineCommands().reduce((local, verb) => local.addCommand(verb), localCommand());
}
